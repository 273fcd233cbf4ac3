import type { ApiHandlers } from '../../shared/api/define.ts'
import type { towersApi, TowersView } from '../../shared/api/towers.ts'
import type { Towers } from '../towers/towers.ts'

/** Answers who watches, and changes whom updates are handed to. */
export function towerHandlers(
  towers: Pick<Towers, 'status' | 'add' | 'remove'>,
): ApiHandlers<typeof towersApi> {
  const view = (): TowersView => {
    const { channels, towers: known, settleTimeoutMs } = towers.status()
    return {
      settleTimeoutMs,
      towers: [...known],
      channels: channels.map(({ channel, watching, since }) => ({
        channel: String(channel),
        watching,
        since,
      })),
    }
  }
  return {
    towers: async () => view(),
    async addTower({ address }) {
      await towers.add(address.trim())
      return view()
    },
    async removeTower({ peer }) {
      towers.remove(peer.trim())
      return view()
    },
  }
}
