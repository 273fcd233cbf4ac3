import { Heart, HeartOff } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { markLabel, useFavourite } from './useFavourite.ts'

/** The entry of a work's menu that marks it, or takes the mark away. */
export function useFavouriteEntry(): (work: WorkView) => MenuEntry {
  const { isMarked, toggle } = useFavourite()
  return (work) => {
    const label = markLabel(work, isMarked(work))
    return { label, icon: isMarked(work) ? HeartOff : Heart, onSelect: () => toggle(work) }
  }
}
