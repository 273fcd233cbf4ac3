import { BuskerError, diskError, toErrorData } from '../../shared/errors.ts'
import type { OrderId, Secret } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { type SignedGreeting, verifyGreeting } from '../../protocol/greeting.ts'
import { type Offer, purchaseProtocol, type Receipt, type SignedRequest } from '../../protocol/purchase.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { HeldRequests } from './heldRequests.ts'
import { HubDebts } from './hubDebts.ts'
import { IncomingCapacity } from './incomingCapacity.ts'
import { Refunder } from './refunder.ts'
import { Renewals } from './renewals.ts'
import { RequestAnswers } from './requestAnswers.ts'
import { Saga } from '../saga/saga.ts'
import { type SaleActionName, type SaleEvent, saleMachine } from './saleMachine.ts'
import type { SaleState } from '../../shared/orderStates.ts'
import { type Sale, Sales } from './sales.ts'
import { saleActions } from './saleActions.ts'
import { sellsElsewhere } from './saleRefusals.ts'
import { Thanker } from './thanker.ts'
import { WorkCodes } from './workCodes.ts'
import type { SellerOptions } from './sellerOptions.ts'

/** The artist's side of the market: answers requests, watches for payments, releases secrets. */
export class Seller implements Startable {
  readonly sales: Sales
  /** Requests that wait until this account can be paid. */
  readonly held: HeldRequests
  readonly debts: HubDebts
  readonly #options: SellerOptions
  readonly #saga: Saga<SaleState, SaleEvent, SaleActionName, Sale>
  readonly #capacity: IncomingCapacity
  /** Policies made anew of what was paid for. */
  readonly renewals: Renewals
  readonly #answers: RequestAnswers
  /** Codes that are given away. */
  readonly codes: WorkCodes
  /** What is written back to buyers. */
  readonly thanker: Thanker
  /** What is paid back. */
  readonly refunder: Refunder

  constructor(options: SellerOptions) {
    this.#options = options
    const { store, keys, now = Date.now, isTimeKnown = () => true } = options
    const codes = (this.codes = new WorkCodes(store, keys))
    const sales = (this.sales = new Sales(store, keys))
    const held = (this.held = new HeldRequests(store, () => (isTimeKnown() ? now() : 0)))
    const debts = (this.debts = new HubDebts({ ...options, sales, now }))
    const capacity = (this.#capacity = new IncomingCapacity(options.payments))
    const renewals = (this.renewals = new Renewals({ ...options, sales, now }))
    const shared = { ...options, sales, debts, now, isTimeKnown, recordGrant: this.#recordGrant }
    const saga = (this.#saga = new Saga(saleMachine, sales, saleActions(shared), {
      ...options,
      onRetry: (id, error) => {
        options.onRetry?.(id, error)
        this.#noteReason(id, error)
      },
    }))
    this.thanker = new Thanker(shared)
    this.refunder = new Refunder({ ...shared, withdrawInvoices: this.#withdrawInvoices })
    const { refunds } = this.refunder
    this.#answers = new RequestAnswers({ ...shared, held, capacity, renewals, codes, refunds, saga })
  }

  async start(): Promise<void> {
    this.#answers.forgetUnpaid()
    await this.#saga.start()
    await this.refunder.start()
    await this.thanker.start()
    await this.#options.calls.handle(purchaseProtocol, {
      purchase: async (request) => {
        this.#assertSellsHere()
        const offer = await this.answer(request)
        this.dropHeldRequest(request)
        return offer
      },
      renew: async (receipt) => {
        this.#assertSellsHere()
        return this.renew(receipt)
      },
      greet: async (greeting) => {
        this.#assertSellsHere()
        await this.hearGreeting(greeting)
        return {}
      },
      delivered: async ({ order, secret: shown }) => {
        this.#assertSellsHere()
        this.confirmDelivery(order, shown)
        return {}
      },
    })
  }

  async stop(): Promise<void> {
    await this.thanker.stop()
    await this.refunder.stop()
    await this.#saga.stop()
    await this.#answers.onIdle()
  }

  /** Runs the action of an order again after its payment changed. */
  wake(id: OrderId): void {
    this.#saga.wake(id)
  }

  wakeAll(): void {
    this.#saga.wakeAll()
    this.refunder.wakeAll()
    this.thanker.wakeAll()
  }

  /** Held requests that can be answered now. */
  async answerable(): Promise<SignedRequest[]> {
    if (this.held.countBuyers() === 0 || this.debts.isAtLimit()) return []
    return this.held.answerableWith(await this.#capacity.receivable())
  }

  /** Drops a held request that has been answered. */
  dropHeldRequest(request: SignedRequest): void {
    if (this.held.remove(request)) this.#options.onWaitingBuyers?.()
  }

  /**
   * Answers a purchase request with an invoice. The same bytes get the same one; each further request is an attempt of its
   * own, with a new secret hash, identifier and price, unless a payment of the one before is under way. What is paid is
   * given again, and who has another edition of it gets this one for nothing.
   *
   * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `ORDER_REQUEST_EXPIRED`, `ORDER_NOT_ON_SALE`,
   *   `ORDER_ALREADY_OWNED`, `ORDER_TOO_MANY_OPEN`; `CLOCK_UNKNOWN`, `BUYER_NOT_CONNECTED`, `SELLER_BUSY`: ask again; not yet,
   *   and held, see `answerable`:
   *   `SELLER_UNPAYABLE`, `SELLER_HUB_IN_DEBT`, `ORDER_UNSETTLED`
   */
  answer(signed: SignedRequest): Promise<Offer> {
    return this.#answers.answer(signed)
  }

  /**
   * A fresh policy for whoever shows a receipt of ours; free.
   *
   * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `ORDER_REVOKED`
   */
  async renew(receipt: Receipt): Promise<Offer> {
    const { onUnusablePolicy, now = Date.now } = this.#options
    const renewed = await this.renewals.renew(receipt)
    if (receipt.invoice.invoice.accessUntil > now()) onUnusablePolicy?.()
    return renewed
  }

  /**
   * The buyer says that it has everything, and proves by the secret that it is the buyer.
   *
   * @throws BuskerError `ORDER_UNSETTLED`: the money is not here yet; say so again
   */
  confirmDelivery(order: OrderId, shown: Secret): void {
    const sale = this.sales.get(order)
    if (sale?.secret !== shown) return
    if (sale.state === 'releasing') {
      throw new BuskerError(
        'ORDER_UNSETTLED',
        'The payment of this order is still being settled. Say so again later.',
      )
    }
    this.#saga.dispatch(order, { on: 'acknowledged' })
    this.thanker.delivered(this.#saga.require(order))
  }

  /**
   * The buyer says who they are. What was said first stays, and nobody else speaks for them.
   *
   * @throws BuskerError `PROTOCOL_FORGED`
   */
  async hearGreeting(signed: SignedGreeting): Promise<void> {
    await verifyGreeting(signed)
    const { order, v: _, ...greeting } = signed.body
    const sale = this.sales.get(order)
    if (sale === undefined || sale.buyer !== signed.signer || sale.greeting !== null) return
    this.sales.update(order, { greeting })
    this.#options.onChange?.(order)
  }

  #assertSellsHere(): void {
    if (this.#options.isElsewhere?.() === true) throw sellsElsewhere()
  }

  /** Why a sale is not further, for the artist. What a buyer is to be told stays. */
  #noteReason(id: string, error: unknown): void {
    const { code, message } = toErrorData(diskError(error) ?? error)
    const sale = this.sales.get(id)
    if (sale === undefined || sale.state === 'refusing' || sale.code === code) return
    this.sales.update(id, { code, message })
    this.#options.onChange?.(id)
  }

  /** A release may have been invoiced for less by what is paid back now: whoever wants it asks again. */
  readonly #withdrawInvoices = ({ recipient }: Sale): void => {
    for (const id of this.sales.unpaidReleases(recipient))
      this.#saga.dispatch(id, { on: 'superseded', change: { deadline: null } })
  }

  readonly #recordGrant = (sale: Sale): void => {
    this.#options.grants.record(openPolicy(sale.sealedPolicy, sale.secret), sale.recipient, sale.id)
  }
}
