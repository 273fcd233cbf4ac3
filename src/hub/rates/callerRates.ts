import { type RateLimit, RateLimiter } from '../../ipfs/rateLimiter.ts'
import { isThisMachine } from '../../shared/ipPrefix.ts'
import { askedTooOften } from './askedTooOften.ts'

export interface CallerRatesOptions {
  /** Of one account or peer. */
  readonly perOne: RateLimit
  /** Of all at one address; what comes from this machine, or through a relay, is not counted by address. */
  readonly perAddress: RateLimit
  readonly all: RateLimit
  /** What is asked for, as the subject of a sentence: `Searches`. */
  readonly what: string
}

/**
 * How often one may ask, all at one address, and all together. Whoever makes up accounts has one address, or pays for many;
 * what is refused there takes nothing of what all share.
 */
export class CallerRates<K extends string> {
  readonly #ofOne: RateLimiter<K>
  readonly #ofAddress: RateLimiter<string>
  readonly #ofAll: RateLimiter<'all'>

  constructor({ perOne, perAddress, all, what }: CallerRatesOptions) {
    this.#ofOne = new RateLimiter<K>(perOne, askedTooOften(`${what} of yours come too often`))
    this.#ofAddress = new RateLimiter<string>(
      perAddress,
      askedTooOften(`${what} from your network address come too often, from you or from others there`),
    )
    this.#ofAll = new RateLimiter<'all'>(all, askedTooOften(`${what} come too often, from all together`))
  }

  /**
   * Counts a request by where it comes from, before anything of it is checked.
   *
   * @param now ms of a clock that nobody sets
   * @throws BuskerError `HUB_RATE_LIMIT`, whose message says when to ask again
   */
  admitAddress(address: string | undefined, now: number): void {
    if (address !== undefined && !isThisMachine(address)) this.#ofAddress.consume(address, now)
  }

  /** Counts a request by whose it is. Errors: {@link admitAddress} */
  admitOne(one: K, now: number): void {
    this.#ofOne.consume(one, now)
    this.#ofAll.consume('all', now)
  }
}
