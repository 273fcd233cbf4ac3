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

/** After a top-up that failed, the next is tried at the first change after this long, ms. */
const patienceMs = 60_000

/**
 * Whenever the Raiden node gets ready, what was promised is funded; who has a channel is a member; and channels over
 * which much was paid are topped up.
 */
export class ChannelWatch implements Startable {
  readonly #parts: ChannelWatchParts
  #unsubscribe: (() => void)[] = []
  #quietUntil = 0

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
    if (Date.now() < this.#quietUntil) return
    const { funding, log } = this.#parts
    try {
      await funding.topUp(channels)
    } catch (error) {
      this.#quietUntil = Date.now() + patienceMs
      log.warn(
        { err: error },
        'channels are topped up later: is there enough gas, and are there enough tokens?',
      )
    }
  }
}
