import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { toAmount, type Amount } from '../../shared/money.ts'
import type { SettledShare } from '../../raiden/raidenContract.ts'
import type { ChannelOpener, HubSideChannel } from '../funding/funding.ts'

type Sent = 'open' | 'deposit' | 'close' | 'settle'
export type ChannelKillPoint = `${'before' | 'after'} ${Sent}`

/**
 * Channels as the contracts have them, under a Raiden node that can die at any moment: one channel with a partner,
 * deposits that only grow, no deposit into a channel that is being closed.
 */
export class MemoryChannels implements ChannelOpener {
  readonly list: HubSideChannel[] = []
  /** How many transactions were under way at once, at most. */
  maxConcurrent = 0
  /** The node dies once, there. */
  killPoint: ChannelKillPoint | null = null
  /** A dead node stays so, until {@link restart}: what it was asked for last is not looked at again. */
  staysDown = false
  /** Transactions with these accounts are never confirmed. */
  readonly stuck = new Set<Address>()
  /** Each deposit that was sent, with the state that its channel was in. */
  readonly deposits: {
    readonly partner: Address
    readonly channel: number
    readonly state: HubSideChannel['state']
    readonly agreed: boolean
  }[] = []
  #concurrent = 0
  #nextId = 1
  #isDown = false

  async channels(): Promise<readonly HubSideChannel[]> {
    this.#assertUp()
    return this.list.filter(({ state }) => state !== 'settled')
  }

  async openChannel(partner: Address, deposit: Amount): Promise<void> {
    await this.#transaction(partner, () => {
      this.#crashAt('before open')
      if (this.#indexOf(partner) >= 0) throw new BuskerError('RAIDEN_CHANNEL_EXISTS', 'There is one.')
      this.add(partner, 0n)
      this.#crashAt('after open')
      this.#increaseDeposit(partner, deposit)
      this.#crashAt('after deposit')
    })
  }

  async depositUpTo(partner: Address, total: Amount): Promise<void> {
    await this.#transaction(partner, () => {
      this.#crashAt('before deposit')
      const channel = this.list[this.#indexOf(partner)]
      if (channel !== undefined && channel.ownCapacity < channel.ownWithdrawable) {
        throw new BuskerError('RAIDEN_BUSY', 'A settlement is being agreed.')
      }
      if (channel !== undefined && channel.ownDeposit >= total) return
      this.#increaseDeposit(partner, toAmount(total - (channel?.ownDeposit ?? 0n)))
      this.#crashAt('after deposit')
    })
  }

  async closeChannel(partner: Address): Promise<void> {
    await this.#transaction(partner, () => {
      this.#crashAt('before close')
      if (this.list[this.#indexOf(partner)]?.state !== 'open') {
        throw new BuskerError('RAIDEN_NO_CHANNEL', 'There is none to close.')
      }
      this.set(partner, 'closed')
      this.#crashAt('after close')
    })
  }

  async settleChannel(partner: Address): Promise<void> {
    await this.#transaction(partner, () => {
      const state = this.list[this.#indexOf(partner)]?.state
      if (state !== 'settleable' && state !== 'settling') {
        throw new BuskerError('RAIDEN_NO_CHANNEL', 'There is none to settle.')
      }
      this.set(partner, 'settling')
      this.#crashAt('before settle')
      this.set(partner, 'settled')
      this.#crashAt('after settle')
    })
  }

  async settledShare(partner: Address, channel: number | null): Promise<SettledShare | null> {
    this.#assertUp()
    const settled = this.list.findLast(
      (each) =>
        each.partner === partner && each.state === 'settled' && (channel === null || each.id === channel),
    )
    return settled === undefined ? null : { deposited: settled.ownDeposit, returned: settled.ownWithdrawable }
  }

  restart(): void {
    this.#isDown = false
  }

  /** Somebody opens a channel in which the hub has `ownDeposit`. */
  add(partner: Address, ownDeposit: bigint, state: HubSideChannel['state'] = 'open'): void {
    const own = toAmount(ownDeposit)
    this.list.push({
      id: this.#nextId++,
      partner,
      state,
      ownDeposit: own,
      partnerDeposit: toAmount(0n),
      ownCapacity: own,
      ownWithdrawable: own,
    })
  }

  set(partner: Address, state: HubSideChannel['state']): void {
    this.#change(partner, () => ({ state }))
  }

  /** The partner has asked to settle at once, and both are signing. */
  agreeToSettle(partner: Address): void {
    this.#change(partner, () => ({ ownCapacity: toAmount(0n) }))
  }

  /** The agreement ran out. */
  disagree(partner: Address): void {
    this.#change(partner, ({ ownWithdrawable }) => ({ ownCapacity: ownWithdrawable }))
  }

  /** The hub passes on a payment to the partner. */
  pay(partner: Address, amount: bigint): void {
    this.#change(partner, ({ ownCapacity }) => {
      const left = toAmount(ownCapacity - amount)
      return { ownCapacity: left, ownWithdrawable: left }
    })
  }

  #increaseDeposit(partner: Address, amount: Amount): void {
    const channel = this.list[this.#indexOf(partner)]
    if (channel === undefined) throw new BuskerError('RAIDEN_NO_CHANNEL', 'There is none.')
    const agreed = channel.ownCapacity < channel.ownWithdrawable
    this.deposits.push({ partner, channel: channel.id, state: channel.state, agreed })
    if (channel.state !== 'open') throw new BuskerError('RAIDEN_NO_CHANNEL', 'It is being closed.')
    this.#change(partner, ({ ownDeposit, ownCapacity, ownWithdrawable }) => ({
      ownDeposit: toAmount(ownDeposit + amount),
      ownCapacity: toAmount(ownCapacity + amount),
      ownWithdrawable: toAmount(ownWithdrawable + amount),
    }))
  }

  #change(partner: Address, changed: (channel: HubSideChannel) => Partial<HubSideChannel>): void {
    const at = this.#indexOf(partner)
    const channel = this.list[at]
    if (channel !== undefined) this.list[at] = { ...channel, ...changed(channel) }
  }

  #indexOf(partner: Address): number {
    return this.list.findIndex((each) => each.partner === partner && each.state !== 'settled')
  }

  #crashAt(at: ChannelKillPoint): void {
    if (this.killPoint !== at) return
    this.killPoint = null
    this.#isDown = this.staysDown
    throw new BuskerError('PROCESS_CRASHED', `The Raiden node died ${at}.`)
  }

  #assertUp(): void {
    if (this.#isDown) throw new BuskerError('PROCESS_NOT_RUNNING', 'The Raiden node does not run.')
  }

  async #transaction(partner: Address, act: () => void): Promise<void> {
    this.#assertUp()
    if (this.stuck.has(partner)) return new Promise(() => undefined)
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
