import { useSearch } from '@tanstack/react-router'
import { Download, MessageSquareText, ShoppingBag } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { PurchaseView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { quote } from '../../../shared/text.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StateDots } from '../../ui/StateDots.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { compareAmounts, compareText } from '../../ui/comparisons.ts'
import { useColumnSort } from '../../ui/useColumnSort.ts'
import { whenColumn } from '../../ui/whenColumn.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { KeptAmount } from '../sales/KeptAmount.tsx'
import { summarizePurchase } from '../sales/orderSummary.ts'
import { GiftLine, hasNote, OrderNotes } from './OrderNotes.tsx'
import { useSaveReceipt } from './useSaveReceipt.ts'
import { t } from '../../../shared/i18n/t.ts'

/** One's own orders, and a receipt of each that was paid. */
export function PurchaseTable() {
  const purchases = useIpcQuery('purchases', {})
  if (purchases.isPending) return <SkeletonRows label={t('purchases.loadingWhatYouBought')} />
  if (purchases.isError)
    return (
      <ErrorState
        title={t('purchases.whatYouBoughtCouldNot')}
        error={purchases.error}
        onRetry={() => void purchases.refetch()}
      />
    )
  if (purchases.data.length === 0)
    return (
      <EmptyState icon={ShoppingBag} title={t('purchases.nothingBoughtYet')}>
        {t('purchases.eachPurchaseLeavesAReceipt')}
      </EmptyState>
    )

  return <Purchases purchases={purchases.data} />
}

function Purchases({ purchases }: { readonly purchases: readonly PurchaseView[] }) {
  const { order } = useSearch({ from: '/purchases' })
  const known = useWorkLookup()
  const { title } = known
  const save = useSaveReceipt()
  const comparisons = useMemo(
    () => ({
      title: (a: PurchaseView, b: PurchaseView) => compareText(title(a.label), title(b.label)),
      when: (a: PurchaseView, b: PurchaseView) => a.createdAt - b.createdAt,
      price: (a: PurchaseView, b: PurchaseView) => compareAmounts(a.price, b.price),
    }),
    [title],
  )
  const { rows, sort } = useColumnSort(purchases, comparisons)
  const columns: readonly Column<PurchaseView>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: t('common.work'),
      cell: ({ label, money, thanks, ...order }) => (
        <>
          <span dir="auto" title={`${title(label)}. ${money}`} className="block truncate font-medium">
            {title(label)}
          </span>
          <GiftLine order={order} />
          {thanks === undefined ? null : (
            <span dir="auto" className="block truncate text-xs text-text-3">
              {quote(thanks, 100)}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'life',
      header: t('sales.order'),
      className: 'w-72',
      cell: (order) => <StateDots {...summarizePurchase(order)} />,
    },
    whenColumn(),
    {
      id: 'price',
      header: t('common.price'),
      align: 'end',
      className: 'w-28',
      cell: ({ price, refunded }) => <KeptAmount paid={price} back={refunded?.amount ?? 0n} isPrice />,
    },
    {
      id: 'receipt',
      header: t('common.receipt'),
      align: 'end',
      className: 'w-20',
      cell: ({ id, label, hasAccess }) =>
        hasAccess ? (
          <IconButton
            label={t('purchases.saveTheReceiptFor', { title: title(label) })}
            icon={Download}
            size="small"
            onClick={() => save(id)}
          />
        ) : null,
    },
  ]
  const [read, setRead] = useState<PurchaseView | null>(null)
  return (
    <>
      <Table
        label={t('purchases.whatYouBought')}
        rows={rows}
        sort={sort}
        nameOf={({ label }) => title(label)}
        columns={columns}
        keyOf={({ id }) => id}
        initialKey={order}
        onOpen={(row) => setRead(hasNote(row) ? row : null)}
        menu={(chosen) => [
          {
            label: t('purchases.readTheNote'),
            icon: MessageSquareText,
            isDisabled: chosen.length !== 1 || chosen[0] === undefined || !hasNote(chosen[0]),
            onSelect: () => setRead(chosen[0] ?? null),
          },
          {
            label: t('common.saveTheReceipt'),
            icon: Download,
            isDisabled: chosen.length !== 1 || chosen[0]?.hasAccess !== true,
            onSelect: () => chosen[0] !== undefined && save(chosen[0].id),
          },
        ]}
      />
      {read === null ? null : (
        <OrderNotes order={read} title={title(read.label)} onClose={() => setRead(null)} />
      )}
    </>
  )
}
