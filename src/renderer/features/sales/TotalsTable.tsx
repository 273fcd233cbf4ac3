import type { SaleView } from '../../../shared/api/node.ts'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { earnedColumn } from './earnedColumn.tsx'
import { totalsOf, type WorkTotal } from './saleTotals.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What each work has earned. */
export function TotalsTable({ sales }: { readonly sales: readonly SaleView[] }) {
  const known = useWorkLookup()
  const { title } = known
  const columns: readonly Column<WorkTotal>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: t('common.work'),
      cell: ({ label }) => (
        <span dir="auto" className="block truncate font-medium">
          {title(label)}
        </span>
      ),
    },
    {
      id: 'last',
      header: t('sales.lastSold'),
      className: 'w-36 text-text-2',
      cell: ({ lastAt }) => <Time at={lastAt} />,
    },
    { id: 'count', header: t('sales.sold'), align: 'end', className: 'w-20', cell: ({ count }) => count },
    earnedColumn(),
  ]
  return (
    <Table
      label={t('sales.earningsByWork')}
      rows={totalsOf(sales)}
      columns={columns}
      keyOf={({ label }) => label}
    />
  )
}
