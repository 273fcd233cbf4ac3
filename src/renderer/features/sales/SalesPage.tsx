import { Link } from '@tanstack/react-router'
import { ClipboardCopy, ReceiptText } from 'lucide-react'
import type { SaleView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
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
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** What was sold, what it earned, and the receipts of what was bought. */
export function SalesPage() {
  const sales = useIpcQuery('sales', {})
  const list = sales.data ?? []
  return (
    <Page
      title={t('common.sales')}
      lead={list.length === 0 ? t('sales.ordersWhatTheyEarnedAnd') : <SalesTotal sales={list} />}
      actions={list.length === 0 ? undefined : <CopySales sales={list} />}
    >
      <OfflineNotice consequence={t('sales.buyersCannotReachYouOrders')} />
      <HubDebtNotice sales={list} />
      <Tabs
        label={t('common.sales')}
        tabs={[
          { id: 'orders', label: t('common.orders'), content: <Orders /> },
          { id: 'totals', label: t('sales.byWork'), content: <Totals /> },
          { id: 'purchases', label: t('sales.whatYouBought'), content: <PurchaseTable /> },
        ]}
      />
    </Page>
  )
}

function SalesTotal({ sales }: { readonly sales: readonly SaleView[] }) {
  const count = sales.filter(isSold).length
  return (
    <>
      {rich('sales.earnedFromSales', {
        count,
        amount: <TokenAmount value={earnedIn(sales)} className="font-semibold text-text-1" />,
      })}
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
            onSuccess: () => showToast(t('sales.copiedWithExactAmountsPaste'), { tone: 'good' }),
            onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
          },
        )
      }
    >
      {t('sales.copyAsCsv')}
    </Button>
  )
}

function Orders() {
  const sales = useIpcQuery('sales', {})
  if (sales.isPending) return <SkeletonRows label={t('sales.loadingYourSales')} />
  if (sales.isError) return <SalesError error={sales.error} onRetry={() => void sales.refetch()} />
  return sales.data.length === 0 ? <NoSales /> : <OrderTable sales={sales.data} />
}

function Totals() {
  const sales = useIpcQuery('sales', {})
  if (sales.isPending) return <SkeletonRows label={t('sales.loadingYourSales')} />
  if (sales.isError) return <SalesError error={sales.error} onRetry={() => void sales.refetch()} />
  return sales.data.some(isSold) ? <TotalsTable sales={sales.data} /> : <NoSales />
}

function SalesError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <ErrorState
      title={t('sales.yourSalesCouldNotBe')}
      error={error}
      money={t('sales.sellingGoesOnWhoeverPays')}
      onRetry={onRetry}
    />
  )
}

function NoSales() {
  return (
    <EmptyState
      icon={ReceiptText}
      title={t('sales.nothingSoldYet')}
      actions={
        <Link to="/studio" className="font-medium text-accent underline">
          {t('sales.goToTheStudio')}
        </Link>
      }
    >
      {t('sales.publishSomethingKeepBuskerRunning')}
    </EmptyState>
  )
}
