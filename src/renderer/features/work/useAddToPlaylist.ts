import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ListPlus } from 'lucide-react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { canPlayInFull } from './useWorkActions.ts'
import { t } from '../../../shared/i18n/t.ts'

/** One entry a playlist, for the tracks given, and one for a new playlist, which is named where it is. */
export function useAddToPlaylist(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const playlists = useIpcQuery('playlists', {}).data ?? []
  const showToast = useToasts((toasts) => toasts.show)
  const add = async (to: () => Promise<PlaylistView>, works: readonly WorkView[]) => {
    try {
      const { id, name, tracks } = await to()
      await client.ask('arrangePlaylist', { id, tracks: [...tracks, ...works].map(({ label }) => label) })
      const open = () => void navigate({ to: '/playlists/$id', params: { id } })
      showToast(t('work.addedTo', { name }), {
        tone: 'good',
        action: { label: t('common.open'), onPress: open },
      })
    } catch (error) {
      showToast(messageOf(error), { tone: 'bad' })
    } finally {
      await queries.invalidateQueries({ queryKey: ['playlists'] })
    }
  }
  return (works) => {
    const added = works.filter(canPlayInFull)
    if (added.length === 0) return []
    const entry = (label: string, to: () => Promise<PlaylistView>): MenuEntry => {
      return { label, icon: ListPlus, onSelect: () => void add(to, added) }
    }
    return [
      ...playlists
        .slice(0, 8)
        .map((playlist) => entry(t('work.addTo', { name: short(playlist.name) }), async () => playlist)),
      entry(t('work.addToANewPlaylist'), async () =>
        client.ask('createPlaylist', { name: t('common.newPlaylist') }),
      ),
    ]
  }
}

const short = (name: string): string => (name.length > 28 ? `${name.slice(0, 27)}…` : name)
