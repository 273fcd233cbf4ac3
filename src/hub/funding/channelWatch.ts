import type { Logger } from 'pino'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Funding } from './funding.ts'
import type { Members } from '../members.ts'

export interface ChannelWatchParts {
  readonly raiden: Pick<RaidenNode, 'onReady' | 'onChannels' | 'channels'>
  readonly funding: Pick<Funding, 'resume'>
  readonly members: Pick<Members, 'add'>
  readonly log: Logger
}

/** Whenever the Raiden node gets ready, what was promised is funded; and who has a channel is a member. */
export class ChannelWatch implements Startable {
  readonly #parts: ChannelWatchParts
  #unsubscribe: (() => void)[] = []

  constructor(parts: ChannelWatchParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden, members } = this.#parts
    this.#unsubscribe = [
      raiden.onReady(() => void this.#catchUp()),
      raiden.onChannels((channels) => members.add(channels.map(({ partner }) => partner))),
    ]
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
  }

  async #catchUp(): Promise<void> {
    const { raiden, funding, members, log } = this.#parts
    try {
      members.add((await raiden.channels()).map(({ partner }) => partner))
      await funding.resume()
    } catch (error) {
      log.warn({ err: error }, 'promised channels are tried again when asked for, or when Raiden restarts')
    }
  }
}
