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
/** Where none has, so many of those who were silent longest are. */
const forgottenAtOnce = 1000

/** Bounds what one caller, a peer unless another key is given, can make a service do: a token bucket each. */
export class RateLimiter<K extends string = PeerIdText> {
  readonly #buckets = new Map<K, TokenBucket>()
  readonly #options: RateLimit
  readonly #refusal: (waitMs: number) => Error

  /** @param refusal what a caller is told that has asked too often; `waitMs`: when it may ask again, from now on */
  constructor(options: RateLimit, refusal: (waitMs: number) => Error) {
    this.#options = options
    this.#refusal = refusal
  }

  /**
   * @param now ms, by any clock
   * @param cost how much of its share the request takes
   * @throws the refusal when the caller has asked too often
   */
  consume(caller: K, now: number, cost = 1): void {
    const left = this.#left(this.#buckets.get(caller), now)
    if (left < cost) throw this.#refusal(((cost - left) / this.#options.perSecond) * 1000)
    this.#buckets.delete(caller)
    if (this.#buckets.size >= maxTracked) this.#makeRoom(now)
    this.#buckets.set(caller, { left: left - cost, at: now })
  }

  /** Many at once: whoever makes up callers must not have all of them looked at for each. */
  #makeRoom(now: number): void {
    this.#dropFullBuckets(now)
    if (this.#buckets.size <= maxTracked - forgottenAtOnce) return
    for (const caller of [...this.#buckets.keys()].slice(0, forgottenAtOnce)) this.#buckets.delete(caller)
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
