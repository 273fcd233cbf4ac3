import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { toAmount, type Amount } from '../../shared/money.ts'
import type { ChannelOpener, HubSideChannel } from '../funding/funding.ts'

type ChannelKillPoint = 'before open' | 'after open' | 'before deposit' | 'after deposit'

/**
 * Channels as the contracts have them, under a Raiden node that can die at any moment: one channel with a partner,
 * deposits that only grow.
 */
export class MemoryChannels implements ChannelOpener {
  readonly list: HubSideChannel[] = []
  /** How many transactions were under way at once, at most. */
  maxConcurrent = 0
  /** The node dies once, there. */
  killPoint: ChannelKillPoint | null = null
  #concurrent = 0

  async channels(): Promise<readonly HubSideChannel[]> {
    return [...this.list]
  }

  async openChannel(partner: Address, deposit: Amount): Promise<void> {
    await this.#transaction(() => {
      this.#crashAt('before open')
      if (this.#indexOf(partner) >= 0) throw new BuskerError('RAIDEN_CHANNEL_EXISTS', 'There is one.')
      this.list.push({ partner, state: 'open', ownDeposit: toAmount(0n), ownCapacity: toAmount(0n) })
      this.#crashAt('after open')
      this.#increaseDeposit(partner, deposit)
      this.#crashAt('after deposit')
    })
  }

  async deposit(partner: Address, amount: Amount): Promise<void> {
    await this.#transaction(() => {
      this.#crashAt('before deposit')
      this.#increaseDeposit(partner, amount)
      this.#crashAt('after deposit')
    })
  }

  set(partner: Address, state: HubSideChannel['state']): void {
    const at = this.#indexOf(partner)
    const none = { ownDeposit: toAmount(0n), ownCapacity: toAmount(0n) }
    this.list[at] = { ...none, ...this.list[at], partner, state }
  }

  /** The hub passes on a payment to the partner. */
  pay(partner: Address, amount: bigint): void {
    const at = this.#indexOf(partner)
    const channel = this.list[at]
    if (channel !== undefined)
      this.list[at] = { ...channel, ownCapacity: toAmount(channel.ownCapacity - amount) }
  }

  #increaseDeposit(partner: Address, amount: Amount): void {
    const at = this.#indexOf(partner)
    const channel = this.list[at]
    if (channel === undefined) throw new BuskerError('RAIDEN_NO_CHANNEL', 'There is none.')
    this.list[at] = {
      ...channel,
      ownDeposit: toAmount(channel.ownDeposit + amount),
      ownCapacity: toAmount(channel.ownCapacity + amount),
    }
  }

  #indexOf(partner: Address): number {
    return this.list.findIndex((each) => each.partner === partner && each.state !== 'settled')
  }

  #crashAt(at: ChannelKillPoint): void {
    if (this.killPoint !== at) return
    this.killPoint = null
    throw new BuskerError('PROCESS_CRASHED', `The Raiden node died ${at}.`)
  }

  async #transaction(act: () => void): Promise<void> {
    this.#concurrent += 1
    this.maxConcurrent = Math.max(this.maxConcurrent, this.#concurrent)
    await Promise.resolve()
    try {
      act()
    } finally {
      this.#concurrent -= 1
    }
  }
}
