import { ShoppingBasket } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useBasketStore } from './basketStore.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Opens the basket, while something is in it. */
export function BasketButton() {
  const count = useIpcQuery('basket', {}).data?.length ?? 0
  const show = useBasketStore((basket) => basket.show)
  if (count === 0) return null
  return (
    <span className="relative ms-1 inline-flex">
      <IconButton label={t('basket.basketWith', { count })} icon={ShoppingBasket} onClick={show} />
      <span
        aria-hidden
        className="pointer-events-none absolute -end-0.5 -top-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-xs leading-4 font-medium text-on-accent"
      >
        {count}
      </span>
    </span>
  )
}
