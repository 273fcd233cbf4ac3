import { ShoppingBag, ShoppingBasket } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useBasketStore } from './basketStore.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What can be bought: it is neither one's own, nor a file. */
const isForSale = ({ isOwn, isOwned, file }: WorkView) => !isOwn && !isOwned && file === undefined

/** The entries of works' menu that put them into the basket; of several, one that buys them at once. */
export function useBasketEntries(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const add = useIpcMutation('addToBasket')
  const show = useBasketStore((basket) => basket.show)
  const showToast = useToasts((toasts) => toasts.show)
  return (works) => {
    const forSale = works.filter(isForSale).slice(0, 100)
    if (forSale.length === 0) return []
    const put = (then: () => void) =>
      add.mutate(
        { works: forSale.map(({ label, artist }) => ({ label, artist })) },
        { onSuccess: then, onError: (error) => showToast(messageOf(error), { tone: 'bad' }) },
      )
    const tell = () =>
      showToast(t('basket.addedToTheBasket', { count: forSale.length }), {
        tone: 'good',
        action: { label: t('basket.look'), onPress: show },
      })
    return [
      ...(forSale.length === 1
        ? []
        : [
            {
              label: t('basket.buyTheWorks', { count: forSale.length }),
              icon: ShoppingBag,
              onSelect: () => put(show),
            },
          ]),
      { label: t('basket.addToTheBasket'), icon: ShoppingBasket, onSelect: () => put(tell) },
    ]
  }
}
