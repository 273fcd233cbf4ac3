import PQueue from 'p-queue'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { hasFailed, hasSucceeded, isUnopened } from '../../shared/orderStates.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Purchase } from '../market/purchases.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'
import { type AgreedCost, type BasketEntry, BasketRecords, type BasketWork } from './basketRecords.ts'

/** What is asked for when a work of the basket is bought: an order as every other. */
export interface BasketOrder extends BasketWork {
  /** The most its price may be. */
  readonly confirmed: Amount
  readonly maximumFee: Amount
  /** What goes with it to whom it is for. */
  readonly dedication?: NonNullable<Purchase['dedication']>
}

export interface BasketOptions {
  readonly store: Store
  readonly keys: StoreKeys
  /** Orders a work; what is ordered or owned already is the order that there is. */
  readonly order: (order: BasketOrder) => Promise<Pick<Purchase, 'id'>>
  readonly purchase: (id: string) => Purchase | undefined
  /** Takes an order back. @throws BuskerError `ORDER_TOO_LATE` */
  readonly cancel: (id: string) => void
  /** Whether somebody does not answer: their orders wait for days, and nobody else's wait for theirs. */
  readonly isAway: (seller: Address) => boolean
  /** What is in the basket changed. */
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
}

/** Works that fit. */
export const maxBasket = 100
/** Orders under way at once: Raiden makes one lock after the other, and an artist gives one buyer few open invoices. */
const atOnce = 3
/** Orders that wait for one artist who is away: they answer with as many invoices at most (see `InvoiceQuotas`), and some room is left. */
const waitingOfOne = 12

/**
 * Works to be bought together. What was agreed to is on disk before the first is ordered; each becomes an order of its own,
 * made by the rules for one: ordered twice it is the same order, and it costs what was agreed to at most, or is back in the
 * basket with the reason. So a crash at any point buys nothing twice and forgets nothing.
 */
export class Basket implements Startable {
  readonly #options: BasketOptions
  readonly #records: BasketRecords
  readonly #queue = new PQueue({ concurrency: 1 })
  #isRunning = false

  constructor(options: BasketOptions) {
    this.#options = options
    this.#records = new BasketRecords(options.store, options.keys)
  }

  async start(): Promise<void> {
    this.#isRunning = true
    this.advance()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#queue.clear()
    await this.#queue.onIdle()
  }

  list(): BasketEntry[] {
    return this.#records.list()
  }

  get(work: BasketWork): BasketEntry | undefined {
    return this.#records.get(work)
  }

  /** @throws BuskerError `BASKET_FULL` */
  add(works: readonly BasketWork[]): void {
    this.#assertRoom(works)
    this.#records.add(works)
    this.#options.onChange()
  }

  /** @throws BuskerError `BASKET_UNDER_WAY`, and all of them stay */
  remove(works: readonly BasketWork[]): void {
    if (works.some((work) => isAgreed(this.#records.get(work)))) throw underWay()
    this.#records.remove(works)
    this.#options.onChange()
  }

  /** A work is for a contact from now on, or for oneself again. @throws BuskerError `BASKET_UNDER_WAY` */
  readdress(work: BasketWork, to: Address | null): void {
    if (isAgreed(this.#records.get(work))) throw underWay()
    this.#records.readdress(work, to)
    this.#options.onChange()
  }

  /** What goes with a gift to whom it is for; null: nothing any more. @throws BuskerError `BASKET_UNDER_WAY` */
  dedicate(work: BasketWork, dedication: Purchase['dedication']): void {
    if (isAgreed(this.#records.get(work))) throw underWay()
    this.#records.dedicate(work, dedication)
    this.#options.onChange()
  }

  /**
   * Buys works, which are in the basket from then on until they are one's own. Resolves when that is written.
   *
   * @throws BuskerError `BASKET_FULL`, and nothing is bought
   */
  buy(works: readonly (BasketWork & AgreedCost)[]): void {
    this.#assertRoom(works)
    this.#records.agree(works)
    this.#options.onChange()
    this.advance()
  }

  /** Nothing more is ordered, and what is not being paid yet is taken back: all that is not bought by then stays in the basket. */
  stopBuying(): void {
    for (const entry of this.#records.list()) {
      if (entry.agreed === null) continue
      if (entry.order === null) this.#records.putBack(entry, null)
      else if (this.#takeBack(entry.order)) this.#records.putBack(entry, null)
    }
    this.#options.onChange()
  }

  /** Goes on with what was agreed to: after a start, and when an order has changed. */
  advance(): void {
    // One that has not begun yet will see what is so by then.
    if (!this.#isRunning || this.#queue.size > 0) return
    this.#queue.add(() => this.#advance()).catch(this.#options.onFailure)
  }

  #takeBack(order: string): boolean {
    try {
      this.#options.cancel(order)
      return true
    } catch (error) {
      if (error instanceof BuskerError) return false
      throw error
    }
  }

  #assertRoom(works: readonly BasketWork[]): void {
    const isNew = (work: BasketWork) => this.#records.get(work) === undefined
    if (this.#records.list().length + works.filter(isNew).length <= maxBasket) return
    throw new BuskerError('BASKET_FULL', `No more than ${maxBasket} works fit into the basket.`)
  }

  async #advance(): Promise<void> {
    const agreed = this.#records.list().filter(isAgreed)
    const load = new Load(this.#options.isAway)
    const open = agreed.filter((entry) => !this.#settle(entry))
    for (const { order } of open) load.add(this.#purchase(order))
    for (const entry of open) {
      if (!this.#isRunning) return
      if (entry.order === null && load.hasRoomFor(entry.artist)) load.add(await this.#order(entry))
    }
  }

  async #order(entry: BasketEntry): Promise<Purchase | undefined> {
    // It may have been stopped, or taken out, while another was ordered.
    const current = this.#records.get(entry)
    if (current === undefined || current.agreed === null || current.order !== null) return undefined
    const { label, artist, recipient, dedication, agreed } = current
    const written = dedication === null ? {} : { dedication }
    try {
      const order = { label, artist, recipient, confirmed: agreed.price, maximumFee: agreed.fee, ...written }
      const { id } = await this.#options.order(order)
      if (!isAgreed(this.#records.get(entry))) {
        // Stopped meanwhile: it is taken back, or being paid by now and an order as every other.
        this.#takeBack(id)
        return undefined
      }
      this.#records.noteOrder(entry, id)
      this.#options.onChange()
      return this.#settle({ ...current, order: id }) ? undefined : this.#purchase(id)
    } catch (error) {
      this.#putBack(entry, toErrorData(error))
      return undefined
    }
  }

  /** Takes out what is bought, and puts back what was not. @returns whether it is decided */
  #settle(entry: BasketEntry): boolean {
    if (entry.order === null) return false
    const purchase = this.#purchase(entry.order)
    if (purchase !== undefined && (hasSucceeded(purchase) || isUnopened(purchase))) {
      this.#records.remove([entry])
      this.#options.onChange()
      return true
    }
    if (purchase !== undefined && !hasFailed(purchase)) return false
    this.#putBack(entry, purchase === undefined ? null : problemOf(purchase))
    return true
  }

  #putBack(entry: BasketWork, problem: ErrorData | null): void {
    this.#records.putBack(entry, problem)
    this.#options.onChange()
  }

  #purchase(order: string | null): Purchase | undefined {
    return order === null ? undefined : this.#options.purchase(order)
  }
}

/** How much is under way. */
class Load {
  readonly #isAway: (seller: Address) => boolean
  readonly #waiting = new Map<Address, number>()
  #active = 0

  constructor(isAway: (seller: Address) => boolean) {
    this.#isAway = isAway
  }

  add(purchase: Purchase | undefined): void {
    if (purchase === undefined) return
    if (purchase.state !== 'requested' || !this.#isAway(purchase.seller)) this.#active += 1
    else this.#waiting.set(purchase.seller, (this.#waiting.get(purchase.seller) ?? 0) + 1)
  }

  hasRoomFor(seller: Address): boolean {
    return this.#active < atOnce && (this.#waiting.get(seller) ?? 0) < waitingOfOne
  }
}

function isAgreed(entry: BasketEntry | undefined): boolean {
  return entry !== undefined && entry.agreed !== null
}

function underWay(): BuskerError {
  return new BuskerError(
    'BASKET_UNDER_WAY',
    'This is being bought. Stop the purchase first; what is paid by then is yours.',
  )
}

function problemOf({ code, message }: Purchase): ErrorData | null {
  return code === null ? null : { code, message: message ?? '' }
}
