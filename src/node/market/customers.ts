import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'

/** `connected`: has, or had, a channel with the hub; `unknown`: the hub could not be asked. */
export type CustomerStanding = 'connected' | 'stranger' | 'unknown'

export interface CustomersOptions {
  readonly calls: Calls
  readonly hub: PeerIdText
  readonly now: () => number
}

const askTimeoutMs = 5_000
const hourMs = 3600_000
/** Orders an hour of all who are not known to have a channel: what is free, or comes while the hub is away. */
const strangersPerHour = 64
const maxRemembered = 10_000

/** Tells those who can pay from accounts, of which anybody can make any number. The hub says who has a channel. */
export class Customers {
  readonly #options: CustomersOptions
  readonly #connected = new Set<Address>()
  #strangerTimes: number[] = []

  constructor(options: CustomersOptions) {
    this.#options = options
  }

  async standing(account: Address): Promise<CustomerStanding> {
    if (this.#connected.has(account)) return 'connected'
    const { calls, hub } = this.#options
    try {
      const answer = await calls.call(
        hub,
        hubProtocol,
        'hasChannel',
        { account },
        { timeoutMs: askTimeoutMs },
      )
      if (!answer.hasChannel) return 'stranger'
    } catch {
      return 'unknown'
    }
    if (this.#connected.size >= maxRemembered) this.#connected.clear()
    this.#connected.add(account)
    return 'connected'
  }

  /** Takes one of the places that strangers share. @returns false where none is left for now */
  takeStrangerPlace(): boolean {
    const now = this.#options.now()
    this.#strangerTimes = this.#strangerTimes.filter((time) => time > now - hourMs)
    if (this.#strangerTimes.length >= strangersPerHour) return false
    this.#strangerTimes.push(now)
    return true
  }
}
