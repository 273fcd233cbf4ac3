import type { BuskerError } from '../shared/errors.ts'
import type { PeerIdText } from '../shared/ids.ts'

export interface RateLimit {
  /** Requests one peer may make at once. */
  readonly burst: number
  /** Requests a second it may go on with. */
  readonly perSecond: number
}

interface TokenBucket {
  left: number
  at: number
}

/** Peers remembered before those who have long been silent are forgotten. */
const maxTrackedPeers = 10_000

/** Bounds what one peer can make a service do: a token bucket each. */
export class RateLimiter {
  readonly #buckets = new Map<PeerIdText, TokenBucket>()
  readonly #options: RateLimit
  readonly #refusal: () => BuskerError

  /** @param refusal what a peer is told that has asked too often */
  constructor(options: RateLimit, refusal: () => BuskerError) {
    this.#options = options
    this.#refusal = refusal
  }

  /** @throws BuskerError the refusal when the peer has asked too often */
  consume(peer: PeerIdText, now: number): void {
    if (this.#buckets.size >= maxTrackedPeers) this.#dropFullBuckets(now)
    const left = this.#left(this.#buckets.get(peer), now)
    if (left < 1) throw this.#refusal()
    this.#buckets.set(peer, { left: left - 1, at: now })
  }

  #left(bucket: TokenBucket | undefined, now: number): number {
    const { burst, perSecond } = this.#options
    if (bucket === undefined) return burst
    const gained = (Math.max(0, now - bucket.at) / 1000) * perSecond
    return Math.min(burst, bucket.left + gained)
  }

  #dropFullBuckets(now: number): void {
    for (const [peer, bucket] of this.#buckets) {
      if (this.#left(bucket, now) >= this.#options.burst) this.#buckets.delete(peer)
    }
  }
}
