import PQueue from 'p-queue'
import type { Rate } from '../../shared/currency.ts'
import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address, Hex32, PeerIdText, SecretHash } from '../../shared/ids.ts'
import { type Startable, startAll, stopAll } from '../../shared/startable.ts'
import type { LetterContent, SignedRequest } from '../../protocol/purchase.ts'
import type { Direction } from '../../raiden/payments.ts'
import { Buyer, type BuyerOptions } from './buyer.ts'
import { Customers } from './customers.ts'
import { DroppedLetters } from './droppedLetters.ts'
import { EditionClaims, type EditionClaimsOptions } from './editionClaims.ts'
import { GiftGivers } from './giftGivers.ts'
import { Ledger } from './ledger.ts'
import { type LetterSeal, MailboxClient } from './mailboxClient.ts'
import { PolicyMover } from './policyMover.ts'
import type { Sale } from './sales.ts'
import { Settings } from '../settings/settings.ts'
import { Seller } from './seller.ts'
import type { SellerOptions } from './sellerOptions.ts'

export interface MarketOptions
  extends
    Omit<SellerOptions, 'onChange' | 'mailbox' | 'customers'>,
    Omit<BuyerOptions, 'mailbox' | 'onChange' | 'customers' | 'givers'> {
  readonly catalogue: EditionClaimsOptions['catalogue']
  readonly hub: PeerIdText
  readonly letterSeal: LetterSeal
  readonly onPurchase?: (id: string) => void
  readonly onSale?: (id: string) => void
  /** A payment, of an order or of none, became final and is in the ledger. */
  readonly onPayment?: () => void
  /** See {@link Ledger}. */
  readonly rateAt?: (time: number) => Rate | undefined
  readonly onFailure: (error: unknown) => void
}

/** A request that is refused with one of these is held, and answered later. */
const heldCodes: readonly ErrorCode[] = ['SELLER_UNPAYABLE', 'SELLER_HUB_IN_DEBT', 'ORDER_UNSETTLED']
/** Held requests are retried after this time even without an event: the hub may learn of the capacity later. ms */
const heldRetryMs = 1_000

/** Buying and selling: both sides of orders, the mailbox between them, and the ledger of payments. */
export class Market implements Startable {
  readonly buyer: Buyer
  readonly seller: Seller
  readonly ledger: Ledger
  readonly droppedLetters: DroppedLetters
  readonly giftGivers: GiftGivers
  readonly #claims: EditionClaims
  readonly #mover: PolicyMover
  readonly #mailbox: MailboxClient
  readonly #options: MarketOptions
  #unsubscribe: (() => void)[] = []
  readonly #answers = new PQueue({ concurrency: 1 })
  #heldRetryTimer: NodeJS.Timeout | undefined

  constructor(options: MarketOptions) {
    this.#options = options
    const { calls, hub, keys, letterSeal, isElsewhere, onFailure, onPurchase, onSale } = options
    this.droppedLetters = new DroppedLetters(options.store, options.now ?? Date.now)
    this.#mailbox = new MailboxClient({
      calls,
      hub,
      identity: keys.identity,
      seal: letterSeal,
      onLetter: (letter, ticket) => this.#handleLetter(letter, ticket),
      onDropped: (reason) => {
        this.droppedLetters.count(reason)
        onFailure(reason)
      },
      onFailure,
      ...(isElsewhere && { isElsewhere }),
    })
    const customers = new Customers({ calls, hub, now: options.now ?? Date.now })
    this.giftGivers = new GiftGivers(new Settings(options.store))
    this.buyer = new Buyer({
      ...options,
      mailbox: this.#mailbox,
      customers,
      givers: this.giftGivers,
      onChange: (id) => {
        onPurchase?.(id)
        this.#claims.orderChanged(id)
      },
    })
    this.#claims = new EditionClaims({
      ...options,
      account: keys.identity.body.account,
      buyer: this.buyer,
      now: options.now ?? Date.now,
    })
    this.seller = new Seller({
      ...options,
      mailbox: this.#mailbox,
      customers,
      onWaitingBuyers: () => {
        options.onWaitingBuyers?.()
        this.#answerHeldLater()
      },
      ...(onSale && { onChange: onSale }),
    })
    this.#mover = new PolicyMover({
      grants: options.grants,
      sales: this.seller.sales,
      renewals: this.seller.renewals,
      mailbox: this.#mailbox,
      now: options.now ?? Date.now,
      isTimeKnown: options.isTimeKnown ?? (() => true),
      onFailure,
    })
    this.ledger = new Ledger({
      store: options.store,
      payments: options.payments,
      rateAt: options.rateAt,
      onPayment: (hash, direction) => {
        options.onPayment?.()
        this.#wakeOrder(hash, direction)
      },
      onFailure,
    })
  }

  async start(): Promise<void> {
    const { payments } = this.#options
    if (this.#unsubscribe.length > 0) return
    this.#unsubscribe = [
      payments.onIncoming(({ secretHash }) => this.#wakeOrder(secretHash, 'received')),
      payments.onSecret(({ secretHash }) => this.#wakeOrder(secretHash, 'sent')),
      payments.onReady(() => {
        this.#wakeAll()
        this.#collectDebts()
        this.#answerHeld()
      }),
      payments.onChannels(() => {
        this.#answerHeld()
        this.seller.refunder.wakeAll()
      }),
    ]
    await startAll(this.#components())
    this.#collectDebts()
    this.#answerHeld()
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#unsubscribe = []
    clearTimeout(this.#heldRetryTimer)
    await this.#answers.onIdle()
    await stopAll(this.#components())
  }

  /** Retries now whatever waits for its next attempt, and asks the mailbox. */
  wake(): void {
    this.#wakeAll()
    this.#answerHeld()
    this.#mailbox.wake()
  }

  /**
   * The artist gives up what the hub owes for a sale, and what waited for it goes on.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `SALE_NOTHING_OWED`
   */
  waiveDebt(order: string): Sale {
    const sale = this.seller.debts.waive(order)
    this.#answerHeld()
    return sale
  }

  /** From now on gifts of this giver are accepted by themselves, also those that wait; or no longer. */
  acceptGiftsFrom(giver: Address, isAccepted: boolean): void {
    this.giftGivers.set(giver, isAccepted)
    this.buyer.inbox.wakeAll()
  }

  /** Ursulas have gone silent: who waits to join is given a policy of others. */
  movePolicies(): void {
    this.#mover.move()
  }

  #components(): Startable[] {
    return [this.ledger, this.seller, this.buyer, this.#mailbox, this.#claims, this.#mover]
  }

  #wakeOrder(hash: SecretHash, direction: Direction): void {
    if (direction === 'sent') {
      this.seller.refunder.wakeBySecretHash(hash)
      return this.buyer.wakeBySecretHash(hash)
    }
    const sale = this.seller.sales.bySecretHash(hash)
    if (sale === undefined) return
    this.seller.wake(sale.id)
    if (sale.debt !== null) this.#collectDebts()
  }

  /** After a payment that was withheld came late, what waited for it goes on. */
  #collectDebts(): void {
    this.seller.debts
      .collect()
      .then((hasPaid) => {
        if (hasPaid) this.#answerHeld()
      })
      .catch(this.#options.onFailure)
  }

  #wakeAll(): void {
    this.buyer.wakeAll()
    this.seller.wakeAll()
  }

  /** Answers held requests that can be paid now, through the mailbox: the buyer may be offline. */
  #answerHeld(): void {
    clearTimeout(this.#heldRetryTimer)
    this.#answers
      .add(async () => {
        const requests = await this.seller.answerable()
        for (const request of requests) await this.#answer(request).catch(this.#options.onFailure)
        // The hub may not have seen the channel yet, or its mailbox be away.
        if (requests.some((request) => this.seller.held.has(request))) this.#answerHeldLater()
      })
      .catch(this.#options.onFailure)
  }

  #answerHeldLater(): void {
    if (this.#unsubscribe.length === 0) return
    clearTimeout(this.#heldRetryTimer)
    this.#heldRetryTimer = setTimeout(() => this.#answerHeld(), heldRetryMs)
    this.#heldRetryTimer.unref()
  }

  async #handleLetter(letter: LetterContent, ticket: Hex32): Promise<'read' | 'later'> {
    switch (letter.kind) {
      case 'purchase':
        return this.#answer(letter.body)
      case 'offer':
        this.buyer.receiveOffer(ticket, letter.body)
        break
      case 'declined':
        this.buyer.receiveRefusal(ticket, letter)
        break
      case 'delivered':
        this.seller.confirmDelivery(letter.order, letter.secret)
        break
      case 'greeting':
        await this.seller.hearGreeting(letter.body)
        break
      case 'thanks':
        await this.buyer.receiveThanks(letter.body)
        break
      case 'gift':
        await this.buyer.inbox.receive(letter.receipt, letter.sealedPolicy)
        break
      case 'dedication':
        await this.buyer.inbox.receiveDedication(letter.body)
    }
    return 'read'
  }

  async #answer(request: SignedRequest): Promise<'read' | 'later'> {
    const { ticket, expiry } = request.request
    try {
      const body = await this.seller.answer(request)
      await this.#mailbox.send(request.buyer, ticket, { kind: 'offer', body }, expiry)
    } catch (error) {
      if (isBuskerError(error) && heldCodes.includes(error.code)) {
        return this.seller.held.has(request) ? 'read' : 'later'
      }
      if (!isBuskerError(error) || !error.code.startsWith('ORDER_')) throw error
      const { code, message } = error
      await this.#mailbox.send(request.buyer, ticket, { kind: 'declined', code, message }, expiry)
    }
    this.seller.dropHeldRequest(request)
    return 'read'
  }
}
