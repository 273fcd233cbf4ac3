import type { Logger } from 'pino'
import type { Channel } from '../../raiden/messages.ts'
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

/** After a top-up that failed, ms until the next; doubles with each in a row. */
const firstRetryMs = 2_000
const longestRetryMs = 60_000

/**
 * Whenever the Raiden node gets ready, what was promised is funded; who has a channel is a member; and channels over
 * which much was paid are topped up.
 */
export class ChannelWatch implements Startable {
  readonly #parts: ChannelWatchParts
  #unsubscribe: (() => void)[] = []
  #retry: NodeJS.Timeout | undefined
  #retryMs = firstRetryMs

  constructor(parts: ChannelWatchParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden, members } = this.#parts
    this.#unsubscribe = [
      raiden.onReady(() => void this.#catchUp()),
      raiden.onChannels((channels) => {
        members.add(channels.map(({ partner }) => partner))
        void this.#topUp(channels)
      }),
    ]
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    clearTimeout(this.#retry)
    this.#retry = undefined
  }

  async #catchUp(): Promise<void> {
    const { raiden, funding, members, log } = this.#parts
    try {
      const channels = await raiden.channels()
      members.add(channels.map(({ partner }) => partner))
      await funding.resume()
      await this.#topUp(channels)
    } catch (error) {
      log.warn({ err: error }, 'promised channels are tried again when asked for, or when Raiden restarts')
    }
  }

  async #topUp(channels: readonly Channel[]): Promise<void> {
    if (this.#retry !== undefined) return
    const { funding, log } = this.#parts
    try {
      await funding.topUp(channels)
      this.#retryMs = firstRetryMs
    } catch (error) {
      log.warn(
        { err: error },
        'channels are topped up later: is there enough gas, and are there enough tokens?',
      )
      this.#topUpLater()
    }
  }

  #topUpLater(): void {
    if (this.#retry !== undefined || this.#unsubscribe.length === 0) return
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      void this.#catchUp()
    }, this.#retryMs)
    this.#retry.unref()
    this.#retryMs = Math.min(2 * this.#retryMs, longestRetryMs)
  }
}
