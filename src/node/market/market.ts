import { isBuskerError } from '../../shared/errors.ts'
import type { Hex32, PeerIdText, SecretHash } from '../../shared/ids.ts'
import { type Startable, startAll, stopAll } from '../../shared/startable.ts'
import type { SealedLetter, SignedRequest } from '../../protocol/purchase.ts'
import type { Direction } from '../../raiden/payments.ts'
import { Buyer, type BuyerOptions } from './buyer.ts'
import { Ledger } from './ledger.ts'
import { type LetterSeal, Post } from './post.ts'
import { Seller, type SellerOptions } from './seller.ts'

export interface MarketOptions
  extends Omit<SellerOptions, 'onChange'>, Omit<BuyerOptions, 'post' | 'onChange'> {
  readonly hub: PeerIdText
  readonly letterSeal: LetterSeal
  readonly onPurchase?: (id: string) => void
  readonly onSale?: (id: string) => void
  readonly onFailure: (error: unknown) => void
}

/** Until requests that are held are tried again although nothing was heard: the hub may know of room only later. */
const answerAgainMs = 1_000

/** Buying and selling: both sides of orders, the post between them, and the ledger of payments. */
export class Market implements Startable {
  readonly buyer: Buyer
  readonly seller: Seller
  readonly ledger: Ledger
  private readonly post: Post
  private readonly options: MarketOptions
  private unsubscribe: (() => void)[] = []
  private answering: Promise<void> = Promise.resolve()
  private againLater: NodeJS.Timeout | undefined

  constructor(options: MarketOptions) {
    this.options = options
    const { calls, hub, keys, letterSeal, onFailure, onPurchase, onSale } = options
    this.post = new Post({
      calls,
      hub,
      identity: keys.identity,
      seal: letterSeal,
      onLetter: (letter, ticket) => this.read(letter, ticket),
      onFailure,
    })
    this.buyer = new Buyer({ ...options, post: this.post, ...(onPurchase && { onChange: onPurchase }) })
    this.seller = new Seller({
      ...options,
      onWaiting: () => {
        options.onWaiting?.()
        this.answerHeldLater()
      },
      ...(onSale && { onChange: onSale }),
    })
    this.ledger = new Ledger({
      store: options.store,
      payments: options.payments,
      onPayment: (hash, direction) => this.wake(hash, direction),
      onFailure,
    })
  }

  async start(): Promise<void> {
    const { payments } = this.options
    if (this.unsubscribe.length > 0) return
    this.unsubscribe = [
      payments.onIncoming(({ secretHash }) => this.wake(secretHash, 'received')),
      payments.onSecret(({ secretHash }) => this.wake(secretHash, 'sent')),
      payments.onReady(() => {
        this.wakeAll()
        this.answerHeld()
      }),
      payments.onChannels(() => this.answerHeld()),
    ]
    await startAll(this.parts())
    this.answerHeld()
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.unsubscribe) unsubscribe()
    this.unsubscribe = []
    clearTimeout(this.againLater)
    await this.answering
    await stopAll(this.parts())
  }

  /** What waits for its next attempt goes on now, letters too. */
  wakeUp(): void {
    this.wakeAll()
    this.answerHeld()
    this.post.wake()
  }

  private parts(): Startable[] {
    return [this.ledger, this.seller, this.buyer, this.post]
  }

  private wake(hash: SecretHash, direction: Direction): void {
    if (direction === 'sent') return this.buyer.wakeFor(hash)
    const sale = this.seller.sales.bySecretHash(hash)
    if (sale !== undefined) this.seller.wake(sale.id)
  }

  private wakeAll(): void {
    this.buyer.wakeAll()
    this.seller.wakeAll()
  }

  /** Who was put off gets an answer as soon as one can be paid, in the mailbox: perhaps nobody is there now. */
  private answerHeld(): void {
    clearTimeout(this.againLater)
    this.answering = this.answering
      .then(async () => {
        const requests = await this.seller.answerable()
        for (const request of requests) await this.answer(request).catch(this.options.onFailure)
        // The hub may not have seen the channel yet, or its mailbox be away.
        if (requests.some((request) => this.seller.held.has(request))) this.answerHeldLater()
      })
      .catch(this.options.onFailure)
  }

  private answerHeldLater(): void {
    if (this.unsubscribe.length === 0) return
    clearTimeout(this.againLater)
    this.againLater = setTimeout(() => this.answerHeld(), answerAgainMs)
    this.againLater.unref()
  }

  private async read(letter: SealedLetter, ticket: Hex32): Promise<'read' | 'later'> {
    switch (letter.kind) {
      case 'purchase':
        return this.answer(letter.body)
      case 'offer':
        this.buyer.offered(ticket, letter.body)
        break
      case 'declined':
        this.buyer.declined(ticket, letter.code, letter.message)
        break
      case 'delivered':
        this.seller.delivered(letter.order, letter.secret)
        break
      case 'gift':
        await this.buyer.gifted(letter.receipt, letter.sealedPolicy)
    }
    return 'read'
  }

  private async answer(request: SignedRequest): Promise<'read' | 'later'> {
    const { ticket, expiry } = request.request
    try {
      const body = await this.seller.answer(request)
      await this.post.send(request.buyer, ticket, { kind: 'offer', body }, expiry)
    } catch (error) {
      if (isBuskerError(error, 'SELLER_UNPAYABLE')) return this.seller.held.has(request) ? 'read' : 'later'
      if (!isBuskerError(error) || !error.code.startsWith('ORDER_')) throw error
      const { code, message } = error
      await this.post.send(request.buyer, ticket, { kind: 'declined', code, message }, expiry)
    }
    this.seller.release(request)
    return 'read'
  }
}
