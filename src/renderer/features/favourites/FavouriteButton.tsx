import { Heart, HeartOff } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { markLabel, useFavourite } from './useFavourite.ts'

/** Marks a work: a wish, or, of what one holds, a favourite. */
export function FavouriteButton({ work }: { readonly work: WorkView }) {
  const { isMarked, toggle } = useFavourite()
  const isOn = isMarked(work)
  return (
    <IconButton
      label={markLabel(work, isOn)}
      icon={isOn ? HeartOff : Heart}
      size="large"
      onClick={() => toggle(work)}
    />
  )
}
