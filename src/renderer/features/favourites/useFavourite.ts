import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { canPlayInFull } from '../work/useWorkActions.ts'

interface FavouriteMarks {
  readonly isMarked: (work: WorkView) => boolean
  readonly toggle: (work: WorkView) => void
}

/** What marking a work puts it on: what one holds is a favourite, what one does not a wish. */
export const markedListOf = (work: WorkView): string => (canPlayInFull(work) ? 'favourites' : 'wish list')

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
      const where = `your ${markedListOf(work)}`
      set.mutate(
        { label: work.label, isFavourite },
        {
          onSuccess: () => showToast(`“${work.title}” is ${isFavourite ? `on ${where}` : `off ${where}`}.`),
          onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
        },
      )
    },
  }
}
