import type { Address } from '../../shared/ids.ts'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

export type MovingChannel = Pick<Channel, 'id' | 'partner' | 'ownCapacity' | 'partnerCapacity'>

/** When something last moved in each channel. */
export class ChannelActivity {
  readonly #store: HubStore
  readonly #now: Clock
  /** As written, so that what has not moved costs nothing. */
  readonly #known = new Map<Address, string>()

  constructor(store: HubStore, now: Clock) {
    this.#store = store
    this.#now = now
    const rows = store
      .prepare<[], { account: Address; channel: number; balance: string }>(
        'SELECT account, channel, balance FROM channel_activity',
      )
      .all()
    for (const { account, channel, balance } of rows) this.#known.set(account, `${channel} ${balance}`)
  }

  record(channels: readonly MovingChannel[]): void {
    const moved = channels.filter((channel) => this.#known.get(channel.partner) !== stateOf(channel))
    if (moved.length === 0) return
    const statement = this.#store.prepare('INSERT OR REPLACE INTO channel_activity VALUES (?, ?, ?, ?)')
    this.#store.transaction(() => {
      for (const channel of moved) {
        statement.run(channel.partner, channel.id, balanceOf(channel), this.#now())
        this.#known.set(channel.partner, stateOf(channel))
      }
    })()
  }

  /** Since when nothing has moved in the channel with this account, ms since the epoch; null where none is known. */
  since(account: Address): number | null {
    const found = this.#store
      .prepare<[Address], number>('SELECT changed_at FROM channel_activity WHERE account = ?')
      .pluck()
      .get(account)
    return found ?? null
  }
}

function balanceOf({ ownCapacity, partnerCapacity }: MovingChannel): string {
  return `${ownCapacity} ${partnerCapacity}`
}

function stateOf(channel: MovingChannel): string {
  return `${channel.id} ${balanceOf(channel)}`
}
