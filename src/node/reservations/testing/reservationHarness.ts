import assert from 'node:assert/strict'
import type { ComingWork } from '../../catalogue/comingWorks.ts'
import { type Address, fromLabel, type Label, type WorkId } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { hasSucceeded } from '../../../shared/orderStates.ts'
import { Purchases } from '../../market/purchases.ts'
import { chain, fee, type WorkFixture } from '../../market/testing/marketFixtures.ts'
import { MarketHarness } from '../../market/testing/marketHarness.ts'
import { SimulatedCrash, type Trader } from '../../market/testing/trader.ts'
import type { SagaObserver } from '../../saga/saga.ts'
import { Reservations, type ReservationsOptions } from '../reservations.ts'
import type { Reservation } from '../reservationRecords.ts'

export const dayMs = 24 * 3600_000
const never = new Promise<never>(() => {})

/** An artist who announces a work, a listener who may reserve it, and all that is known of the artist's catalogue. */
export class ReservationHarness {
  readonly market: MarketHarness
  readonly artist: Trader
  readonly listener: Trader
  /** What the work is, once it is on sale. */
  offered: WorkFixture
  /** What the newest catalogue that was read says of it. */
  announced: ComingWork | undefined
  onSale: { readonly title: string } | undefined
  isCatalogueKnown = true
  /** How often the hub and the artist were asked for a newer catalogue. */
  freshened = 0
  onFreshen: () => void = () => undefined
  reservations!: Reservations
  readonly failures: unknown[] = []
  #killPoint: ((...step: Parameters<SagaObserver>) => boolean) | undefined
  #restarting: Promise<void> = Promise.resolve()

  private constructor(market: MarketHarness, artist: Trader, listener: Trader, offered: WorkFixture) {
    this.market = market
    this.artist = artist
    this.listener = listener
    this.offered = offered
  }

  static async open(price: bigint): Promise<ReservationHarness> {
    const market = await MarketHarness.open()
    const [artist, listener] = await Promise.all([market.addTrader(), market.addTrader()])
    await Promise.all([artist.start(), listener.start()])
    const harness = new ReservationHarness(market, artist, listener, await market.addWork(artist, price))
    const purchases = new Purchases(listener.store, listener.keys)
    listener.onChange(() => purchases.list().forEach((one) => harness.reservations.onPurchase(one)))
    await harness.start()
    harness.announce()
    return harness
  }

  /** @throws AssertionError where money came from nowhere, or went, or an action failed */
  async close(): Promise<void> {
    await this.reservations.stop()
    await this.market.closeConserved()
    assert.deepEqual(this.failures, [])
  }

  get label(): Label {
    return this.offered.work.label
  }

  get id(): WorkId {
    return fromLabel(this.label).id
  }

  /** The artist says that it comes out. */
  announce(change: Partial<ComingWork> = {}): void {
    const { work } = this.offered
    this.announced = {
      v: 1,
      artist: this.artist.account,
      kind: 'track',
      id: this.id,
      title: 'Rain',
      artistName: 'Ada',
      tracks: 1,
      price: { amount: work.price.amount, chainId: chain.id, tokenNetwork: chain.tokenNetwork },
      at: this.market.now + dayMs,
      ...change,
    }
    this.hear()
  }

  /** It is on sale, at the price that it has, and not announced any more. */
  release(title = 'Rain'): void {
    this.onSale = { title }
    this.announced = undefined
    this.hear()
  }

  withdraw(): void {
    this.announced = undefined
    this.hear()
  }

  /** The listener's node has read the artist's newest catalogue. */
  hear(): void {
    this.reservations?.onCatalogue(this.artist.account)
  }

  reserve(confirmed = this.offered.work.price.amount, maximumFee = toAmount(fee)): Reservation {
    return this.reservations.reserve({
      label: this.label,
      artist: this.artist.account,
      confirmed,
      maximumFee,
    })
  }

  reservation(): Reservation | undefined {
    return this.reservations.of({ artist: this.artist.account, label: this.label })
  }

  /** Works that were paid for, by what the artist got. */
  paid(): number {
    return this.market.raiden.countPaid(this.artist.account)
  }

  owned(): boolean {
    return this.listener.purchases().some(hasSucceeded)
  }

  /** At the first step for which `at` holds the process is killed as by SIGKILL, and started again. */
  crashAt(at: (...step: Parameters<SagaObserver>) => boolean): void {
    this.#killPoint = at
  }

  async waitUntil(condition: () => boolean): Promise<void> {
    await this.listener.waitUntil(condition)
    await this.#restarting
  }

  async restart(): Promise<void> {
    await this.reservations.stop()
    await this.start()
  }

  async start(): Promise<void> {
    this.reservations = new Reservations(this.#options())
    await this.reservations.start()
  }

  #options(): ReservationsOptions {
    const { listener, market } = this
    const purchases = new Purchases(listener.store, listener.keys)
    return {
      store: listener.store,
      account: listener.account,
      chain: { chainId: chain.id, tokenNetwork: chain.tokenNetwork },
      catalogue: {
        work: () => this.#listed() as never,
        manifest: () => undefined,
        head: () => (this.isCatalogueKnown ? ({} as never) : undefined),
      },
      coming: {
        get: (artist: Address) => (artist === this.announced?.artist ? this.announced : undefined),
      },
      order: async ({ label, artist, ...cost }) => {
        if (listener.market === undefined) return never
        const { manifest } = this.offered.work
        return listener.market.buyer.buy({ work: { label, manifest, artist }, ...cost })
      },
      purchase: (id) => purchases.get(id),
      freshen: async () => {
        this.freshened += 1
        this.onFreshen()
      },
      now: () => market.now,
      isTimeKnown: () => market.isTimeKnown,
      observer: this.#crashingObserver(),
      onChange: () => listener.notifyChange(),
      onRetry: (_id, error) => {
        if (!(error instanceof SimulatedCrash)) this.failures.push(error)
      },
    }
  }

  #listed() {
    if (this.onSale === undefined) return undefined
    const { work } = this.offered
    const { kind, id, edition } = fromLabel(work.label)
    const { artist, manifest } = work
    return { kind, id, edition, artist, manifest, listed: true, title: this.onSale.title }
  }

  /** An observer for one run of the node: after its crash that run writes nothing more. */
  #crashingObserver(): SagaObserver {
    let hasCrashed = false
    return (...step) => {
      if (hasCrashed) throw new SimulatedCrash()
      if (this.#killPoint?.(...step) !== true) return
      hasCrashed = true
      this.#killPoint = undefined
      this.#restarting = this.restart()
      throw new SimulatedCrash()
    }
  }
}
