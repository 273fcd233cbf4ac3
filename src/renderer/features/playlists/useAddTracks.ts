import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { PlaylistView } from '../../../shared/api/library.ts'
import { fromLabel, type Label } from '../../../shared/ids.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/**
 * Puts works at the end of a playlist, of a release its tracks, whether one owns them or not; and says so.
 *
 * @param to the playlist, which may have to be made first
 */
export type AddTracks = (to: () => Promise<PlaylistView>, works: readonly Label[]) => Promise<void>

export function useAddTracks(): AddTracks {
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const showToast = useToasts((toasts) => toasts.show)
  const tracksOf = async (work: Label): Promise<readonly Label[]> => {
    if (fromLabel(work).kind !== 'release') return [work]
    const { tracks } = await client.ask('work', { label: work })
    return tracks.map(({ label }) => label)
  }
  return async (to, works) => {
    try {
      const added = (await Promise.all(works.map(tracksOf))).flat()
      if (added.length === 0) {
        showToast(t('playlists.nothingToAdd'))
        return
      }
      const { id, name, tracks } = await to()
      await client.ask('arrangePlaylist', { id, tracks: [...tracks.map(({ label }) => label), ...added] })
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
}
