import { Hourglass } from 'lucide-react'
import type { PurchaseView, WorkView } from '../../../shared/api/node.ts'
import { pendingSentence, pendingWords } from './pendingText.ts'
import { SellerAbsence } from './SellerAbsence.tsx'

interface PendingNoticeProps {
  readonly work: WorkView
  readonly order: PurchaseView
}

/** Where a work's order is, in words, on the work's page. */
export function PendingNotice({ work, order }: PendingNoticeProps) {
  return (
    <div role="status" className="flex gap-3 rounded-large bg-accent-soft p-4">
      <Hourglass size={18} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <p className="font-medium">{pendingWords(order)}</p>
        <p className="mt-1 text-text-2">
          {pendingSentence(order, work.artistName)} <SellerAbsence order={order} />
        </p>
      </div>
    </div>
  )
}
