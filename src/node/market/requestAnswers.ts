import PQueue from 'p-queue'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type Hex32, type Label } from '../../shared/ids.ts'
import { CodeTries } from './codeTries.ts'
import type { WorkCodes } from './workCodes.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import {
  type Offer,
  requestDigest,
  signInvoice,
  type SignedInvoice,
  type SignedRequest,
  verifyRequest,
} from '../../protocol/purchase.ts'
import type { Invoice } from '../../protocol/purchaseRecords.ts'
import { isUniqueConflict } from '../store/openStore.ts'
import { clockToleranceMs, timeUnknown } from './orderTime.ts'
import type { CustomerStanding } from './customers.ts'
import { agreedAmount, leastAmount } from './agreedAmount.ts'
import { commitmentsOf, draftSale } from './draftSale.ts'
import { EarlierEditions } from './earlierEditions.ts'
import type { HeldRequests } from './heldRequests.ts'
import type { HubDebts } from './hubDebts.ts'
import type { IncomingCapacity } from './incomingCapacity.ts'
import { InvoiceQuotas } from './invoiceQuotas.ts'
import type { Refunds } from './refunds.ts'
import type { Renewals } from './renewals.ts'
import type { Saga } from '../saga/saga.ts'
import { alreadyOwned, creditUnknown, hasEarlierEdition, notForUs } from './saleRefusals.ts'
import type { SaleActionName, SaleEvent } from './saleMachine.ts'
import { isEarned, type SaleState } from '../../shared/orderStates.ts'
import type { Sale, Sales } from './sales.ts'
import type { SellerOptions } from './sellerOptions.ts'
import { TrackPayments } from './trackPayments.ts'
import type { Work } from './workResolver.ts'

export interface RequestAnswerOptions extends Pick<
  SellerOptions,
  'keys' | 'payments' | 'grants' | 'works' | 'chain' | 'invoiceMs' | 'customers' | 'onWaitingBuyers'
> {
  readonly sales: Sales
  readonly held: HeldRequests
  readonly debts: HubDebts
  readonly capacity: IncomingCapacity
  readonly renewals: Renewals
  readonly refunds: Pick<Refunds, 'givenBack'>
  readonly codes: Pick<WorkCodes, 'assertUsable' | 'use'>
  readonly saga: Pick<Saga<SaleState, SaleEvent, SaleActionName, Sale>, 'begin' | 'dispatch'>
  readonly recordGrant: (sale: Sale) => void
  readonly now: () => number
  readonly isTimeKnown: () => boolean
}

/** How long an order that ended unpaid is remembered, ms. */
const unpaidMemoryMs = 24 * 3600_000
const nothing = toAmount(0n)
const free = { amount: nothing, minimum: nothing } as const

/** Answers purchase requests with invoices, one after the other. */
export class RequestAnswers {
  readonly #options: RequestAnswerOptions
  readonly #quotas: InvoiceQuotas
  readonly #earlierEditions: EarlierEditions
  readonly #trackPayments: TrackPayments
  readonly #tries: CodeTries
  readonly #queue = new PQueue({ concurrency: 1 })

  constructor(options: RequestAnswerOptions) {
    this.#options = options
    this.#tries = new CodeTries(options.now)
    this.#quotas = new InvoiceQuotas(options.sales, options.customers)
    const earlierEditions = (this.#earlierEditions = new EarlierEditions(options))
    this.#trackPayments = new TrackPayments({ ...options, earlierEditions })
  }

  /** Resolves when what was asked is answered. */
  onIdle(): Promise<void> {
    return this.#queue.onIdle()
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
  async answer(signed: SignedRequest): Promise<Offer> {
    await verifyRequest(signed)
    if (!this.#options.isTimeKnown()) throw timeUnknown()
    this.#assertAddressedToUs(signed)
    const { label, recipient, buyer } = signed.request
    // Asked before its turn comes: a hub that is slow to answer holds up nobody else.
    const standing = await this.#options.customers.standing(buyer)
    const answer = await this.#queue.add(async () => {
      const live = this.#options.sales.findLive(label, recipient, buyer)
      if (live === undefined) return this.#answerNew(signed, this.#workOnSale(signed), standing)
      if (!isEarned(live)) return this.#answerUnpaid(live, signed, standing)
      return this.#answerPaid(live, signed)
    })
    return answer
  }

  /** Forgets orders that ended unpaid long ago. */
  forgetUnpaid(): void {
    const { sales, now, isTimeKnown } = this.#options
    if (isTimeKnown()) sales.forgetUnpaid(now() - unpaidMemoryMs)
  }

  #assertAddressedToUs({ request }: SignedRequest): void {
    const { chain, keys } = this.#options
    if (
      request.seller !== keys.identity.body.account ||
      request.chainId !== chain.id ||
      request.tokenNetwork !== chain.tokenNetwork
    ) {
      throw notForUs()
    }
    if (request.expiry + clockToleranceMs <= this.#options.now()) {
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
    if (invoice.request === requestDigest(signed) && invoice.expiry > this.#options.now()) {
      await this.#assertPayable(signed, sale.amount)
      return offerOf(sale)
    }
    const work = this.#workOnSale(signed)
    if (this.#earlierEdition(signed) === undefined) {
      const { amount, minimum } = this.#asked(work, signed)
      await this.#assertPayable(signed, amount, minimum)
    }
    const payment = await this.#options.payments.lookup(sale.secretHash, 'received')
    if (payment.state !== 'unknown' && payment.state !== 'failed') throw this.#unsettled(signed, sale.amount)
    this.#options.saga.dispatch(sale.id, { on: 'superseded', change: { deadline: null } })
    return this.#answerNew(signed, work, standing)
  }

  async #answerNew(signed: SignedRequest, work: Work, standing: CustomerStanding): Promise<Offer> {
    const { request } = signed
    this.forgetUnpaid()
    const granted = this.#options.sales.findGranted(request.label, request.recipient)
    if (granted !== undefined) {
      // What somebody else has got for them is theirs: nobody takes that place from them by not handing it over.
      if (isEarned(granted) && request.buyer === request.recipient) return this.#answerPaid(granted, signed)
      throw isEarned(granted) ? alreadyOwned() : this.#unsettled(signed, work.price.amount)
    }
    const earlier = this.#earlierEdition(signed)
    const { amount, minimum } = earlier === undefined ? this.#asked(work, signed) : free
    if (earlier === undefined) {
      const since = this.#options.now() - this.#options.invoiceMs
      this.#quotas.assertWithin({ buyer: request.buyer, amount, standing, since })
      await this.#assertPayable(signed, amount, minimum)
    }
    const terms = this.#options.renewals.terms()
    const policy = await this.#options.grants.make(request.label, signed.recipient.body, terms)
    const draft = draftSale({
      signed,
      work,
      amount,
      earlierOrder: earlier?.id,
      policy,
      terms,
      now: this.#options.now(),
      invoiceMs: this.#options.invoiceMs,
    })
    const sale: Sale = { ...draft.sale, invoice: await this.#sign(draft.invoice) }
    try {
      if (sale.state === 'paid')
        this.#options.saga.begin(sale, 'givenFree', () => {
          if (earlier === undefined && request.code !== undefined)
            this.#options.codes.use(request.code, sale.id)
          this.#options.recordGrant(sale)
        })
      else this.#options.saga.begin(sale, 'invoiced')
    } catch (error) {
      // A payment was taken since it was looked at above.
      throw isUniqueConflict(error) ? alreadyOwned() : error
    }
    return offerOf(sale)
  }

  /**
   * What is asked for the work: at the price of when the request came, where it has waited here since, and less what was
   * paid for tracks of it by whoever asks for themselves.
   *
   * @throws BuskerError `ORDER_CREDIT_UNKNOWN`, `ORDER_UNSETTLED`, and what {@link agreedAmount} throws
   */
  #asked(work: Work, signed: SignedRequest): { readonly amount: Amount; readonly minimum: Amount } {
    const { amount, buyer, recipient, code, label } = signed.request
    if (code !== undefined) {
      this.#assertCode(code, label, buyer)
      return free
    }
    const at = this.#options.held.heldSince(signed) ?? this.#options.now()
    const paid = buyer === recipient ? this.#trackPayments.find(work, recipient) : undefined
    const terms = { at, ...(paid && { credit: paid.amount }) }
    if (paid?.isSettled === false) throw this.#unsettled(signed, leastAmount(work.price, terms))
    try {
      return { amount: agreedAmount(work.price, terms, amount), minimum: leastAmount(work.price, terms) }
    } catch (error) {
      const isRest = paid !== undefined && fromLabel(work.label).kind === 'release'
      throw isRest && isBuskerError(error, 'ORDER_BELOW_MINIMUM') ? creditUnknown(error) : error
    }
  }

  /** Whoever shows a code that gives nothing has few tries. @throws BuskerError `ORDER_CODE_*` */
  #assertCode(code: Hex32, label: Label, buyer: Address): void {
    this.#tries.assertWithin(buyer)
    try {
      this.#options.codes.assertUsable(code, label, this.#options.now())
    } catch (error) {
      if (isBuskerError(error, 'ORDER_CODE_UNKNOWN')) this.#tries.countWrong(buyer)
      throw error
    }
  }

  /** The sale for which this one is given. @throws BuskerError `ORDER_ALREADY_OWNED`, `ORDER_UNSETTLED` */
  #earlierEdition(signed: SignedRequest): Sale | undefined {
    const { label, recipient, buyer } = signed.request
    const earlier = this.#earlierEditions.find(label, recipient)
    if (earlier === undefined) return undefined
    if (!isEarned(earlier)) throw this.#unsettled(signed, nothing)
    if (buyer !== recipient) throw hasEarlierEdition()
    return earlier
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
    if (this.#options.held.hold(signed, amount)) this.#options.onWaitingBuyers?.()
  }

  /**
   * An invoice that can't be paid would end the order: the buyer's payment would find no route. What the artist asks for is
   * waited for; what a buyer adds of their own has to fit.
   */
  async #assertPayable(signed: SignedRequest, amount: Amount, minimum = amount): Promise<void> {
    if (amount === 0n) return
    if (this.#options.debts.isAtLimit()) {
      this.#hold(signed, amount)
      throw new BuskerError(
        'SELLER_HUB_IN_DEBT',
        'The hub owes the artist for earlier sales, so nothing more is sold through it for now. Nothing was paid. Your order waits and goes on by itself; you can also take it back.',
      )
    }
    if (await this.#options.capacity.canReceive(amount)) return
    if (amount > minimum && (await this.#canReceiveSome(minimum))) {
      throw new BuskerError(
        'ORDER_ABOVE_CAPACITY',
        'The artist’s connection to the hub has no room for so much at once. Nothing was paid; choose less.',
      )
    }
    this.#hold(signed, amount)
    throw new BuskerError(
      'SELLER_UNPAYABLE',
      'The artist can’t be paid yet: their connection to the hub is not open, or has no room for this amount. Nothing was paid. Your order waits and goes on by itself; you can also take it back.',
    )
  }

  async #canReceiveSome(minimum: Amount): Promise<boolean> {
    const receivable = await this.#options.capacity.receivable()
    return receivable > 0n && receivable >= minimum
  }

  async #answerPaid(sale: Sale, signed: SignedRequest): Promise<Offer> {
    const request = requestDigest(signed)
    const { invoice } = sale.invoice
    this.#options.renewals.assertNotRevoked(sale.id)
    // Of a sale restored from a snapshot the policy is gone: a fresh one is made.
    const isUsable = invoice.accessUntil > this.#options.now() && sale.sealedPolicy.byteLength > 0
    if (invoice.request === request && isUsable) return offerOf(sale)
    // An edit makes a new manifest of the same edition, with the same content keys; those of a release in another order.
    const { buyer, manifest } = signed.request
    const commitments =
      manifest === invoice.manifest ? invoice.commitments : commitmentsOf(this.#workOnSale(signed))
    const again = await this.#sign({ ...invoice, buyer, request, manifest, commitments })
    this.#options.sales.update(sale.id, { request: signed, invoice: again })
    if (isUsable) return offerOf({ ...sale, request: signed, invoice: again })
    const renewed = await this.#options.renewals.renew({
      v: 1,
      request: signed,
      invoice: again,
      secret: sale.secret,
    })
    return { ...renewed, secret: sale.secret }
  }

  #sign(invoice: Invoice): Promise<SignedInvoice> {
    return signInvoice(invoice, this.#options.keys.account)
  }
}

/** Contains the secret only if the order is free or paid. */
function offerOf(sale: Sale): Offer {
  const offer = { signed: sale.invoice, sealedPolicy: sale.sealedPolicy }
  return isEarned(sale) ? { ...offer, secret: sale.secret } : offer
}
