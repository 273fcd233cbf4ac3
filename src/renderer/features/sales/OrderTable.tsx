import { Copy } from 'lucide-react'
import type { SaleView } from '../../../shared/api/node.ts'
import { useAction } from '../../ipc/queries.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Person } from '../../ui/Person.tsx'
import { StateDots } from '../../ui/StateDots.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { TwoLines } from '../../ui/TwoLines.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useKnownWorks } from '../work/useKnownWorks.ts'
import { isEarned, lifeOfSale } from './saleLife.ts'

/** Every order, its life as a line of dots. */
export function OrderTable({ sales }: { readonly sales: readonly SaleView[] }) {
  const known = useKnownWorks()
  const { title, person } = known
  const copy = useAction('app.copyText')
  const columns: readonly Column<SaleView>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: 'Work',
      cell: ({ label, buyer }) => (
        <TwoLines title={title(label)} below={<Person address={buyer} name={person(buyer)} />} />
      ),
    },
    {
      id: 'buyer',
      header: 'Buyer',
      className: 'w-32 text-text-2 max-[899px]:hidden',
      cell: ({ buyer }) => <Person address={buyer} name={person(buyer)} />,
    },
    { id: 'life', header: 'Order', className: 'w-76', cell: (sale) => <StateDots {...lifeOfSale(sale)} /> },
    {
      id: 'when',
      header: 'When',
      className: 'w-32 text-text-2 max-wide:hidden',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      id: 'amount',
      header: 'Amount',
      align: 'end',
      className: 'w-28',
      cell: (sale) => (
        <Amount value={sale.amount} className={isEarned(sale) ? 'text-positive' : 'text-text-3'} />
      ),
    },
  ]
  return (
    <Table
      label="Orders"
      rows={sales}
      columns={columns}
      keyOf={({ id }) => id}
      menu={(rows) => [
        {
          label: rows.length === 1 ? 'Copy the order’s number' : 'Copy the orders’ numbers',
          icon: Copy,
          onSelect: () => copy.mutate({ text: rows.map(({ id }) => id).join('\n') }),
        },
        {
          label: rows.length === 1 ? 'Copy the buyer’s address' : 'Copy the buyers’ addresses',
          icon: Copy,
          onSelect: () => copy.mutate({ text: rows.map(({ buyer }) => buyer).join('\n') }),
        },
      ]}
    />
  )
}
