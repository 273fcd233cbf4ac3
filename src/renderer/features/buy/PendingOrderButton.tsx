import { Hourglass } from 'lucide-react'
import type { PurchaseView, WorkView } from '../../../shared/api/node.ts'
import { Button } from '../../ui/Button.tsx'
import { useBuyStore } from './BuyContext.tsx'
import { pendingSentence, pendingWords } from './pendingText.ts'
import { t } from '../../../shared/i18n/t.ts'

interface PendingOrderButtonProps {
  readonly work: WorkView
  readonly order: PurchaseView
  /** It lies over the work's cover. */
  readonly isOnCover?: boolean
}

/** Where a work's order is, instead of its price; it leads to the order. */
export function PendingOrderButton({ work, order, isOnCover = false }: PendingOrderButtonProps) {
  const store = useBuyStore()
  return (
    <Button
      size="small"
      icon={isOnCover ? Hourglass : undefined}
      title={pendingSentence(order, work.artistName)}
      className={
        isOnCover
          ? 'absolute start-2 top-2 max-w-[calc(100%-1rem)] border-transparent! bg-surface-2!'
          : 'max-w-full px-2!'
      }
      onClick={(event) => {
        event.stopPropagation()
        store.getState().show(work, order.id)
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span className="sr-only">{t('buy.orderOf', { title: work.title })}</span>
      <span className="truncate">{pendingWords(order)}</span>
    </Button>
  )
}
