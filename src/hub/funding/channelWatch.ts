import type { Logger } from 'pino'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Funding } from './funding.ts'
import type { Members } from '../members.ts'

export interface ChannelWatchParts {
  readonly raiden: Pick<RaidenNode, 'onReady' | 'onChannels' | 'channels'>
  readonly funding: Pick<Funding, 'resume' | 'topUp'>
  readonly members: Pick<Members, 'add'>
  readonly log: Logger
}

/** After a look that failed, ms until the next; doubles with each in a row. */
const firstRetryMs = 2_000
const longestRetryMs = 60_000

/**
 * Whenever the Raiden node gets ready, what was promised is funded; who has a channel is a member; and channels over
 * which much was paid are topped up.
 */
export class ChannelWatch implements Startable {
  readonly #parts: ChannelWatchParts
  #unsubscribe: (() => void)[] = []
  #isLooking = false
  /** Something changed since the last look began: payments go on while a top-up waits for the chain. */
  #hasChanged = false
  #retry: NodeJS.Timeout | undefined
  #retryMs = firstRetryMs

  constructor(parts: ChannelWatchParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden, members } = this.#parts
    this.#unsubscribe = [
      raiden.onReady(() => {
        void this.#resume()
        this.#lookAgain()
      }),
      raiden.onChannels((channels) => {
        members.add(channels.map(({ partner }) => partner))
        this.#lookAgain()
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

  /** One look at a time; what changes during one is seen by another after it. */
  #lookAgain(): void {
    this.#hasChanged = true
    if (!this.#isLooking && this.#retry === undefined) void this.#lookWhileChanging()
  }

  async #lookWhileChanging(): Promise<void> {
    const { raiden, funding, members, log } = this.#parts
    this.#isLooking = true
    try {
      while (this.#hasChanged && this.#unsubscribe.length > 0) {
        this.#hasChanged = false
        const channels = await raiden.channels()
        members.add(channels.map(({ partner }) => partner))
        await funding.topUp(channels)
        this.#retryMs = firstRetryMs
      }
    } catch (error) {
      log.warn(
        { err: error },
        'channels are topped up later: is there enough gas, and are there enough tokens?',
      )
      this.#lookLater()
    } finally {
      this.#isLooking = false
    }
  }

  #lookLater(): void {
    if (this.#unsubscribe.length === 0) return
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      this.#lookAgain()
    }, this.#retryMs)
    this.#retry.unref()
    this.#retryMs = Math.min(2 * this.#retryMs, longestRetryMs)
  }
}
