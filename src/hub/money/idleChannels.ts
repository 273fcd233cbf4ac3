import type { Logger } from 'pino'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { Startable } from '../../shared/startable.ts'
import { type Clock, dayMs, hourMs } from '../clock.ts'
import type { ChannelActivity } from './channelActivity.ts'
import type { OrderedCloses } from './orderedCloses.ts'

export interface IdleChannelsParts {
  readonly channels: () => Promise<readonly Channel[]>
  readonly activity: Pick<ChannelActivity, 'since'>
  readonly orders: Pick<OrderedCloses, 'add'>
  readonly now: Clock
  readonly log: Logger
  /** How long nothing may move in a channel that the hub has money in; null: for ever. */
  readonly afterDays: number | null
}

/** Takes the hub's money back out of channels in which nothing moves. */
export class IdleChannels implements Startable {
  readonly #parts: IdleChannelsParts
  #timer: NodeJS.Timeout | undefined

  constructor(parts: IdleChannelsParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#parts.afterDays === null) return
    this.#timer ??= setInterval(() => void this.reclaim(), hourMs)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Orders every channel closed in which nothing has moved for so long. Nothing is thrown: the next hour tries again. */
  async reclaim(): Promise<void> {
    const { channels, orders, log, afterDays } = this.#parts
    if (afterDays === null) return
    try {
      const idle = idleSince(await channels(), this.#parts, afterDays * dayMs)
      if (idle.length === 0) return
      orders.add(idle.map(({ partner }) => partner))
      log.info({ channels: idle.length }, 'channels in which nothing moves are closed')
    } catch (error) {
      log.warn({ err: error }, 'idle channels are looked at later')
    }
  }
}

/** The open channels in which the hub has money that has not moved for `ms`. */
export function idleSince(
  channels: readonly Channel[],
  { activity, now }: Pick<IdleChannelsParts, 'activity' | 'now'>,
  ms: number,
): Channel[] {
  return channels.filter(({ partner, state, ownWithdrawable }) => {
    const since = activity.since(partner)
    return state === 'open' && ownWithdrawable > 0n && since !== null && now() - since >= ms
  })
}
