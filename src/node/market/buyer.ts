import PQueue from 'p-queue'
import { BuskerError, diskError, foreignError } from '../../shared/errors.ts'
import type { ForeignErrorData } from '../../shared/errors/parseError.ts'
import { type Address, type Hex32, hex32, type PeerIdText, type SecretHash } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { canCancel, isUnopened, openPurchaseStates, type PurchaseState } from '../../shared/orderStates.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Dedication } from '../../protocol/dedication.ts'
import { type Greeting, type SignedThanks, verifyThanks } from '../../protocol/greeting.ts'
import type { Offer } from '../../protocol/purchase.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { agreedAmount } from './agreedAmount.ts'
import type { Customers } from './customers.ts'
import type { GiftGivers } from './giftGivers.ts'
import { GiftInbox } from './giftInbox.ts'
import { MailboxClient } from './mailboxClient.ts'
import { newPurchase } from './newPurchase.ts'
import { newRequest, type RequestInput } from './newRequest.ts'
import { Saga } from '../saga/saga.ts'
import { openingDeadline } from './purchaseFacts.ts'
import { purchaseActions } from './purchaseActions.ts'
import type { PurchaseActionOptions } from './purchaseContext.ts'
import { type PurchaseActionName, type PurchaseEvent, purchaseMachine } from './purchaseMachine.ts'
import { type Purchase, Purchases } from './purchases.ts'
import { ReleaseCredit } from './releaseCredit.ts'
import { SellerContacts } from './sellerContacts.ts'
import type { SagaObserver } from '../saga/saga.ts'
import type { Work, WorkReference } from './workResolver.ts'

export interface BuyerOptions extends Omit<
  PurchaseActionOptions,
  'purchases' | 'offers' | 'contacts' | 'now' | 'isTimeKnown'
> {
  readonly requestMs: number
  /** See `SellerOptions`. */
  readonly now?: () => number
  readonly isTimeKnown?: () => boolean
  readonly observer?: SagaObserver
  readonly onRetry?: (id: string, error: unknown) => void
  readonly customers: Pick<Customers, 'standing'>
  readonly givers: GiftGivers
  /** What waits in the inbox changed. */
  readonly onGift?: () => void
}

export interface PurchaseInput {
  readonly work: WorkReference
  /** What the person chose to pay, where the price is a minimum; left out: the price. */
  readonly amount?: Amount | undefined
  /** What the person agreed to pay; null: bring an invoice and wait for {@link Buyer.confirm}. */
  readonly confirmed: Amount | null
  /** The most Raiden may take on top. */
  readonly maximumFee: Amount
  /** Whom it is a gift for; oneself where left out. */
  readonly recipient?: SignedIdentity
  /** What the person says of themselves to the artist; left out: nothing. */
  readonly greeting?: Greeting | undefined
  /** What the person writes with a gift, for whom it is for alone; left out: nothing. */
  readonly dedication?: Dedication | undefined
}

const nothing = toAmount(0n)

/** The listener's side of the market. */
export class Buyer implements Startable {
  readonly purchases: Purchases
  readonly inbox: GiftInbox
  readonly contacts: SellerContacts
  /** What was paid for tracks of releases. */
  readonly credit: ReleaseCredit
  readonly #options: BuyerOptions
  readonly #saga: Saga<PurchaseState, PurchaseEvent, PurchaseActionName, Purchase>
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #offers = new Map<string, Offer>()
  readonly #now: () => number

  constructor(options: BuyerOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.purchases = new Purchases(options.store, options.keys)
    this.credit = new ReleaseCredit(this.purchases, options.keys.identity.body.account)
    const isTimeKnown = options.isTimeKnown ?? (() => true)
    this.contacts = new SellerContacts(options.store, this.#now)
    const { purchases, contacts } = this
    const context = { ...options, now: this.#now, isTimeKnown, purchases, contacts }
    const actions = purchaseActions({ ...context, offers: this.#offers })
    const { onGift } = options
    this.inbox = new GiftInbox({
      ...context,
      take: (gifted) => this.#takeGift(gifted),
      onTakenChange: (id) => options.onChange?.(id),
      onChange: () => onGift?.(),
    })
    this.#saga = new Saga(purchaseMachine, this.purchases, actions, {
      ...options,
      onChange: (id) => {
        options.onChange?.(id)
        const label = this.purchases.get(id)?.label
        if (label !== undefined) this.inbox.wake(label)
      },
      onRetry: (id, error) => {
        options.onRetry?.(id, error)
        const reason = reasonOf(error)
        const current = this.purchases.get(id)
        // What the seller said stays to be read until the money is back.
        if (current?.state !== 'refunding' && current?.code !== reason.code) {
          this.purchases.update(id, reason)
          options.onChange?.(id)
        }
      },
    })
  }

  async start(): Promise<void> {
    await this.#saga.start()
    await this.inbox.start()
  }

  async stop(): Promise<void> {
    await this.inbox.stop()
    await this.#saga.stop()
    await this.#queue.onIdle()
  }

  /**
   * Orders a work. Ordering again what is under way or owned returns the existing order; one that was paid for and could
   * not be opened is opened anew.
   *
   * @throws BuskerError `ORDER_OWN_WORK`, `ORDER_WRONG_NETWORK`, `ORDER_BELOW_MINIMUM`, `ORDER_PRICE_FIXED`,
   *   `ORDER_REDUCTION_OVER`, `ORDER_REDUCTION_AHEAD`, `ORDER_COSTS_MORE`, `ORDER_UNDER_WAY` (for another amount, and not paid yet), and what looking the work up throws; nothing is paid
   *   then
   */
  async buy(input: PurchaseInput): Promise<Purchase> {
    const work = await this.#options.works.byManifest(input.work)
    this.#assertBuyable(work)
    const credit = this.#creditFor(work, input.recipient)
    const amount = agreedAmount(work.price, { at: this.#now(), credit }, input.amount)
    if (input.confirmed !== null) assertCovers(input.confirmed, amount)
    const said = { amount: saidAmount(work, amount, credit, input.amount) }
    const id = await this.#queue.add(() => this.#order(work, amount, input, said))
    if (input.confirmed !== null) this.confirm(id, input.confirmed)
    return this.#saga.require(id)
  }

  /**
   * Asks for another edition of what one owns, which costs nothing: nothing is paid, whatever is answered. Asking again for
   * what is under way or owned returns the existing order.
   *
   * @throws BuskerError `ORDER_OWN_WORK`, `ORDER_WRONG_NETWORK`, and what looking the work up throws
   */
  async claim(reference: WorkReference): Promise<Purchase> {
    const work = await this.#options.works.byManifest(reference)
    this.#assertBuyable(work)
    const input = { work, confirmed: nothing, maximumFee: nothing }
    const id = await this.#queue.add(() => this.#order(work, nothing, input))
    return this.#saga.require(id)
  }

  /**
   * Redeems a code of the artist's: nothing is paid, whatever is answered. Redeeming again what is under way by the same
   * code returns the existing order.
   *
   * @param code see `codeHash`
   * @throws BuskerError `ORDER_OWN_WORK`, `ORDER_WRONG_NETWORK`, `ORDER_ALREADY_OWNED` and `ORDER_UNDER_WAY` (the code is not
   *   used then), and what looking the work up throws
   */
  async redeem(reference: WorkReference, code: Hex32): Promise<Purchase> {
    const work = await this.#options.works.byManifest(reference)
    this.#assertBuyable(work)
    const input = { work, confirmed: nothing, maximumFee: nothing }
    const id = await this.#queue.add(() => {
      const live = this.purchases.findLive(work.label, this.#options.keys.identity.body.account)
      if (live !== undefined && live.signedRequest.request.code !== code) throw codeNotNeeded(live)
      return this.#order(work, nothing, input, { code })
    })
    return this.#saga.require(id)
  }

  /**
   * Begins an order, unless there is one that is under way or has succeeded.
   *
   * @param said what the request says beside the work
   * @returns its id
   */
  async #order(
    work: Work,
    price: Amount,
    input: PurchaseInput,
    said: Pick<RequestInput, 'amount' | 'code'> = {},
  ): Promise<string> {
    const { keys, chain, requestMs } = this.#options
    const recipient = input.recipient ?? keys.identity
    const live = this.purchases.findLive(work.label, recipient.body.account)
    if (live !== undefined) {
      if (isUnopened(live)) this.#openAgain(live)
      if (input.amount !== undefined && canCancel(live) && live.price !== price) throw underWay()
      return live.id
    }
    const expiry = this.#now() + requestMs
    const request = await newRequest({ buyer: keys, work, chain, recipient, expiry, ...said })
    const purchase = newPurchase(work, price, request, input, this.#now())
    this.#saga.begin(purchase, 'begun', () => this.purchases.forgetUnanswered(work.label, purchase.recipient))
    return purchase.id
  }

  /**
   * The person agrees to pay up to `amount` for an order that waits for it. What was agreed to is not asked again.
   *
   * @param maximumFee the most Raiden may take on top, where that is another than was said with the order
   * @throws BuskerError `ORDER_COSTS_MORE`
   */
  confirm(id: string, amount: Amount, maximumFee?: Amount): void {
    const purchase = this.#saga.require(id)
    if (purchase.confirmed !== null || !canCancel(purchase)) return
    assertCovers(amount, purchase.price)
    this.purchases.update(id, { confirmed: amount, ...(maximumFee !== undefined && { maximumFee }) })
    this.#saga.wake(id)
  }

  /**
   * Takes an order back; possible until payment begins.
   *
   * @throws BuskerError `ORDER_TOO_LATE`
   */
  cancel(id: string): void {
    if (this.#saga.dispatch(id, { on: 'cancelledByBuyer' }))
      return this.#withdrawLetter(this.#saga.require(id))
    const { state } = this.#saga.require(id)
    throw new BuskerError('ORDER_TOO_LATE', `This order is ${state} and cannot be taken back any more.`)
  }

  /** An answer that came through the mailbox; or, for what is paid, a policy of other Ursulas. */
  receiveOffer(ticket: string, offer: Offer): void {
    const purchase = this.purchases.byTicket(hex32.parse(ticket), openPurchaseStates)
    if (purchase === undefined) return
    this.#offers.set(purchase.id, offer)
    this.#saga.wake(purchase.id)
  }

  /** The seller says no: before anything was paid, or to a payment that it does not take. Their words are shown as theirs. */
  receiveRefusal(ticket: string, letter: ForeignErrorData): void {
    const { code, message } = foreignError(letter, 'The artist')
    const purchase = this.purchases.byTicket(hex32.parse(ticket))
    if (purchase === undefined) return
    const ends = purchase.state === 'paying' ? {} : { deadline: null }
    this.#saga.dispatch(purchase.id, { on: 'refused', change: { code, message, ...ends } })
  }

  /** The artist writes back: once an order, where the buyer wants that. @throws BuskerError `PROTOCOL_FORGED` */
  async receiveThanks(signed: SignedThanks): Promise<void> {
    await verifyThanks(signed)
    const { order, text } = signed.body
    const purchase = this.purchases.byOrder(order, signed.signer)
    if (purchase === undefined || purchase.thanks !== null) return
    if (purchase.secret === null || purchase.greeting?.wantsThanks === false) return
    this.purchases.update(purchase.id, { thanks: text })
    this.#options.onChange?.(purchase.id)
  }

  /** Runs the action of an order again after its payment changed. */
  wakeBySecretHash(hash: SecretHash): void {
    const purchase = this.purchases.bySecretHash(hash)
    if (purchase !== undefined) this.#saga.wake(purchase.id)
  }

  /** A peer has said something: what waits for a seller whose node it is, and who was away, is asked for again now. */
  hear(peer: PeerIdText): void {
    for (const seller of this.contacts.ofPeer(peer)) {
      if (this.contacts.answered(seller)) this.#askAgain(seller)
    }
  }

  wakeAll(): void {
    this.#saga.wakeAll()
    this.inbox.wakeAll()
  }

  #askAgain(seller: Address): void {
    for (const id of this.purchases.idsIn(['requested'])) {
      if (this.purchases.get(id)?.seller !== seller) continue
      this.#options.onChange?.(id)
      this.#saga.wake(id)
    }
  }

  #openAgain({ id, invoice }: Purchase): void {
    if (invoice === null) return
    const deadline = openingDeadline(invoice.invoice, this.#now())
    this.#saga.dispatch(id, { on: 'triedAgain', change: { code: null, message: null, deadline } })
  }

  /** A gift has opened. An own order for the same that is not paid yet ends. */
  #takeGift(gifted: Purchase): void {
    const own = this.purchases.findLive(gifted.label, gifted.recipient)
    const message = 'Somebody has given it to you meanwhile. Nothing was paid by this order.'
    const change = { code: 'ORDER_ALREADY_OWNED', message, deadline: null } as const
    if (own !== undefined && canCancel(own)) this.#saga.dispatch(own.id, { on: 'refused', change })
    this.#saga.begin(gifted, 'gifted')
  }

  /** Takes the request out of the mailbox of a seller who was offline. If that fails, a late offer is ignored. */
  #withdrawLetter(purchase: Purchase): void {
    const { works, mailbox, onRetry } = this.#options
    const seller = works.artist(purchase.seller)
    if (seller === undefined) return
    const ticket = MailboxClient.requestTicket(purchase.signedRequest.request.ticket)
    mailbox.withdraw(seller, ticket).catch((error: unknown) => onRetry?.(purchase.id, error))
  }

  /** Of a gift, what its giver has paid for is nothing to its recipient. */
  #creditFor(work: Work, recipient: SignedIdentity | undefined): Amount {
    const { account } = this.#options.keys.identity.body
    const isOwn = recipient === undefined || recipient.body.account === account
    return isOwn ? this.credit.of(work) : nothing
  }

  #assertBuyable(work: Work): void {
    const { chain, keys } = this.#options
    if (work.artist === keys.identity.body.account) {
      throw new BuskerError('ORDER_OWN_WORK', 'This is your own work: you have it already.')
    }
    if (work.price.chainId !== chain.id || work.price.tokenNetwork !== chain.tokenNetwork) {
      throw new BuskerError(
        'ORDER_WRONG_NETWORK',
        'This is sold for another token or on another network than the one you are on. Nothing was paid.',
      )
    }
  }
}

/** A fixed price needs no word: an artist with an older Busker reads every request for what they sell. */
function saidAmount(
  { price }: Work,
  agreed: Amount,
  credit: Amount,
  chosen: Amount | undefined,
): Amount | undefined {
  if (price.reduced !== undefined || credit > 0n) return agreed
  return price.orMore === true ? chosen : undefined
}

function assertCovers(agreed: Amount, price: Amount): void {
  if (agreed >= price) return
  throw new BuskerError(
    'ORDER_COSTS_MORE',
    'This costs more than the most you agreed to pay. Nothing was paid; look at the price again.',
  )
}

/** Before a code is shown to anybody. */
function codeNotNeeded(live: Purchase): BuskerError {
  if (!canCancel(live))
    return new BuskerError(
      'ORDER_ALREADY_OWNED',
      'You have this already, or are paying it. The code was not used.',
    )
  return new BuskerError(
    'ORDER_UNDER_WAY',
    'This is ordered already, without this code. Take that order back first. Nothing was paid, and the code was not used.',
  )
}

function underWay(): BuskerError {
  return new BuskerError(
    'ORDER_UNDER_WAY',
    'This is ordered already, for another amount. Nothing was paid yet; take that order back to pay this one instead.',
  )
}

function reasonOf(error: unknown): Pick<Purchase, 'code' | 'message'> {
  const reason = diskError(error) ?? error
  if (reason instanceof BuskerError) return { code: reason.code, message: reason.message }
  return { code: 'INTERNAL_ERROR', message: error instanceof Error ? error.message : String(error) }
}
