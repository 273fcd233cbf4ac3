import { Download, ShoppingBag } from 'lucide-react'
import type { PurchaseView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StateDots } from '../../ui/StateDots.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { summarizePurchase } from './orderSummary.ts'
import { useSaveReceipt } from './useSaveReceipt.ts'

/** One's own orders, and a receipt of each that was paid. */
export function PurchaseTable() {
  const purchases = useIpcQuery('purchases', {})
  const known = useWorkLookup()
  const { title } = known
  const save = useSaveReceipt()
  if (purchases.isPending) return <SkeletonRows label="Loading what you bought" />
  if (purchases.isError)
    return (
      <ErrorState
        title="What you bought could not be read"
        error={purchases.error}
        onRetry={() => void purchases.refetch()}
      />
    )
  if (purchases.data.length === 0)
    return (
      <EmptyState icon={ShoppingBag} title="Nothing bought yet">
        Each purchase leaves a receipt signed by the artist. You find them here.
      </EmptyState>
    )

  const columns: readonly Column<PurchaseView>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: 'Work',
      cell: ({ label, money }) => (
        <span title={`${title(label)}. ${money}`} className="font-medium">
          {title(label)}
        </span>
      ),
    },
    {
      id: 'life',
      header: 'Order',
      className: 'w-72',
      cell: (order) => <StateDots {...summarizePurchase(order)} />,
    },
    {
      id: 'when',
      header: 'When',
      className: 'w-32 text-text-2 max-wide:hidden',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      id: 'price',
      header: 'Price',
      align: 'end',
      className: 'w-28',
      cell: ({ price }) => <TokenAmount value={price} isPrice />,
    },
    {
      id: 'receipt',
      header: 'Receipt',
      align: 'end',
      className: 'w-20',
      cell: ({ id, label, hasAccess }) =>
        hasAccess ? (
          <IconButton
            label={`Save the receipt for ${title(label)}`}
            icon={Download}
            size="small"
            onClick={() => save(id)}
          />
        ) : null,
    },
  ]
  return (
    <Table
      label="What you bought"
      rows={purchases.data}
      columns={columns}
      keyOf={({ id }) => id}
      menu={(rows) => [
        {
          label: 'Save the receipt…',
          icon: Download,
          isDisabled: rows.length !== 1 || rows[0]?.hasAccess !== true,
          onSelect: () => rows[0] !== undefined && save(rows[0].id),
        },
      ]}
    />
  )
}
