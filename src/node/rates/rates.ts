import type { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { checkCurrency, readRate } from '../../chain/readRate.ts'
import type { CurrencyView } from '../../shared/api/currency.ts'
import { currenciesOf, currencyCode, type Feeds, type Rate } from '../../shared/currency.ts'
import { type ErrorData, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'

export interface RatesOptions {
  readonly settings: Settings
  /** Where rates are read; undefined: there are none on this network. */
  readonly feeds: Feeds | undefined
  readonly endpoints: Pick<ChainEndpoints, 'readEach'>
  /** The chain's time, ms. @throws BuskerError where nobody says it */
  readonly chainTime: () => Promise<number>
  /** What {@link Rates.view} says has changed. */
  readonly onChange: () => void
  /** How often it is read, ms: where that went well, and where it did not. */
  readonly intervals?: { readonly goodMs: number; readonly badMs: number }
}

const currencySetting = defineSetting('currency', currencyCode.nullable())

/** How long a rate counts after it was read, ms, and how far from a payment it may have been read. */
export const rateLifeMs = 3_600_000
const defaultIntervals = { goodMs: 600_000, badMs: 60_000 }

interface KnownRate extends Rate {
  /** By the chain's time, ms. */
  readonly readAt: number
}

/** What the token is worth in the currency that a person chose. Until they choose one nobody is asked. */
export class Rates implements Startable {
  readonly #options: RatesOptions
  readonly #intervals: { readonly goodMs: number; readonly badMs: number }
  #known: KnownRate | null = null
  #problem: ErrorData | null = null
  /** From a start to its stop; null: stopped. What was asked in another one is not listened to. */
  #run: symbol | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(options: RatesOptions) {
    this.#options = options
    this.#intervals = options.intervals ?? defaultIntervals
  }

  async start(): Promise<void> {
    if (this.#run !== null) return
    this.#run = Symbol('run')
    void this.#read()
  }

  /** An endpoint that hangs is not waited for. */
  async stop(): Promise<void> {
    this.#run = null
    clearTimeout(this.#timer)
  }

  view(): CurrencyView {
    const chosen = this.#chosen()
    return {
      chosen,
      available: currenciesOf(this.#options.feeds),
      rate: this.#known === null ? null : { currency: this.#known.currency, perToken: this.#known.perToken },
      problem: this.#problem,
    }
  }

  /**
   * From now on amounts are shown in this currency, too; null: in none. Resolves when the rate was read, or could not be.
   *
   * @throws BuskerError `RATE_CURRENCY_UNKNOWN`; then it is as before
   */
  async choose(currency: string | null): Promise<CurrencyView> {
    if (currency !== null) checkCurrency(this.#options.feeds, currency)
    this.#options.settings.set(currencySetting, currency)
    this.#known = null
    this.#problem = null
    this.#options.onChange()
    await this.#read()
    return this.view()
  }

  /** Reads now, after sleep: what was read before may count no more. */
  wake(): void {
    void this.#read()
  }

  /** What the token was worth at a time; undefined: that is not known. @param time by the chain's clock, ms */
  rateAt(time: number): Rate | undefined {
    const known = this.#known
    if (known === null || Math.abs(time - known.readAt) > rateLifeMs) return undefined
    return { currency: known.currency, perToken: known.perToken }
  }

  /** A choice that this network has no feed for, as of another one, is none. */
  #chosen(): string | null {
    const { settings, feeds } = this.#options
    const chosen = settings.get(currencySetting) ?? null
    return chosen !== null && currenciesOf(feeds).includes(chosen) ? chosen : null
  }

  /** Reads the rate now; again when it is time. */
  async #read(): Promise<void> {
    clearTimeout(this.#timer)
    const { feeds, endpoints, chainTime } = this.#options
    const run = this.#run
    const currency = this.#chosen()
    if (run === null || currency === null || feeds === undefined) return
    // Where another one was chosen meanwhile, its own reading says what it is worth.
    const isWanted = () => this.#run === run && this.#chosen() === currency
    try {
      const readAt = await chainTime()
      const perToken = await readRate(endpoints, feeds, currency, readAt)
      if (!isWanted()) return
      this.#know({ currency, perToken, readAt }, null)
      this.#readLater(this.#intervals.goodMs)
    } catch (error) {
      const isKept = await this.#countsAfter(error)
      if (!isWanted()) return
      this.#know(isKept ? this.#known : null, toErrorData(error))
      this.#readLater(this.#intervals.badMs)
    }
  }

  /** Who does not answer takes nothing back of what was read; what is wrong does. */
  async #countsAfter(error: unknown): Promise<boolean> {
    if (!isBuskerError(error, 'RAIDEN_CHAIN_UNREACHABLE')) return false
    const now = await this.#options.chainTime().catch(() => null)
    return now !== null && this.rateAt(now) !== undefined
  }

  #know(rate: KnownRate | null, problem: ErrorData | null): void {
    const before = JSON.stringify([this.#known?.perToken.toString(), this.#known?.currency, this.#problem])
    this.#known = rate
    this.#problem = problem
    const after = JSON.stringify([rate?.perToken.toString(), rate?.currency, problem])
    if (before !== after) this.#options.onChange()
  }

  #readLater(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#read(), delayMs)
    this.#timer.unref()
  }
}
