import { useSearch } from '@tanstack/react-router'
import { Copy, ReceiptText } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { SaleView } from '../../../shared/api/node.ts'
import { isEarned } from '../../../shared/orderStates.ts'
import { paidBackOf } from '../../../shared/soldWorks.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { StateDots } from '../../ui/StateDots.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { TitleWithSubtitle } from '../../ui/TitleWithSubtitle.tsx'
import { compareAmounts, compareText } from '../../ui/comparisons.ts'
import { useColumnSort } from '../../ui/useColumnSort.ts'
import { whenColumn } from '../../ui/whenColumn.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { KeptAmount } from './KeptAmount.tsx'
import { summarizeSale } from './orderSummary.ts'
import { SaleDialog } from './SaleDialog.tsx'
import { quote } from '../../../shared/text.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Every order, its life as a line of dots. */
export function OrderTable({ sales }: { readonly sales: readonly SaleView[] }) {
  const { order } = useSearch({ from: '/sales' })
  const known = useWorkLookup()
  const { title, nameOf, contactName } = known
  const copy = useIpcMutation('app.copyText')
  const comparisons = useMemo(() => {
    const buyerOf = ({ buyer, greeting }: SaleView) =>
      contactName(buyer) ?? greeting?.name ?? nameOf(buyer) ?? buyer
    return {
      title: (a: SaleView, b: SaleView) => compareText(title(a.label), title(b.label)),
      buyer: (a: SaleView, b: SaleView) => compareText(buyerOf(a), buyerOf(b)),
      when: (a: SaleView, b: SaleView) => a.createdAt - b.createdAt,
      amount: (a: SaleView, b: SaleView) => compareAmounts(a.amount, b.amount),
    }
  }, [title, nameOf, contactName])
  const { rows, sort } = useColumnSort(sales, comparisons)
  /** What a buyer calls themselves is shown as theirs. */
  const buyerName = ({ greeting, buyer }: SaleView) =>
    contactName(buyer) ?? (greeting?.name === undefined ? nameOf(buyer) : quote(greeting.name, 60))
  const columns: readonly Column<SaleView>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: t('common.work'),
      cell: (sale) => (
        <TitleWithSubtitle
          title={title(sale.label)}
          subtitle={<AddressLabel address={sale.buyer} name={buyerName(sale)} />}
        />
      ),
    },
    {
      id: 'buyer',
      header: t('sales.buyer'),
      className: 'w-32 text-text-2 max-[899px]:hidden',
      cell: (sale) => <AddressLabel address={sale.buyer} name={buyerName(sale)} />,
    },
    {
      id: 'life',
      header: t('sales.order'),
      className: 'w-76',
      cell: (sale) => <StateDots {...summarizeSale(sale)} />,
    },
    whenColumn(),
    {
      id: 'amount',
      header: t('common.amount'),
      align: 'end',
      className: 'w-28',
      cell: (sale) => (
        <KeptAmount
          paid={sale.amount}
          back={paidBackOf(sale)}
          className={isEarned(sale) ? 'text-positive' : 'text-text-3'}
        />
      ),
    },
  ]
  const [openId, setOpenId] = useState<string | null>(null)
  const open = sales.find(({ id }) => id === openId)
  return (
    <>
      <Table
        label={t('common.orders')}
        rows={rows}
        sort={sort}
        nameOf={({ label }) => title(label)}
        columns={columns}
        keyOf={({ id }) => id}
        initialKey={order}
        onOpen={({ id }) => setOpenId(id)}
        menu={(chosen) => [
          {
            label: t('sales.openTheOrder'),
            icon: ReceiptText,
            isDisabled: chosen.length !== 1,
            onSelect: () => setOpenId(chosen[0]?.id ?? null),
          },
          {
            label: t('sales.copyOrderNumbers', { count: chosen.length }),
            icon: Copy,
            onSelect: () => copy.mutate({ text: chosen.map(({ id }) => id).join('\n') }),
          },
          {
            label: t('sales.copyBuyerAddresses', { count: chosen.length }),
            icon: Copy,
            onSelect: () => copy.mutate({ text: chosen.map(({ buyer }) => buyer).join('\n') }),
          },
        ]}
      />
      {open === undefined ? null : (
        <SaleDialog sale={open} title={title(open.label)} nameOf={nameOf} onClose={() => setOpenId(null)} />
      )}
    </>
  )
}
