import type { SignedRequest } from '../../protocol/purchase.ts'
import type { SettledShare } from '../../raiden/raidenContract.ts'
import { SlotQueue } from '../../raiden/slotQueue.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { ChannelState } from '../../shared/channelStates.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Admission } from './admission.ts'
import type { FundedChannel } from './fundedChannel.ts'
import type { FundingLedger } from './fundingLedger.ts'

/** A channel of the hub's Raiden node, as far as funding it goes. */
export interface HubSideChannel {
  /** Its identifier on chain. */
  readonly id: number
  readonly partner: Address
  readonly state: ChannelState
  /** The hub's total deposit in it. */
  readonly ownDeposit: Amount
  readonly partnerDeposit: Amount
  /** What the hub can send over it now. */
  readonly ownCapacity: Amount
  /** What the hub could take out of it: more than `ownCapacity` while a withdrawal or a settlement is being agreed. */
  readonly ownWithdrawable: Amount
}

/** What funding needs of the hub's Raiden node. Each call that sends something resolves when the chain has confirmed it. */
export interface ChannelOpener {
  channels(): Promise<readonly HubSideChannel[]>
  openChannel(partner: Address, deposit: Amount): Promise<unknown>
  /** Raises the hub's deposit to `total`, from whatever it is; refused with `RAIDEN_BUSY` while a close is being agreed. */
  depositUpTo(partner: Address, total: Amount): Promise<unknown>
  closeChannel(partner: Address): Promise<unknown>
  settleChannel(partner: Address): Promise<unknown>
  /** What the hub had put into a settled channel, and got of it; null where its Raiden node does not know that channel. */
  settledShare(partner: Address, channel: number | null): Promise<SettledShare | null>
}

export interface FundingOptions {
  /** How long one account's transaction keeps the others waiting, ms. It is not given up then. Default 45 seconds. */
  readonly slotMs?: number
  /** Accounts whose channels are seen to at once. Default 1. */
  readonly parallel?: number
  /** Refuses, by throwing, what could not be kept; see {@link Admission}. */
  readonly admit?: Admission
  /** Whether the channel with this account is to be closed: nothing is put into it. */
  readonly isToBeClosed?: (account: Address) => boolean
}

/**
 * Opens and funds one channel for each account that asks; so many at a time, because they share the hub's account. What the
 * ledger says is compared with the channels there are before anything is done by it.
 */
export class Funding implements Startable {
  readonly #ledger: FundingLedger
  readonly #raiden: ChannelOpener
  readonly #slots: SlotQueue
  readonly #inFlight = new Map<Address, Promise<void>>()
  readonly #settling = new Set<Address>()
  /** Raiden goes on saying `settling` after a settlement that failed. */
  readonly #settleAgain = new Set<Address>()
  readonly #admit: Admission | undefined
  readonly #isToBeClosed: (account: Address) => boolean
  #stopping = false

  constructor(ledger: FundingLedger, raiden: ChannelOpener, options: FundingOptions = {}) {
    const { slotMs, parallel, admit, isToBeClosed = () => false } = options
    this.#admit = admit
    this.#isToBeClosed = isToBeClosed
    this.#ledger = ledger
    this.#raiden = raiden
    this.#slots = new SlotQueue(slotMs, parallel)
  }

  /**
   * Resolves when the channel is open and funded. Asking again, after whatever crash, opens no second one, unless the
   * first is settled.
   *
   * @param sale what somebody has asked to buy of the account, where somebody has
   * @returns the hub's deposit in it
   * @throws BuskerError `HUB_BUDGET_SPENT`, `HUB_GAS_LIMIT`, `HUB_CHANNEL_CLOSING`, `HUB_RAIDEN_DOWN`, what does not admit
   *   the account, what the Raiden node throws
   */
  async open(account: Address, sale?: SignedRequest): Promise<Amount> {
    const known = await this.#ledger.find(account)
    if (known !== null) {
      const channels = await this.#compare([known]).catch((error: unknown) => rethrowForCaller(error))
      const live = liveChannel(channels, account)
      if (live !== undefined && live.state !== 'open') throw channelClosing()
    }
    if (this.#isToBeClosed(account)) throw channelClosing()
    const promised = await this.#ledger.find(account)
    const isNew = promised === null || promised.state === 'settled'
    const admit = isNew
      ? await this.#admit?.(account, sale).catch((error: unknown) => rethrowForCaller(error))
      : undefined
    const reserved = await this.#ledger.reserve(account, admit)
    if (reserved.state === 'intended') await this.#fundOnce(account)
    return reserved.deposit
  }

  /** Brings the ledger up to date with the channels there are: some may have been closed and settled by either side. */
  async reconcile(): Promise<void> {
    await this.#compare(await this.#ledger.live())
  }

  /**
   * Adds to the open channels whose owners were paid so much that the hub can hardly pass on more, within what the
   * operator set aside. It costs the hub nothing but liquidity: what left this channel came in over others.
   *
   * @throws AggregateError with what kept some from it; they are looked at again with the next call
   */
  async topUp(channels: readonly HubSideChannel[]): Promise<void> {
    const { deposit } = this.#ledger.terms
    const low = channels.filter(
      (channel) =>
        isSteady(channel) && channel.ownWithdrawable * 2n < deposit && !this.#isToBeClosed(channel.partner),
    )
    for (const { partner } of low) await this.#ledger.topUp(partner)
    const reserved = (await this.#ledger.intended()).filter(({ isTopUp }) => isTopUp)
    await this.#all(
      reserved,
      async ({ account }) => this.#fundOnce(account),
      'channels are not topped up yet',
    )
  }

  /**
   * Settles the closed channels that may be settled by now, so that the hub's part comes back.
   *
   * @throws AggregateError with what kept some from it; they are tried again with the next call
   */
  async settle(channels: readonly HubSideChannel[]): Promise<void> {
    const due = channels.filter(
      ({ state, partner }) =>
        !this.#settling.has(partner) &&
        (state === 'settleable' || (state === 'settling' && this.#settleAgain.has(partner))),
    )
    await this.#all(due, async ({ partner }) => this.#settle(partner), 'closed channels are not settled yet')
  }

  /** Goes on with what was under way before a crash; a failure of one does not stop the others. */
  async resume(): Promise<void> {
    const channels = await this.#raiden.channels()
    for (const { partner, state } of channels) if (state === 'settling') this.#settleAgain.add(partner)
    await this.reconcile()
    const closing = (await this.#ledger.live()).filter((each) => isToBeClosed(each, channels))
    const intended = await this.#ledger.intended()
    const steps = [
      ...closing.map(
        ({ account }) =>
          async () =>
            this.#slots.add(async () => void (await this.#raiden.closeChannel(account))),
      ),
      ...intended
        .filter(({ closing: isClosing }) => !isClosing)
        .map(
          ({ account }) =>
            async () =>
              this.#fundOnce(account),
        ),
    ]
    await this.#all(steps, async (step) => step(), 'promised channels are not open yet')
  }

  /** Runs a task while no transaction of the hub's is begun, once those under way have ended or have taken too long. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.#slots.exclusively(task)
  }

  async start(): Promise<void> {
    this.#stopping = false
  }

  /** Starts no new transaction; resolves when the current one has ended, or has taken too long. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#slots.onIdle()
  }

  /** Rows first, channels then: a channel that a row names was there before, and only settling takes it away. */
  async #compare(rows: readonly FundedChannel[]): Promise<readonly HubSideChannel[]> {
    if (rows.length === 0) return []
    const channels = await this.#raiden.channels()
    for (const row of rows) await this.#compareOne(row, liveChannel(channels, row.account))
    return channels
  }

  async #compareOne(row: FundedChannel, channel: HubSideChannel | undefined): Promise<void> {
    const { account, state } = row
    const isExpected = row.channel !== null || state === 'open'
    if (!isExpected && !row.closing) return
    if (channel !== undefined && (row.channel ?? channel.id) === channel.id) {
      if (row.channel === null) await this.#ledger.markChannel(account, channel.id)
      return
    }
    const share = await this.#raiden.settledShare(account, row.channel)
    await this.#ledger.markSettled(account, row.channel, share)
  }

  async #all<Each>(each: readonly Each[], act: (one: Each) => Promise<void>, failing: string): Promise<void> {
    const outcomes = await Promise.allSettled(each.map(async (one) => act(one)))
    const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} ${failing}.`)
  }

  async #fundOnce(account: Address): Promise<void> {
    const inFlight =
      this.#inFlight.get(account) ??
      this.#slots.add(async () => this.#fund(account)).finally(() => this.#inFlight.delete(account))
    this.#inFlight.set(account, inFlight)
    return inFlight
  }

  async #settle(partner: Address): Promise<void> {
    this.#settling.add(partner)
    try {
      await this.#slots.add(async () => void (await this.#raiden.settleChannel(partner)))
      this.#settleAgain.delete(partner)
    } catch (error) {
      this.#settleAgain.add(partner)
      throw error
    } finally {
      this.#settling.delete(partner)
    }
  }

  async #fund(account: Address): Promise<void> {
    if (this.#stopping)
      throw new BuskerError('HUB_STOPPING', 'The hub is being stopped. Ask again in a minute.')
    try {
      await this.#ensureDeposit(account)
    } catch (error) {
      // What was sent to the chain before a crash may have arrived in the meantime, and made this attempt fail.
      const isFunded = await this.#markIfFunded(account).catch(() => false)
      // A top-up waits for the end of a settlement that is being agreed: the channel changes then, and is looked at again.
      const waits =
        isBuskerError(error, 'RAIDEN_BUSY') && (await this.#ledger.find(account))?.isTopUp === true
      if (!isFunded && !waits) throw toHubError(error)
      return
    }
    const isFunded = await this.#markIfFunded(account).catch((error: unknown) => rethrowForCaller(error))
    if (!isFunded) throw channelClosing()
  }

  async #ensureDeposit(account: Address): Promise<void> {
    const channel = liveChannel(await this.#raiden.channels(), account)
    // Read after the channels: what is decided here is sent in the same breath.
    const row = await this.#ledger.find(account)
    if (row?.state !== 'intended') return
    if (channel === undefined) {
      if (row.channel === null) await this.#raiden.openChannel(account, row.deposit)
    } else if (row.closing || channel.state !== 'open') {
      await this.#ledger.dropTopUp(account, channel.ownDeposit)
    } else if (channel.ownDeposit < row.deposit) {
      await this.#ledger.markChannel(account, channel.id)
      await this.#raiden.depositUpTo(account, row.deposit)
    }
  }

  async #markIfFunded(account: Address): Promise<boolean> {
    const channel = liveChannel(await this.#raiden.channels(), account)
    return this.#ledger.markFunded(account, channel?.state === 'open' ? channel : null)
  }
}

function liveChannel(channels: readonly HubSideChannel[], account: Address): HubSideChannel | undefined {
  return channels.find(({ partner, state }) => partner === account && state !== 'settled')
}

/** Open, and no side is taking money out of it: a settlement that is being agreed lowers the capacity to nothing. */
function isSteady({ state, ownCapacity, ownWithdrawable }: HubSideChannel): boolean {
  return state === 'open' && ownCapacity >= ownWithdrawable
}

function isToBeClosed(
  { account, closing, channel }: FundedChannel,
  channels: readonly HubSideChannel[],
): boolean {
  const live = liveChannel(channels, account)
  return closing && live?.state === 'open' && (channel === null || channel === live.id)
}

function channelClosing(): BuskerError {
  return new BuskerError(
    'HUB_CHANNEL_CLOSING',
    'The channel between this account and the hub is being closed. Ask again once it is settled.',
  )
}

function rethrowForCaller(error: unknown): never {
  throw toHubError(error)
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
