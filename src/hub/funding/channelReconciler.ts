import type { Logger } from 'pino'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { BackOff } from '../../shared/backOff.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import type { ChannelActivity } from '../money/channelActivity.ts'
import type { ChannelCloser } from '../money/channelCloser.ts'
import type { Funding, HubSideChannel } from './funding.ts'
import type { TransactionLimits } from './transactionLimits.ts'

export interface ChannelReconcilerParts {
  readonly raiden: Pick<RaidenNode, 'onReady' | 'onChannels' | 'channels'>
  readonly funding: Pick<Funding, 'resume' | 'reconcile' | 'topUp' | 'settle'>
  readonly closer?: Pick<ChannelCloser, 'close'>
  readonly activity?: Pick<ChannelActivity, 'record'>
  readonly channelPartners: Pick<ChannelPartners, 'add'>
  readonly limits: Pick<TransactionLimits, 'establish'>
  /** Who puts this much of their own into a channel is no newcomer any more, base units. */
  readonly minimumOwnDeposit: Amount
  readonly log: Logger
}

/** Between two tries of a check that fails. */
const retryLimits = { initialMs: 2_000, maxMs: 60_000 }

/**
 * When the Raiden node gets ready, goes on with what was promised. On each change of the channels, records their partners,
 * compares the ledger with them, settles those that may be settled, and tops up those whose capacity is low.
 */
export class ChannelReconciler implements Startable {
  readonly #parts: ChannelReconcilerParts
  #unsubscribe: (() => void)[] = []
  #isChecking = false
  /** Channels changed since the last check began: payments go on while a top-up waits for the chain. */
  #hasChanged = false
  #retry: NodeJS.Timeout | undefined
  readonly #backOff = new BackOff(retryLimits)
  /** A settlement that fails for long, for want of gas or by a wrong clock, does not slow down top-ups. */
  #settleRetry: NodeJS.Timeout | undefined
  #closeRetry: NodeJS.Timeout | undefined
  readonly #closeBackOff = new BackOff(retryLimits)
  readonly #settleBackOff = new BackOff(retryLimits)

  constructor(parts: ChannelReconcilerParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden } = this.#parts
    this.#unsubscribe = [
      raiden.onReady(() => {
        void this.#resume()
        this.#requestCheck()
      }),
      raiden.onChannels((channels) => {
        this.#parts.channelPartners.add(channels.map(({ partner }) => partner))
        this.#requestCheck()
      }),
    ]
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    clearTimeout(this.#retry)
    this.#retry = undefined
    clearTimeout(this.#settleRetry)
    this.#settleRetry = undefined
    clearTimeout(this.#closeRetry)
    this.#closeRetry = undefined
  }

  /** What is to be done with channels has changed. */
  check(): void {
    this.#requestCheck()
  }

  async #recordPartners(channels: readonly HubSideChannel[]): Promise<void> {
    const { channelPartners: members, limits, minimumOwnDeposit } = this.#parts
    members.add(channels.map(({ partner }) => partner))
    const paying = channels.filter(
      ({ partnerDeposit }) => partnerDeposit > 0n && partnerDeposit >= minimumOwnDeposit,
    )
    await limits.establish(paying.map(({ partner }) => partner))
  }

  async #resume(): Promise<void> {
    const { funding, log } = this.#parts
    try {
      await funding.resume()
    } catch (error) {
      log.warn({ err: error }, 'promised channels are tried again when asked for, or when Raiden restarts')
    } finally {
      this.#requestCheck()
    }
  }

  /** One check at a time; a change during one is handled by another check after it. */
  #requestCheck(): void {
    this.#hasChanged = true
    if (!this.#isChecking && this.#retry === undefined) void this.#checkUntilUnchanged()
  }

  async #checkUntilUnchanged(): Promise<void> {
    const { raiden, funding, activity, log } = this.#parts
    this.#isChecking = true
    try {
      while (this.#hasChanged && this.#unsubscribe.length > 0) {
        this.#hasChanged = false
        await funding.reconcile()
        const channels = await raiden.channels()
        await this.#recordPartners(channels)
        activity?.record(channels)
        void this.#close(channels)
        void this.#settle(channels)
        await funding.topUp(channels)
        this.#backOff.reset()
      }
    } catch (error) {
      log.warn(
        { err: error },
        'channels are topped up later: is there enough gas, and are there enough tokens?',
      )
      this.#scheduleRetry()
    } finally {
      this.#isChecking = false
    }
  }

  async #close(channels: readonly Channel[]): Promise<void> {
    if (this.#closeRetry !== undefined) return
    const { closer, log } = this.#parts
    try {
      await closer?.close(channels)
      this.#closeBackOff.reset()
    } catch (error) {
      log.warn({ err: error }, 'channels are closed later: is there enough gas?')
      if (this.#unsubscribe.length === 0) return
      this.#closeRetry ??= setTimeout(() => {
        this.#closeRetry = undefined
        this.#requestCheck()
      }, this.#closeBackOff.next())
      this.#closeRetry.unref()
    }
  }

  async #settle(channels: readonly HubSideChannel[]): Promise<void> {
    if (this.#settleRetry !== undefined) return
    const { funding, log } = this.#parts
    try {
      await funding.settle(channels)
      this.#settleBackOff.reset()
    } catch (error) {
      log.warn({ err: error }, 'closed channels are settled later: is there enough gas?')
      if (this.#unsubscribe.length === 0) return
      this.#settleRetry ??= setTimeout(() => {
        this.#settleRetry = undefined
        this.#requestCheck()
      }, this.#settleBackOff.next())
      this.#settleRetry.unref()
    }
  }

  #scheduleRetry(): void {
    if (this.#unsubscribe.length === 0) return
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#requestCheck()
    }, this.#backOff.next())
    this.#retry.unref()
  }
}
