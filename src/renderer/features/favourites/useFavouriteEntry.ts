import { Heart, HeartOff } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { markedListOf, useFavourite } from './useFavourite.ts'

/** The entry of a work's menu that marks it, or takes the mark away. */
export function useFavouriteEntry(): (work: WorkView) => MenuEntry {
  const { isMarked, toggle } = useFavourite()
  return (work) => {
    const list = markedListOf(work)
    const label = isMarked(work) ? `Remove from the ${list}` : `Add to the ${list}`
    return { label, icon: isMarked(work) ? HeartOff : Heart, onSelect: () => toggle(work) }
  }
}
