import PQueue from 'p-queue'
import { BuskerError, diskError, toErrorData } from '../../shared/errors.ts'
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
import type { Grants, PolicyTerms } from '../access/access.ts'
import { openPolicy, sealPolicy } from '../access/sealedPolicy.ts'
import type { Keys } from '../keys/keys.ts'
import { isUniqueConflict, type Store } from '../store/openStore.ts'
import { clockToleranceMs, timeUnknown } from './orderTime.ts'
import type { Customers, CustomerStanding } from './customers.ts'
import { commitmentsOf, draftSale } from './draftSale.ts'
import { HeldRequests } from './heldRequests.ts'
import { HubDebts } from './hubDebts.ts'
import { IncomingCapacity } from './incomingCapacity.ts'
import { InvoiceQuotas } from './invoiceQuotas.ts'
import { Saga, type SagaObserver } from '../saga/saga.ts'
import { alreadyOwned, notForUs } from './saleRefusals.ts'
import { type SaleActionName, type SaleEvent, saleMachine } from './saleMachine.ts'
import { isEarned, type SaleState } from '../../shared/orderStates.ts'
import { type Sale, Sales } from './sales.ts'
import { saleActions, type SaleActionOptions } from './saleActions.ts'
import type { Work, WorkResolver } from './workResolver.ts'

export interface SellerOptions extends Pick<
  SaleActionOptions,
  'payments' | 'registry' | 'mailbox' | 'revealTimeoutMs' | 'lockMs' | 'valueOfGas'
> {
  readonly store: Store
  readonly keys: Keys
  readonly calls: Calls
  readonly grants: Grants
  readonly works: WorkResolver
  readonly chain: { readonly id: number; readonly tokenNetwork: Address; readonly token: Address }
  readonly terms: { readonly threshold: number; readonly shares: number; readonly accessMs: number }
  readonly invoiceMs: number
  readonly customers: Pick<Customers, 'standing' | 'takeStrangerPlace'>
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

/** How long an order that ended unpaid is remembered, ms. */
const unpaidMemoryMs = 24 * 3600_000

/** The artist's side of the market: answers requests, watches for payments, releases secrets. */
export class Seller implements Startable {
  readonly sales: Sales
  /** Requests that wait until this account can be paid. */
  readonly held: HeldRequests
  readonly debts: HubDebts
  readonly #options: SellerOptions
  readonly #saga: Saga<SaleState, SaleEvent, SaleActionName, Sale>
  readonly #capacity: IncomingCapacity
  readonly #quotas: InvoiceQuotas
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #now: () => number
  readonly #isTimeKnown: () => boolean

  constructor(options: SellerOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#isTimeKnown = options.isTimeKnown ?? (() => true)
    this.sales = new Sales(options.store, options.keys)
    this.held = new HeldRequests(options.store, () => (this.#isTimeKnown() ? this.#now() : 0))
    const { sales } = this
    const now = this.#now
    this.debts = new HubDebts({ ...options, sales, now })
    this.#capacity = new IncomingCapacity(options.payments)
    this.#quotas = new InvoiceQuotas(sales, options.customers)
    const isTimeKnown = this.#isTimeKnown
    const actions = saleActions({
      ...options,
      sales,
      debts: this.debts,
      now,
      isTimeKnown,
      recordGrant: this.#recordGrant,
    })
    this.#saga = new Saga(saleMachine, sales, actions, {
      ...options,
      onRetry: (id, error) => {
        options.onRetry?.(id, error)
        this.#noteReason(id, error)
      },
    })
  }

  async start(): Promise<void> {
    this.#forgetUnpaid()
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
   * given again.
   *
   * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `ORDER_REQUEST_EXPIRED`, `ORDER_NOT_ON_SALE`,
   *   `ORDER_ALREADY_OWNED`, `ORDER_TOO_MANY_OPEN`; `CLOCK_UNKNOWN`, `BUYER_NOT_CONNECTED`, `SELLER_BUSY`: ask again; not yet,
   *   and held, see `answerable`:
   *   `SELLER_UNPAYABLE`, `SELLER_HUB_IN_DEBT`, `ORDER_UNSETTLED`
   */
  async answer(signed: SignedRequest): Promise<Offer> {
    await verifyRequest(signed)
    if (!this.#isTimeKnown()) throw timeUnknown()
    this.#assertAddressedToUs(signed)
    const { label, recipient, buyer, manifest } = signed.request
    // Asked before its turn comes: a hub that is slow to answer holds up nobody else.
    const standing = await this.#options.customers.standing(buyer)
    const answer = await this.#queue.add(async () => {
      const live = this.sales.findLive(label, recipient, buyer)
      if (live === undefined) return this.#answerNew(signed, this.#workOnSale(signed), standing)
      if (!isEarned(live)) return this.#answerUnpaid(live, signed, standing)
      if (live.invoice.invoice.manifest !== manifest) this.#workOnSale(signed)
      return this.#answerPaid(live, signed)
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

  /** What was offered stays offered, although its price has changed since or it is not on sale any more. */
  async #answerUnpaid(sale: Sale, signed: SignedRequest, standing: CustomerStanding): Promise<Offer> {
    if (sale.state !== 'invoiced') throw this.#unsettled(signed, sale.amount)
    const { invoice } = sale.invoice
    if (invoice.request === requestDigest(signed) && invoice.expiry > this.#now()) {
      await this.#assertPayable(signed, sale.amount)
      return offerOf(sale)
    }
    const work = this.#workOnSale(signed)
    await this.#assertPayable(signed, work.price.amount)
    const payment = await this.#options.payments.lookup(sale.secretHash, 'received')
    if (payment.state !== 'unknown' && payment.state !== 'failed') throw this.#unsettled(signed, sale.amount)
    this.#saga.dispatch(sale.id, { on: 'superseded', change: { deadline: null } })
    return this.#answerNew(signed, work, standing)
  }

  async #answerNew(signed: SignedRequest, work: Work, standing: CustomerStanding): Promise<Offer> {
    const { request } = signed
    this.#forgetUnpaid()
    const granted = this.sales.findGranted(request.label, request.recipient)
    if (granted !== undefined) {
      // What somebody else has got for them is theirs: nobody takes that place from them by not handing it over.
      if (isEarned(granted) && request.buyer === request.recipient) return this.#answerPaid(granted, signed)
      throw isEarned(granted) ? alreadyOwned() : this.#unsettled(signed, work.price.amount)
    }
    this.#quotas.assertWithin({
      buyer: request.buyer,
      amount: work.price.amount,
      standing,
      since: this.#now() - this.#options.invoiceMs,
    })
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
    try {
      if (sale.state === 'paid') this.#saga.begin(sale, 'givenFree', () => this.#recordGrant(sale))
      else this.#saga.begin(sale, 'invoiced')
    } catch (error) {
      // A payment was taken since it was looked at above.
      throw isUniqueConflict(error) ? alreadyOwned() : error
    }
    return offerOf(sale)
  }

  #forgetUnpaid(): void {
    if (this.#isTimeKnown()) this.sales.forgetUnpaid(this.#now() - unpaidMemoryMs)
  }

  /** A payment for the same is being decided: the request waits for that. */
  #unsettled(signed: SignedRequest, amount: Amount): BuskerError {
    this.#hold(signed, amount)
    return new BuskerError(
      'ORDER_UNSETTLED',
      'A payment for the same is being settled with the artist. Nothing was paid by this order; it waits and goes on by itself.',
    )
  }

  #hold(signed: SignedRequest, amount: Amount): void {
    if (this.held.hold(signed, amount)) this.#options.onWaitingBuyers?.()
  }

  /** An invoice that can't be paid would end the order: the buyer's payment would find no route. */
  async #assertPayable(signed: SignedRequest, amount: Amount): Promise<void> {
    if (amount === 0n) return
    if (this.debts.isAtLimit()) {
      this.#hold(signed, amount)
      throw new BuskerError(
        'SELLER_HUB_IN_DEBT',
        'The hub owes the artist for earlier sales, so nothing more is sold through it for now. Nothing was paid. Your order waits and goes on by itself; you can also take it back.',
      )
    }
    if (await this.#capacity.canReceive(amount)) return
    this.#hold(signed, amount)
    throw new BuskerError(
      'SELLER_UNPAYABLE',
      'The artist can’t be paid yet: their connection to the hub is not open, or has no room for this amount. Nothing was paid. Your order waits and goes on by itself; you can also take it back.',
    )
  }

  async #answerPaid(sale: Sale, signed: SignedRequest): Promise<Offer> {
    const request = requestDigest(signed)
    const { invoice } = sale.invoice
    this.#assertNotRevoked(sale.id)
    // Of a sale restored from a snapshot the policy is gone: a fresh one is made.
    const isUsable = invoice.accessUntil > this.#now() && sale.sealedPolicy.byteLength > 0
    if (invoice.request === request && isUsable) return offerOf(sale)
    // An edit makes a new manifest of the same edition, with the same content keys; those of a release in another order.
    const { buyer, manifest } = signed.request
    const commitments =
      manifest === invoice.manifest ? invoice.commitments : commitmentsOf(this.#workOnSale(signed))
    const again = await this.#sign({ ...invoice, buyer, request, manifest, commitments })
    this.sales.update(sale.id, { request: signed, invoice: again })
    if (isUsable) return offerOf({ ...sale, request: signed, invoice: again })
    const renewed = await this.renew({ v: 1, request: signed, invoice: again, secret: sale.secret })
    return { ...renewed, secret: sale.secret }
  }

  /** Why a sale is not further, for the artist. What a buyer is to be told stays. */
  #noteReason(id: string, error: unknown): void {
    const { code, message } = toErrorData(diskError(error) ?? error)
    const sale = this.sales.get(id)
    if (sale === undefined || sale.state === 'refusing' || sale.code === code) return
    this.sales.update(id, { code, message })
    this.#options.onChange?.(id)
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
