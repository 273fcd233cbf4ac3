import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { canPlayInFull } from '../work/useWorkActions.ts'
import { t } from '../../../shared/i18n/t.ts'

interface FavouriteMarks {
  readonly isMarked: (work: WorkView) => boolean
  readonly toggle: (work: WorkView) => void
}

/** What marking a work puts it on: what one holds is a favourite, what one does not a wish. */
const isWish = (work: WorkView): boolean => !canPlayInFull(work)

/** What marking a work does, or taking its mark away. */
export function markLabel(work: WorkView, isMarked: boolean): string {
  if (isMarked)
    return isWish(work) ? t('favourites.removeFromWishList') : t('favourites.removeFromFavourites')
  return isWish(work) ? t('favourites.addToWishList') : t('favourites.addToFavourites')
}

function markedText(work: WorkView, isMarked: boolean): string {
  const { title } = work
  if (isMarked)
    return isWish(work) ? t('favourites.isOnWishList', { title }) : t('favourites.isOnFavourites', { title })
  return isWish(work) ? t('favourites.isOffWishList', { title }) : t('favourites.isOffFavourites', { title })
}

/** Marks works, and takes the mark away. */
export function useFavourite(): FavouriteMarks {
  const marked = useIpcQuery('favourites', {}).data ?? []
  const set = useIpcMutation('setFavourite')
  const showToast = useToasts((toasts) => toasts.show)
  const isMarked = ({ kind, id }: WorkView) => marked.some((one) => one.kind === kind && one.id === id)
  return {
    isMarked,
    toggle(work) {
      const isFavourite = !isMarked(work)
      set.mutate(
        { label: work.label, isFavourite },
        {
          onSuccess: () => showToast(markedText(work, isFavourite)),
          onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
        },
      )
    },
  }
}
