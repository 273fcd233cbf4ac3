import { Disc3, Download, Link2, ListEnd, ListStart, Play, ShoppingBag, User } from 'lucide-react'
import { workDeepLink } from '../../../shared/deepLinks.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useFavouriteEntry } from '../favourites/useFavouriteEntry.ts'
import { useCopyLink } from '../share/useCopyLink.ts'
import { useAddToPlaylist } from './useAddToPlaylist.ts'
import { canPlayInFull, useWorkActions } from './useWorkActions.ts'

/** The context menu of works: what their toolbar offers, for the rows chosen. */
export function useWorkMenu(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const actions = useWorkActions()
  const addEntries = useAddToPlaylist()
  const copyLink = useCopyLink()
  const favouriteEntry = useFavouriteEntry()
  return (works) => {
    const [first] = works
    if (first === undefined) return []
    const one = works.length === 1 ? first : undefined
    const hasPlayable = works.some(canPlayInFull)
    const playbackEntries: MenuEntry[] = hasPlayable
      ? [
          { label: 'Play', icon: Play, onSelect: () => actions.playAll(works) },
          { label: 'Play next', icon: ListStart, onSelect: () => actions.playNext(works) },
          { label: 'Add to the queue', icon: ListEnd, onSelect: () => actions.enqueue(works) },
        ]
      : one === undefined
        ? []
        : [{ label: 'Play the preview', icon: Play, onSelect: () => actions.listen(one) }]
    const ownershipEntries: MenuEntry[] = hasPlayable
      ? [
          { label: 'Download', icon: Download, onSelect: () => actions.download(works) },
          ...addEntries(works.filter(({ kind }) => kind === 'track')),
        ]
      : one === undefined
        ? []
        : [{ label: 'Buy…', icon: ShoppingBag, onSelect: () => actions.buy(one) }]
    const navigationEntries: MenuEntry[] =
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
            favouriteEntry(one),
            { label: 'Copy link', icon: Link2, onSelect: () => copyLink(workDeepLink(one.label), one.title) },
          ]
    return [...playbackEntries, ...ownershipEntries, ...navigationEntries]
  }
}
