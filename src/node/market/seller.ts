import PQueue from 'p-queue'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, OrderId, Secret } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import {
  type Offer,
  purchaseProtocol,
  type Receipt,
  requestDigest,
  signInvoice,
  type SignedInvoice,
  type SignedRequest,
  verifyReceipt,
  verifyRequest,
} from '../../protocol/purchase.ts'
import { digest } from '../../protocol/codec.ts'
import type { Invoice } from '../../protocol/purchaseRecords.ts'
import type { Calls } from '../../ipfs/peer.ts'
import type { Payments } from '../../raiden/payments.ts'
import type { Grants, PolicyTerms } from '../access/access.ts'
import { openPolicy, sealPolicy } from '../access/sealedPolicy.ts'
import type { Keys } from '../keys/keys.ts'
import type { Store } from '../store/openStore.ts'
import { clockToleranceMs, timeUnknown } from './orderTime.ts'
import { draftSale } from './draftSale.ts'
import { HeldRequests } from './heldRequests.ts'
import { IncomingCapacity } from './incomingCapacity.ts'
import { Saga, type SagaObserver } from '../saga/saga.ts'
import { type SaleActionName, type SaleEvent, saleMachine } from './saleMachine.ts'
import { isEarned, type SaleState } from '../../shared/orderStates.ts'
import { type Sale, Sales } from './sales.ts'
import { saleActions } from './saleActions.ts'
import type { Work, WorkResolver } from './workResolver.ts'

export interface SellerOptions {
  readonly store: Store
  readonly keys: Keys
  readonly calls: Calls
  readonly payments: Payments
  readonly grants: Grants
  readonly works: WorkResolver
  readonly chain: { readonly id: number; readonly tokenNetwork: Address; readonly token: Address }
  /** A lock with less time left than this is not opened: the unlock might come too late. */
  readonly revealTimeoutMs: number
  readonly terms: { readonly threshold: number; readonly shares: number; readonly accessMs: number }
  readonly invoiceMs: number
  /** The chain's time, ms since epoch: both sides' deadlines are judged by it. Default: the device's. */
  readonly now?: () => number
  /** While false, {@link now} is a guess: nothing runs out by it, and nobody is answered. Default: true. */
  readonly isTimeKnown?: () => boolean
  readonly observer?: SagaObserver
  readonly onChange?: (id: string) => void
  readonly onRetry?: (id: string, error: unknown) => void
  readonly onUnreported?: (error: unknown) => void
  /** More or fewer buyers wait for this account to be paid. */
  readonly onWaitingBuyers?: () => void
}

const maxOpenInvoices = 16

/** The artist's side of the market: answers requests, watches for payments, releases secrets. */
export class Seller implements Startable {
  readonly sales: Sales
  /** Requests that wait until this account can be paid. */
  readonly held: HeldRequests
  readonly #options: SellerOptions
  readonly #saga: Saga<SaleState, SaleEvent, SaleActionName, Sale>
  readonly #capacity: IncomingCapacity
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #now: () => number
  readonly #isTimeKnown: () => boolean

  constructor(options: SellerOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#isTimeKnown = options.isTimeKnown ?? (() => true)
    this.sales = new Sales(options.store)
    this.held = new HeldRequests(options.store, () => (this.#isTimeKnown() ? this.#now() : 0))
    this.#capacity = new IncomingCapacity(options.payments)
    const actions = saleActions({
      ...options,
      sales: this.sales,
      now: this.#now,
      isTimeKnown: this.#isTimeKnown,
      recordGrant: this.#recordGrant,
    })
    this.#saga = new Saga(saleMachine, this.sales, actions, options)
  }

  async start(): Promise<void> {
    await this.#saga.start()
    await this.#options.calls.handle(purchaseProtocol, {
      purchase: async (request) => {
        const offer = await this.answer(request)
        this.dropHeldRequest(request)
        return offer
      },
      renew: (receipt) => this.renew(receipt),
      delivered: async ({ order, secret: shown }) => {
        this.confirmDelivery(order, shown)
        return {}
      },
    })
  }

  async stop(): Promise<void> {
    await this.#saga.stop()
    await this.#queue.onIdle()
  }

  /** Runs the action of an order again after its payment changed. */
  wake(id: OrderId): void {
    this.#saga.wake(id)
  }

  wakeAll(): void {
    this.#saga.wakeAll()
  }

  /** Held requests that can be answered now. */
  async answerable(): Promise<SignedRequest[]> {
    return this.held.countBuyers() === 0 ? [] : this.held.answerableWith(await this.#capacity.receivable())
  }

  /** Drops a held request that has been answered. */
  dropHeldRequest(request: SignedRequest): void {
    if (this.held.remove(request)) this.#options.onWaitingBuyers?.()
  }

  /**
   * Answers a purchase request with an invoice; the same bytes, and further requests of one buyer for one label and
   * recipient, get the same order.
   *
   * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `ORDER_REQUEST_EXPIRED`, `ORDER_NOT_ON_SALE`,
   *   `ORDER_ALREADY_OWNED`, `ORDER_TOO_MANY_OPEN`; `CLOCK_UNKNOWN`: ask again; `SELLER_UNPAYABLE`: not yet; it is held, see `answerable`
   */
  async answer(signed: SignedRequest): Promise<Offer> {
    await verifyRequest(signed)
    if (!this.#isTimeKnown()) throw timeUnknown()
    this.#assertAddressedToUs(signed)
    const answer = await this.#queue.add(async () => {
      const { label, recipient, buyer, manifest } = signed.request
      const open = this.sales.findLive(label, recipient, buyer)
      // What was offered stays offered, although its price has changed since or it is not on sale any more.
      if (open?.invoice.invoice.manifest === manifest) return this.#answerPayable(open, signed)
      const work = this.#workOnSale(signed)
      return open === undefined ? this.#answerNew(signed, work) : this.#answerPayable(open, signed)
    })
    return answer
  }

  /**
   * A fresh policy for whoever shows a receipt of ours; free.
   *
   * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `ORDER_REVOKED`
   */
  async renew(receipt: Receipt): Promise<Offer> {
    await verifyReceipt(receipt)
    const { invoice } = receipt.invoice
    if (invoice.seller !== this.#self()) throw notForUs()
    this.#assertNotRevoked(invoice.order)
    const terms = this.#terms()
    const policy = await this.#options.grants.make(invoice.label, receipt.request.recipient.body, terms)
    const sealedPolicy = sealPolicy(policy, receipt.secret)
    const signed = await this.#sign({
      ...invoice,
      threshold: terms.threshold,
      shares: terms.shares,
      accessUntil: terms.end,
      sealedPolicy: digest(sealedPolicy),
    })
    this.#options.store
      .transaction(() => {
        const known = this.sales.get(invoice.order) !== undefined
        this.#options.grants.record(policy, invoice.recipient, known ? invoice.order : null)
        if (known) this.sales.update(invoice.order, { invoice: signed, sealedPolicy })
      })
      .immediate()
    return { signed, sealedPolicy }
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
  }

  #assertAddressedToUs({ request }: SignedRequest): void {
    const { chain } = this.#options
    if (
      request.seller !== this.#self() ||
      request.chainId !== chain.id ||
      request.tokenNetwork !== chain.tokenNetwork
    ) {
      throw notForUs()
    }
    if (request.expiry + clockToleranceMs <= this.#now()) {
      throw new BuskerError('ORDER_REQUEST_EXPIRED', 'This request has run out. Nothing was paid; ask again.')
    }
  }

  #workOnSale({ request }: SignedRequest): Work {
    const work = this.#options.works.onSale(request.label)
    if (work === undefined || work.manifest !== request.manifest) {
      throw new BuskerError(
        'ORDER_NOT_ON_SALE',
        'The artist does not sell this any more, or has replaced it. Nothing was paid; look for the newest edition.',
      )
    }
    return work
  }

  async #answerNew(signed: SignedRequest, work: Work): Promise<Offer> {
    const { request } = signed
    if (this.sales.findGranted(request.label, request.recipient) !== undefined) {
      throw new BuskerError('ORDER_ALREADY_OWNED', 'Whom this is for has it already. Nothing was paid.')
    }
    if (this.sales.countOpen(request.buyer) >= maxOpenInvoices) {
      throw new BuskerError(
        'ORDER_TOO_MANY_OPEN',
        'Too many invoices of yours are open here. Pay them or let them run out, then ask again.',
      )
    }
    await this.#assertPayable(signed, work.price.amount)
    const terms = this.#terms()
    const policy = await this.#options.grants.make(request.label, signed.recipient.body, terms)
    const draft = draftSale({
      signed,
      work,
      policy,
      terms,
      now: this.#now(),
      invoiceMs: this.#options.invoiceMs,
    })
    const sale: Sale = { ...draft.sale, invoice: await this.#sign(draft.invoice) }
    if (sale.state === 'paid') this.#saga.begin(sale, 'givenFree', () => this.#recordGrant(sale))
    else this.#saga.begin(sale, 'invoiced')
    return offerOf(sale)
  }

  async #answerPayable(sale: Sale, signed: SignedRequest): Promise<Offer> {
    if (sale.state === 'invoiced') await this.#assertPayable(signed, sale.amount)
    return this.#answerRepeated(sale, signed)
  }

  /** An invoice that can't be paid would end the order: the buyer's payment would find no route. */
  async #assertPayable(signed: SignedRequest, amount: Amount): Promise<void> {
    if (amount === 0n || (await this.#capacity.canReceive(amount))) return
    if (this.held.hold(signed, amount)) this.#options.onWaitingBuyers?.()
    throw new BuskerError(
      'SELLER_UNPAYABLE',
      'The artist can’t be paid yet: their connection to the hub is not open, or has no room for this amount. Nothing was paid. Your order waits and goes on by itself; you can also take it back.',
    )
  }

  async #answerRepeated(sale: Sale, signed: SignedRequest): Promise<Offer> {
    const request = requestDigest(signed)
    const { invoice } = sale.invoice
    const isPaid = isEarned(sale)
    if (isPaid) this.#assertNotRevoked(sale.id)
    // Of a sale restored from a snapshot the policy is gone: once it is paid, a fresh one is made.
    const isUsable = invoice.accessUntil > this.#now() && (!isPaid || sale.sealedPolicy.byteLength > 0)
    if (invoice.request === request && isUsable) return offerOf(sale)
    // A new price makes a new manifest of the same edition, with the same content keys.
    const again = await this.#sign({ ...invoice, request, manifest: signed.request.manifest })
    this.sales.update(sale.id, { request: signed, invoice: again })
    const current = { ...sale, request: signed, invoice: again }
    if (!isPaid || isUsable) return offerOf(current)
    const renewed = await this.renew({ v: 1, request: signed, invoice: again, secret: sale.secret })
    return { ...renewed, secret: sale.secret }
  }

  readonly #recordGrant = (sale: Sale): void => {
    this.#options.grants.record(openPolicy(sale.sealedPolicy, sale.secret), sale.recipient, sale.id)
  }

  #assertNotRevoked(order: OrderId): void {
    const policies = this.#options.grants.list().filter((policy) => policy.order === order)
    if (policies.some(({ revocation }) => revocation !== null)) {
      throw new BuskerError(
        'ORDER_REVOKED',
        'The artist has ended access for this purchase. What was joined before stays playable.',
      )
    }
  }

  #terms(): PolicyTerms {
    const { threshold, shares, accessMs } = this.#options.terms
    return { threshold, shares, end: this.#now() + accessMs }
  }

  #sign(invoice: Invoice): Promise<SignedInvoice> {
    return signInvoice(invoice, this.#options.keys.account)
  }

  #self(): Address {
    return this.#options.keys.identity.body.account
  }
}

/** Contains the secret only if the order is free or paid. */
function offerOf(sale: Sale): Offer {
  const offer = { signed: sale.invoice, sealedPolicy: sale.sealedPolicy }
  return isEarned(sale) ? { ...offer, secret: sale.secret } : offer
}

function notForUs(): BuskerError {
  return new BuskerError('ORDER_NOT_FOR_US', 'This order is for another artist or another network.')
}
