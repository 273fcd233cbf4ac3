import type { OffsetInterval } from './offsetInterval.ts'

/** A block as an endpoint told it. */
export interface BlockTime {
  readonly number: bigint
  /** When it was made, by its own word, ms since epoch. */
  readonly timestamp: number
}

/** When it was asked for and answered, ms of a steady clock. */
export interface Asked {
  readonly askedAt: number
  readonly answeredAt: number
}

/** A block's time is in whole seconds, and an endpoint may learn of a block this much later, ms. */
const latenessMs = 3_000
/** Ms by which two good clocks may drift apart in one ms. */
const drift = 1e-4

/**
 * What one endpoint's blocks say of the chain's time. A block that is there was made before: a lower bound. A block that
 * was not there when the endpoint was asked last has been made since: an upper bound. An old block on an idle chain
 * bounds nothing from above.
 */
export class EndpointTime {
  #interval: OffsetInterval = { low: -Infinity, high: Infinity }
  #newest: BlockTime | null = null
  #lastAskedAt = 0
  #newestSince: number | null = null

  /** @returns false when it contradicts what the endpoint said before, which is forgotten then */
  observe(block: BlockTime, { askedAt, answeredAt }: Asked): boolean {
    const known = this.#newest
    const isFresh = known !== null && block.number > known.number
    const seen: OffsetInterval = {
      low: block.timestamp - answeredAt,
      high: isFresh ? block.timestamp + latenessMs - this.#lastAskedAt : Infinity,
    }
    const widened = (askedAt - this.#lastAskedAt) * drift
    const low = Math.max(seen.low, this.#interval.low - widened)
    const high = Math.min(seen.high, this.#interval.high + widened)
    const isConsistent = (known === null || block.number >= known.number) && low <= high
    this.#interval = isConsistent ? { low, high } : seen
    this.#newest = block
    this.#lastAskedAt = askedAt
    if (this.#newestSince === null || isFresh) this.#newestSince = askedAt
    return isConsistent
  }

  /** Unbounded above until a new block was seen to come. */
  get interval(): OffsetInterval {
    return this.#interval
  }

  get isBounded(): boolean {
    return this.#interval.high < Infinity
  }

  get newest(): BlockTime | null {
    return this.#newest
  }

  /** For how long it has shown no new block, ms. */
  frozenFor(steadyNow: number): number {
    return this.#newestSince === null ? 0 : steadyNow - this.#newestSince
  }
}
