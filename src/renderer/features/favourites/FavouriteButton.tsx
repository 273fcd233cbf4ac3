import { Heart, HeartOff } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { markedListOf, useFavourite } from './useFavourite.ts'

/** Marks a work: a wish, or, of what one holds, a favourite. */
export function FavouriteButton({ work }: { readonly work: WorkView }) {
  const { isMarked, toggle } = useFavourite()
  const list = markedListOf(work)
  const isOn = isMarked(work)
  return (
    <IconButton
      label={isOn ? `Remove from the ${list}` : `Add to the ${list}`}
      icon={isOn ? HeartOff : Heart}
      size="large"
      onClick={() => toggle(work)}
    />
  )
}
