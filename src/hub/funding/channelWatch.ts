import type { Logger } from 'pino'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { BackOff } from '../../shared/backOff.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Funding } from './funding.ts'
import type { ChannelPartners } from '../channelPartners.ts'

export interface ChannelWatchParts {
  readonly raiden: Pick<RaidenNode, 'onReady' | 'onChannels' | 'channels'>
  readonly funding: Pick<Funding, 'resume' | 'topUp'>
  readonly channelPartners: Pick<ChannelPartners, 'add'>
  readonly log: Logger
}

/** Between two tries of a check that fails. */
const retryLimits = { initialMs: 2_000, maxMs: 60_000 }

/**
 * When the Raiden node gets ready, opens the channels that were reserved and not opened yet. On each change of the
 * channels, records their partners and tops up those whose capacity is low.
 */
export class ChannelWatch implements Startable {
  readonly #parts: ChannelWatchParts
  #unsubscribe: (() => void)[] = []
  #isChecking = false
  /** Channels changed since the last check began: payments go on while a top-up waits for the chain. */
  #hasChanged = false
  #retry: NodeJS.Timeout | undefined
  readonly #backOff = new BackOff(retryLimits)

  constructor(parts: ChannelWatchParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden, channelPartners: members } = this.#parts
    this.#unsubscribe = [
      raiden.onReady(() => {
        void this.#resume()
        this.#requestCheck()
      }),
      raiden.onChannels((channels) => {
        members.add(channels.map(({ partner }) => partner))
        this.#requestCheck()
      }),
    ]
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    clearTimeout(this.#retry)
    this.#retry = undefined
  }

  async #resume(): Promise<void> {
    const { funding, log } = this.#parts
    try {
      await funding.resume()
    } catch (error) {
      log.warn({ err: error }, 'promised channels are tried again when asked for, or when Raiden restarts')
    }
  }

  /** One check at a time; a change during one is handled by another check after it. */
  #requestCheck(): void {
    this.#hasChanged = true
    if (!this.#isChecking && this.#retry === undefined) void this.#checkUntilUnchanged()
  }

  async #checkUntilUnchanged(): Promise<void> {
    const { raiden, funding, channelPartners: members, log } = this.#parts
    this.#isChecking = true
    try {
      while (this.#hasChanged && this.#unsubscribe.length > 0) {
        this.#hasChanged = false
        const channels = await raiden.channels()
        members.add(channels.map(({ partner }) => partner))
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

  #scheduleRetry(): void {
    if (this.#unsubscribe.length === 0) return
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#requestCheck()
    }, this.#backOff.next())
    this.#retry.unref()
  }
}
