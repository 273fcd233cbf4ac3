import { type RateLimit, RateLimiter } from '../../ipfs/rateLimiter.ts'
import type { Address } from '../../shared/ids.ts'
import { hourMs } from '../clock.ts'

/** Addresses of one account that have a share of their own: a person's machines and ways to the network. */
const lanesOfOne = 4
const accountsRemembered = 10_000

/**
 * How often an account may be asked for where nobody proves to own it, as in path finding: by a flood in somebody's name
 * nobody may lock that person out. The first addresses that ask for an account have a share each, for as long as they go on asking;
 * all others together have one more.
 */
export class AccountLanes {
  readonly #lanes = new Map<Address, Map<string, number>>()
  readonly #limiter: RateLimiter<string>

  constructor(limit: RateLimit, refusal: (waitMs: number) => Error) {
    this.#limiter = new RateLimiter<string>(limit, refusal)
  }

  /** @param now ms of a clock that nobody sets. @throws the refusal */
  consume(account: Address, address: string, now: number): void {
    const own = this.#hasLane(account, address, now)
    this.#limiter.consume(own ? `${account}/${address}` : account, now)
  }

  #hasLane(account: Address, address: string, now: number): boolean {
    const lanes = this.#lanes.get(account) ?? new Map<string, number>()
    for (const [other, at] of lanes) if (now - at > hourMs) lanes.delete(other)
    if (!lanes.has(address) && lanes.size >= lanesOfOne) return false
    lanes.set(address, now)
    this.#lanes.delete(account)
    this.#lanes.set(account, lanes)
    const [oldest] = this.#lanes.keys()
    if (this.#lanes.size > accountsRemembered && oldest !== undefined) this.#lanes.delete(oldest)
    return true
  }
}
