import type { Channel } from '../../raiden/raidenContract.ts'
import { SlotQueue } from '../../raiden/slotQueue.ts'
import type { Address } from '../../shared/ids.ts'
import type { OrderedCloses } from './orderedCloses.ts'

/** What is needed to know of a channel before it is closed. */
export type ClosableChannel = Pick<Channel, 'partner' | 'state' | 'ownLocked' | 'partnerLocked'>

export interface ChannelCloserParts {
  readonly raiden: { closeChannel(partner: Address): Promise<unknown> }
  readonly orders: Pick<OrderedCloses, 'list' | 'remove' | 'isClosingDown'>
  /** Channels that are closed at once. */
  readonly parallel: number
}

/**
 * Closes the channels that are to be closed, once nothing is under way in them: with the partner's consent they are settled
 * at once, otherwise after the settle timeout. An order stands until its channel is gone, so that a crash loses none.
 */
export class ChannelCloser {
  readonly #parts: ChannelCloserParts
  readonly #slots: SlotQueue
  readonly #closing = new Set<Address>()

  constructor(parts: ChannelCloserParts) {
    this.#parts = parts
    this.#slots = new SlotQueue(undefined, parts.parallel)
  }

  /**
   * @param channels all that are not settled
   * @throws AggregateError with what kept some from it; they are tried again with the next call
   */
  async close(channels: readonly ClosableChannel[]): Promise<void> {
    const { orders } = this.#parts
    const ordered = new Set(orders.list())
    const live = new Set(channels.map(({ partner }) => partner))
    for (const account of ordered) if (!live.has(account)) orders.remove(account)
    const due = channels.filter(
      (channel) =>
        (orders.isClosingDown || ordered.has(channel.partner)) &&
        // Raiden says `closing` for good of a close that it was asked for and that a crash cut short.
        (channel.state === 'open' || channel.state === 'closing') &&
        channel.ownLocked === 0n &&
        channel.partnerLocked === 0n &&
        !this.#closing.has(channel.partner),
    )
    const outcomes = await Promise.allSettled(due.map(async ({ partner }) => this.#close(partner)))
    const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} channels are not closed yet.`)
  }

  async #close(partner: Address): Promise<void> {
    this.#closing.add(partner)
    try {
      await this.#slots.add(async () => void (await this.#parts.raiden.closeChannel(partner)))
    } finally {
      this.#closing.delete(partner)
    }
  }
}
