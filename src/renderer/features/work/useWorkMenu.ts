import { useQueryClient } from '@tanstack/react-query'
import { Disc3, Download, ListEnd, ListPlus, ListStart, Play, ShoppingBag, User } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useAsk } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { isHeld, useWorkActions } from './useWorkActions.ts'

/** The context menu of works: what their toolbar offers, for the rows chosen. */
export function useWorkMenu(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const actions = useWorkActions()
  const addEntries = useAddToPlaylist()
  return (works) => {
    const [first] = works
    if (first === undefined) return []
    const one = works.length === 1 ? first : undefined
    const hasHeld = works.some(isHeld)
    const listening: MenuEntry[] = hasHeld
      ? [
          { label: 'Play', icon: Play, onSelect: () => actions.playAll(works) },
          { label: 'Play next', icon: ListStart, onSelect: () => actions.playNext(works) },
          { label: 'Add to the queue', icon: ListEnd, onSelect: () => actions.enqueue(works) },
        ]
      : one === undefined
        ? []
        : [{ label: 'Play the preview', icon: Play, onSelect: () => actions.listen(one) }]
    const having: MenuEntry[] = hasHeld
      ? [
          { label: 'Download', icon: Download, onSelect: () => actions.download(works) },
          ...addEntries(works.filter(({ kind }) => kind === 'track')),
        ]
      : one === undefined
        ? []
        : [{ label: 'Buy…', icon: ShoppingBag, onSelect: () => actions.buy(one) }]
    const going: MenuEntry[] =
      one === undefined
        ? []
        : [
            'line',
            {
              label: one.kind === 'track' ? 'Go to the track' : 'Go to the release',
              icon: Disc3,
              onSelect: () => actions.open(one),
            },
            { label: 'Go to the artist', icon: User, onSelect: () => actions.openArtist(one) },
          ]
    return [...listening, ...having, ...going]
  }
}

/** One entry a playlist, for the tracks given. */
function useAddToPlaylist(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const client = useClient()
  const queries = useQueryClient()
  const playlists = useAsk('playlists', {}).data ?? []
  const say = useToasts((toasts) => toasts.say)
  return (works) => {
    const added = works.filter(isHeld).map(({ label }) => label)
    if (added.length === 0) return []
    return playlists.slice(0, 8).map(({ id, name, tracks }) => ({
      label: `Add to “${name.length > 28 ? `${name.slice(0, 27)}…` : name}”`,
      icon: ListPlus,
      onSelect: () => {
        const labels = [...tracks.map(({ label }) => label), ...added]
        client
          .ask('arrangePlaylist', { id, tracks: labels })
          .then(async () => {
            say(`Added to “${name}”.`, { tone: 'good' })
            await queries.invalidateQueries({ queryKey: ['playlists'] })
          })
          .catch((error: unknown) => say(messageOf(error), { tone: 'bad' }))
      },
    }))
  }
}
