import { Link } from '@tanstack/react-router'
import { ArrowDownLeft, ArrowUpRight, CircleSlash } from 'lucide-react'
import type { PaymentView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { type Column, Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { workLink } from '../work/workLink.ts'
import { useWorkLookup } from '../work/useWorkLookup.ts'

/** What went in and out, and for which order. */
export function Activity() {
  const payments = useIpcQuery('payments', { limit: 200 })
  const { artistName } = useWorkLookup()
  if (payments.isPending) return <SkeletonRows label="Loading what happened" rows={4} />
  if (payments.isError)
    return (
      <ErrorState
        title="What happened could not be read"
        error={payments.error}
        onRetry={() => void payments.refetch()}
      />
    )
  if (payments.data.length === 0)
    return (
      <EmptyState icon={ArrowDownLeft} title="Nothing has moved yet">
        What you pay and earn appears here, beside the music it was for.
      </EmptyState>
    )

  const columns: readonly Column<PaymentView>[] = [
    {
      id: 'way',
      header: 'Direction',
      isHeaderHidden: true,
      className: 'w-10',
      cell: (row) => <DirectionIcon payment={row} />,
    },
    {
      id: 'what',
      header: 'For',
      cell: (row) => <PaymentSubject order={row.order} />,
    },
    {
      id: 'who',
      header: 'Who',
      className: 'text-text-2',
      cell: (row) => {
        const other = row.direction === 'sent' ? row.target : row.initiator
        return <AddressLabel address={other} name={artistName(other)} />
      },
    },
    {
      id: 'when',
      header: 'When',
      className: 'w-34 text-text-2',
      cell: (row) => <Time at={row.changedAt} />,
    },
    {
      id: 'amount',
      header: 'Amount',
      align: 'end',
      className: 'w-36',
      cell: (row) =>
        row.outcome === 'failed' ? (
          <span className="text-text-3">
            <TokenAmount value={row.amount} className="line-through" />
            <span className="sr-only"> not paid</span>
          </span>
        ) : (
          <TokenAmount
            value={row.amount}
            sign={row.direction === 'sent' ? '−' : '+'}
            className={row.direction === 'sent' ? '' : 'text-positive'}
          />
        ),
    },
  ]
  return (
    <Table
      label="Activity"
      rows={payments.data}
      columns={columns}
      keyOf={(row) => `${row.direction} ${row.changedAt} ${row.target} ${row.amount}`}
    />
  )
}

function DirectionIcon({ payment: { direction, outcome } }: { readonly payment: PaymentView }) {
  if (outcome === 'failed') return <CircleSlash size={16} aria-label="Not paid" className="text-text-3" />
  if (direction === 'sent') return <ArrowUpRight size={16} aria-label="Sent" className="text-text-2" />
  return <ArrowDownLeft size={16} aria-label="Received" className="text-positive" />
}

/** A link to the work that a payment was for. */
function PaymentSubject({ order }: { readonly order: string | null }) {
  const purchases = useIpcQuery('purchases', {}).data ?? []
  const sales = useIpcQuery('sales', {}).data ?? []
  const { title } = useWorkLookup()
  if (order === null) return <span className="font-medium">A tip</span>
  const label = [...purchases, ...sales].find(({ id }) => id === order)?.label
  if (label === undefined) return <span className="font-medium">An order</span>
  return (
    <Link {...workLink(label)} title={title(label)} className="font-medium hover:underline">
      {title(label)}
    </Link>
  )
}
