import { ListPlus } from 'lucide-react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useAddToPlaylistStore } from '../playlists/addToPlaylistStore.ts'
import { useAddTracks } from '../playlists/useAddTracks.ts'
import { t } from '../../../shared/i18n/t.ts'

/** As many playlists as a menu names. */
const named = 8

/** One entry a playlist, for the tracks given, one for all others, and one for a new playlist, which is named where it is. */
export function useAddToPlaylist(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const client = useClient()
  const playlists = useIpcQuery('playlists', {}).data ?? []
  const add = useAddTracks()
  return (works) => {
    const added = works.filter(({ kind }) => kind === 'track')
    if (added.length === 0) return []
    const entry = (label: string, to: () => Promise<PlaylistView>): MenuEntry => {
      const labels = added.map((work) => work.label)
      return { label, icon: ListPlus, onSelect: () => void add(to, labels) }
    }
    const others: MenuEntry = {
      label: t('work.addToAnotherPlaylist'),
      icon: ListPlus,
      onSelect: () => useAddToPlaylistStore.getState().ask(added),
    }
    return [
      ...playlists
        .slice(0, named)
        .map((playlist) => entry(t('work.addTo', { name: short(playlist.name) }), async () => playlist)),
      ...(playlists.length > named ? [others] : []),
      entry(t('work.addToANewPlaylist'), async () =>
        client.ask('createPlaylist', { name: t('common.newPlaylist') }),
      ),
    ]
  }
}

const short = (name: string): string => (name.length > 28 ? `${name.slice(0, 27)}…` : name)
