import { Link } from '@tanstack/react-router'
import { ClipboardCopy, ReceiptText } from 'lucide-react'
import type { SaleView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { countOf } from '../../ui/count.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { HubDebtNotice } from './HubDebtNotice.tsx'
import { OrderTable } from './OrderTable.tsx'
import { PurchaseTable } from './PurchaseTable.tsx'
import { earnedIn, isSold, salesAsCsv } from './saleTotals.ts'
import { TotalsTable } from './TotalsTable.tsx'

/** What was sold, what it earned, and the receipts of what was bought. */
export function SalesPage() {
  const sales = useIpcQuery('sales', {})
  const list = sales.data ?? []
  return (
    <Page
      title="Sales"
      lead={list.length === 0 ? 'Orders, what they earned, and your receipts.' : <SalesTotal sales={list} />}
      actions={list.length === 0 ? undefined : <CopySales sales={list} />}
    >
      <OfflineNotice consequence="Buyers cannot reach you. Orders under way are kept, and go on as soon as you are back." />
      <HubDebtNotice sales={list} />
      <Tabs
        label="Sales"
        tabs={[
          { id: 'orders', label: 'Orders', content: <Orders /> },
          { id: 'totals', label: 'By work', content: <Totals /> },
          { id: 'purchases', label: 'What you bought', content: <PurchaseTable /> },
        ]}
      />
    </Page>
  )
}

function SalesTotal({ sales }: { readonly sales: readonly SaleView[] }) {
  const count = sales.filter(isSold).length
  return (
    <>
      <TokenAmount value={earnedIn(sales)} className="font-semibold text-text-1" /> from{' '}
      {countOf(count, 'sale')}
    </>
  )
}

function CopySales({ sales }: { readonly sales: readonly SaleView[] }) {
  const copy = useIpcMutation('app.copyText')
  const showToast = useToasts((toasts) => toasts.show)
  const { title } = useWorkLookup()
  const token = useToken()
  return (
    <Button
      icon={ClipboardCopy}
      onClick={() =>
        copy.mutate(
          { text: salesAsCsv(sales, title, token) },
          {
            onSuccess: () =>
              showToast('Copied with exact amounts: paste it into a spreadsheet.', { tone: 'good' }),
            onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
          },
        )
      }
    >
      Copy as CSV
    </Button>
  )
}

function Orders() {
  const sales = useIpcQuery('sales', {})
  if (sales.isPending) return <SkeletonRows label="Loading your sales" />
  if (sales.isError) return <SalesError error={sales.error} onRetry={() => void sales.refetch()} />
  return sales.data.length === 0 ? <NoSales /> : <OrderTable sales={sales.data} />
}

function Totals() {
  const sales = useIpcQuery('sales', {})
  if (sales.isPending) return <SkeletonRows label="Loading your sales" />
  if (sales.isError) return <SalesError error={sales.error} onRetry={() => void sales.refetch()} />
  return sales.data.some(isSold) ? <TotalsTable sales={sales.data} /> : <NoSales />
}

function SalesError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <ErrorState
      title="Your sales could not be read"
      error={error}
      money="Selling goes on: whoever pays meanwhile gets what they paid for, and you get the money."
      onRetry={onRetry}
    />
  )
}

function NoSales() {
  return (
    <EmptyState
      icon={ReceiptText}
      title="Nothing sold yet"
      actions={
        <Link to="/studio" className="font-medium text-accent underline">
          Go to the Studio
        </Link>
      }
    >
      Publish something, keep Busker running, and orders appear here as they come in.
    </EmptyState>
  )
}
