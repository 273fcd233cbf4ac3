import { useState } from 'react'
import type { SaleView } from '../../../shared/api/node.ts'
import { newestEditions, workNameOf } from '../../../shared/editions.ts'
import { isSold, kindOfSale, type SaleKind } from '../../../shared/soldWorks.ts'
import { t } from '../../../shared/i18n/t.ts'
import type { Column } from '../../ui/column.ts'
import { rich } from '../../ui/rich.ts'
import { Select } from '../../ui/Select.tsx'
import { Table } from '../../ui/Table.tsx'
import { dateOf, monthOf, shortDateOf, shortMonthOf } from '../../ui/time.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { earnedColumn } from './earnedColumn.tsx'
import { EarningsChart } from './EarningsChart.tsx'
import { earningsOver, type Period, type PeriodUnit, totalOf } from './salePeriods.ts'

const units = () =>
  [
    { value: 'day', label: t('sales.lastDays') },
    { value: 'week', label: t('sales.lastWeeks') },
    { value: 'month', label: t('sales.lastMonths') },
  ] as const

const kinds = () =>
  [
    { value: 'all', label: t('sales.allKinds') },
    { value: 'sale', label: t('sales.boughtForOneself') },
    { value: 'gift', label: t('sales.boughtAsAGift') },
    { value: 'free', label: t('sales.gotForNothing') },
  ] as const satisfies readonly { readonly value: SaleKind | 'all'; readonly label: string }[]

/** What each day, week or month earned: of all works or one, of all kinds or one. */
export function EarningsOverTime({ sales }: { readonly sales: readonly SaleView[] }) {
  const { title } = useWorkLookup()
  const [now] = useState(() => Date.now())
  const [unit, setUnit] = useState<PeriodUnit>('day')
  const [work, setWork] = useState('all')
  const [kind, setKind] = useState<SaleKind | 'all'>('all')
  const sold = sales.filter(isSold)
  const works = newestEditions(sold.map(({ label }) => label)).map((label) => ({
    value: workNameOf(label),
    label: title(label),
  }))
  const chosen = sold.filter(
    (sale) =>
      (work === 'all' || workNameOf(sale.label) === work) && (kind === 'all' || kindOfSale(sale) === kind),
  )
  const periods = earningsOver(chosen, unit, now)
  const nameOf = ({ start, end }: Period) => periodName(unit, start, end)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('sales.period')}
          value={unit}
          options={units()}
          onChange={setUnit}
          className="w-48"
        />
        <Select
          label={t('common.work')}
          value={work}
          options={[{ value: 'all', label: t('sales.allWorks') }, ...works]}
          onChange={setWork}
          className="w-52"
        />
        <Select label={t('sales.kind')} value={kind} options={kinds()} onChange={setKind} className="w-44" />
      </div>
      <EarningsTotal periods={periods} />
      <EarningsChart
        periods={periods}
        nameOf={nameOf}
        shortNameOf={({ start }) => (unit === 'month' ? shortMonthOf(start) : shortDateOf(start))}
      />
      <PeriodTable periods={periods} nameOf={nameOf} />
    </div>
  )
}

function EarningsTotal({ periods }: { readonly periods: readonly Period[] }) {
  const { earned, sold, free } = totalOf(periods)
  return (
    <p role="status" className="text-text-2">
      {rich('sales.earnedFromSales', {
        count: sold,
        amount: <TokenAmount value={earned} className="font-semibold text-text-1" />,
      })}
      {free === 0 ? null : ` · ${t('sales.gotForNothingTimes', { count: free })}`}
    </p>
  )
}

interface PeriodTableProps {
  readonly periods: readonly Period[]
  readonly nameOf: (period: Period) => string
}

/** The periods in which something was sold or given, newest first. */
function PeriodTable({ periods, nameOf }: PeriodTableProps) {
  const rows = periods.filter(({ sold, free }) => sold + free > 0).toReversed()
  if (rows.length === 0) return <p className="text-text-3">{t('sales.nothingInThisTime')}</p>
  const columns: readonly Column<Period>[] = [
    { id: 'period', header: t('sales.period'), cell: (period) => nameOf(period) },
    { id: 'sold', header: t('sales.sold'), align: 'end', className: 'w-20', cell: ({ sold }) => sold },
    { id: 'free', header: t('ui.free'), align: 'end', className: 'w-20', cell: ({ free }) => free },
    earnedColumn(),
  ]
  return (
    <Table
      label={t('sales.earningsOverTime')}
      rows={rows}
      columns={columns}
      keyOf={({ start }) => String(start)}
    />
  )
}

function periodName(unit: PeriodUnit, start: number, end: number): string {
  if (unit === 'month') return monthOf(start)
  if (unit === 'day') return dateOf(start)
  return t('sales.fromTo', { from: shortDateOf(start), to: dateOf(end - 1) })
}
