import type { PeerIdText } from '../shared/ids.ts'

export interface RateLimit {
  /** What one caller may take at once: requests, unless they cost more or less. */
  readonly burst: number
  /** What it may go on with in each second. */
  readonly perSecond: number
}

interface TokenBucket {
  left: number
  at: number
}

/** Callers remembered before those who have long been silent are forgotten. */
const maxTracked = 10_000

/** Bounds what one caller, a peer unless another key is given, can make a service do: a token bucket each. */
export class RateLimiter<K extends string = PeerIdText> {
  readonly #buckets = new Map<K, TokenBucket>()
  readonly #options: RateLimit
  readonly #refusal: () => Error

  /** @param refusal what a caller is told that has asked too often */
  constructor(options: RateLimit, refusal: () => Error) {
    this.#options = options
    this.#refusal = refusal
  }

  /**
   * @param now ms, by any clock
   * @param cost how much of its share the request takes
   * @throws the refusal when the caller has asked too often
   */
  consume(caller: K, now: number, cost = 1): void {
    if (this.#buckets.size >= maxTracked) this.#dropFullBuckets(now)
    const left = this.#left(this.#buckets.get(caller), now)
    if (left < cost) throw this.#refusal()
    this.#buckets.set(caller, { left: left - cost, at: now })
  }

  #left(bucket: TokenBucket | undefined, now: number): number {
    const { burst, perSecond } = this.#options
    if (bucket === undefined) return burst
    const gained = (Math.max(0, now - bucket.at) / 1000) * perSecond
    return Math.min(burst, bucket.left + gained)
  }

  #dropFullBuckets(now: number): void {
    for (const [caller, bucket] of this.#buckets) {
      if (this.#left(bucket, now) >= this.#options.burst) this.#buckets.delete(caller)
    }
  }
}
