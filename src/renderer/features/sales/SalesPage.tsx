import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import type { SaleView } from '../../../shared/api/node.ts'
import { isSold, wasSold } from '../../../shared/soldWorks.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { ExportCsvButton } from '../files/ExportCsvButton.tsx'
import { HubDebtNotice } from './HubDebtNotice.tsx'
import { OrderTable } from './OrderTable.tsx'
import { EarningsOverTime } from './EarningsOverTime.tsx'
import { earnedIn } from './saleTotals.ts'
import { StandingThanks } from './StandingThanks.tsx'
import { salesTabs } from './salesTabs.ts'
import { TotalsTable } from './TotalsTable.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** What was sold, and what it earned. */
export function SalesPage() {
  const sales = useIpcQuery('sales', {})
  const list = sales.data ?? []
  const { tab = 'orders' } = useSearch({ from: '/sales' })
  const navigate = useNavigate()
  return (
    <Page
      title={t('common.sales')}
      lead={list.length === 0 ? t('sales.ordersAndWhatTheyEarned') : <SalesTotal sales={list} />}
      actions={
        <>
          <StandingThanks />
          {list.some(wasSold) ? <ExportCsvButton method="app.saveSales" /> : null}
        </>
      }
    >
      <OfflineNotice consequence={t('sales.buyersCannotReachYouOrders')} />
      <HubDebtNotice sales={list} />
      <Tabs
        label={t('common.sales')}
        chosen={tab}
        onChoose={(id) =>
          void navigate({
            to: '/sales',
            search: { tab: salesTabs.find((each) => each === id) },
            replace: true,
          })
        }
        tabs={[
          { id: 'orders', label: t('common.orders'), content: <Orders /> },
          { id: 'periods', label: t('sales.overTime'), content: <OverTime /> },
          { id: 'totals', label: t('sales.byWork'), content: <Totals /> },
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

function OverTime() {
  const sales = useIpcQuery('sales', {})
  if (sales.isPending) return <SkeletonRows label={t('sales.loadingYourSales')} />
  if (sales.isError) return <SalesError error={sales.error} onRetry={() => void sales.refetch()} />
  return sales.data.some(wasSold) ? <EarningsOverTime sales={sales.data} /> : <NoSales />
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
