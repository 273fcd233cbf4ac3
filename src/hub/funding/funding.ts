import PQueue from 'p-queue'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { ChannelState } from '../../shared/channelStates.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { FundedChannel, FundingLedger } from './fundingLedger.ts'

/** A channel of the hub's Raiden node, as far as funding it goes. */
export interface HubSideChannel {
  readonly partner: Address
  readonly state: ChannelState
  /** The hub's total deposit in it. */
  readonly ownDeposit: Amount
  /** What the hub can send over it now. */
  readonly ownCapacity: Amount
}

/** What funding needs of the hub's Raiden node. Each call resolves when the chain has confirmed it. */
export interface ChannelOpener {
  channels(): Promise<readonly HubSideChannel[]>
  openChannel(partner: Address, deposit: Amount): Promise<unknown>
  deposit(partner: Address, amount: Amount): Promise<unknown>
}

/** Opens and funds one channel for each account that asks; one at a time, because they share the hub's account. */
export class Funding implements Startable {
  readonly #ledger: FundingLedger
  readonly #raiden: ChannelOpener
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #inFlight = new Map<Address, Promise<void>>()
  #stopping = false

  constructor(ledger: FundingLedger, raiden: ChannelOpener) {
    this.#ledger = ledger
    this.#raiden = raiden
  }

  /**
   * Resolves when the channel is open and funded. Asking again, after whatever crash, opens no second one, not even when
   * the first was closed since.
   *
   * @returns the hub's deposit in it
   * @throws BuskerError `HUB_BUDGET_SPENT`, `HUB_CHANNEL_CLOSING`, `HUB_RAIDEN_DOWN`, what the Raiden node throws
   */
  async open(account: Address): Promise<Amount> {
    const reserved = this.#ledger.reserve(account)
    if (reserved.state === 'intended') await this.#fundOnce(reserved)
    return reserved.deposit
  }

  /**
   * Adds to the open channels whose owners were paid so much that the hub can hardly pass on more, within what the
   * operator set aside. It costs the hub nothing but liquidity: what left this channel came in over others.
   *
   * @throws AggregateError with what kept some from it; they are looked at again with the next call
   */
  async topUp(channels: readonly HubSideChannel[]): Promise<void> {
    const { deposit } = this.#ledger.terms
    const low = channels.filter(({ state, ownCapacity }) => state === 'open' && ownCapacity * 2n < deposit)
    if (low.length === 0) return
    for (const { partner } of low) this.#ledger.topUp(partner)
    const reserved = this.#ledger.intended().filter(({ isTopUp }) => isTopUp)
    await this.#fundAll(reserved, 'channels are not topped up yet')
  }

  /** Opens the channels reserved before a crash; a failure of one does not stop the others. */
  async resume(): Promise<void> {
    await this.#fundAll(this.#ledger.intended(), 'promised channels are not open yet')
  }

  async start(): Promise<void> {
    this.#stopping = false
  }

  /** Starts no new transaction; resolves when the current one has ended. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#queue.onIdle()
  }

  async #fundAll(reserved: readonly FundedChannel[], failing: string): Promise<void> {
    const outcomes = await Promise.allSettled(reserved.map(async (each) => this.#fundOnce(each)))
    const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []))
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} ${failing}.`)
  }

  async #fundOnce(reserved: FundedChannel): Promise<void> {
    const { account } = reserved
    const inFlight =
      this.#inFlight.get(account) ??
      this.#queue.add(async () => this.#fund(reserved)).finally(() => this.#inFlight.delete(account))
    this.#inFlight.set(account, inFlight)
    return inFlight
  }

  async #fund({ account, deposit, isTopUp }: FundedChannel): Promise<void> {
    if (this.#stopping)
      throw new BuskerError('HUB_STOPPING', 'The hub is being stopped. Ask again in a minute.')
    try {
      await this.#ensureDeposit(account, deposit, isTopUp)
    } catch (error) {
      // What was sent to the chain before a crash may have arrived in the meantime, and made this attempt fail.
      const isFunded = await this.#isFunded(account, deposit).catch(() => false)
      if (!isFunded) throw toHubError(error)
    }
    this.#ledger.markOpen(account)
  }

  async #ensureDeposit(account: Address, deposit: Amount, isTopUp: boolean): Promise<void> {
    const channel = await this.#channelWith(account)
    if (isTopUp && channel?.state !== 'open') return // nobody can be paid over it any more
    if (channel === undefined) {
      await this.#raiden.openChannel(account, deposit)
    } else if (channel.state !== 'open') {
      throw new BuskerError(
        'HUB_CHANNEL_CLOSING',
        'The channel between this account and the hub is being closed. Ask again once it is settled.',
      )
    } else if (channel.ownDeposit < deposit) {
      await this.#raiden.deposit(account, toAmount(deposit - channel.ownDeposit))
    }
  }

  async #isFunded(account: Address, deposit: Amount): Promise<boolean> {
    const channel = await this.#channelWith(account)
    return channel?.state === 'open' && channel.ownDeposit >= deposit
  }

  async #channelWith(account: Address): Promise<HubSideChannel | undefined> {
    const channels = await this.#raiden.channels()
    return channels.find(({ partner, state }) => partner === account && state !== 'settled')
  }
}

/** A crash of the hub's Raiden node is hidden from the caller: the node is restarted, and the reservation stays. */
function toHubError(error: unknown): unknown {
  if (!isBuskerError(error) || !error.code.startsWith('PROCESS_')) return error
  return new BuskerError(
    'HUB_RAIDEN_DOWN',
    "The hub's Raiden node is being started. Ask again in a minute.",
    {
      cause: error,
    },
  )
}
