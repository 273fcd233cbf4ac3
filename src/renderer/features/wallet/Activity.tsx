import { Link } from '@tanstack/react-router'
import { ArrowDownLeft, ArrowUpRight, CircleSlash } from 'lucide-react'
import type { ChainStepView } from '../../../shared/api/chainSteps.ts'
import type { PaymentView } from '../../../shared/api/node.ts'
import type { TransferView } from '../../../shared/api/transfers.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { StepAmount, StepIcon, StepSubject } from './StepCells.tsx'
import { TransferAmount, TransferIcon, TransferSubject } from './TransferCells.tsx'
import { workLink } from '../work/workLink.ts'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What moved over the connection or out of the account, and what was done on the chain for that. */
type Movement =
  | { readonly kind: 'payment'; readonly payment: PaymentView }
  | { readonly kind: 'transfer'; readonly transfer: TransferView }
  | { readonly kind: 'step'; readonly step: ChainStepView }

function atOf(row: Movement): number {
  switch (row.kind) {
    case 'payment':
      return row.payment.changedAt
    case 'transfer':
      return row.transfer.createdAt
    case 'step':
      return row.step.createdAt
  }
}

/** What went in and out, and for which order. @param coin symbol of the coin for the chain's fees */
export function Activity({ coin }: { readonly coin: string }) {
  const payments = useIpcQuery('payments', { limit: 200 })
  const transfers = useIpcQuery('transfers', {}).data ?? []
  const steps = useIpcQuery('chainSteps', {}).data ?? []
  const { artistName } = useWorkLookup()
  if (payments.isPending) return <SkeletonRows label={t('wallet.loadingWhatHappened')} rows={4} />
  if (payments.isError)
    return (
      <ErrorState
        title={t('wallet.whatHappenedCouldNotBe')}
        error={payments.error}
        onRetry={() => void payments.refetch()}
      />
    )
  const rows = [
    ...payments.data.map((payment): Movement => ({ kind: 'payment', payment })),
    ...transfers.map((transfer): Movement => ({ kind: 'transfer', transfer })),
    ...steps.map((step): Movement => ({ kind: 'step', step })),
  ].toSorted((a, b) => atOf(b) - atOf(a))
  if (rows.length === 0)
    return (
      <EmptyState icon={ArrowDownLeft} title={t('wallet.nothingHasMovedYet')}>
        {t('wallet.whatYouPayAndEarn')}
      </EmptyState>
    )

  const columns: readonly Column<Movement>[] = [
    {
      id: 'way',
      header: t('wallet.direction'),
      isHeaderHidden: true,
      className: 'w-10',
      cell: (row) =>
        row.kind === 'payment' ? (
          <DirectionIcon payment={row.payment} />
        ) : row.kind === 'step' ? (
          <StepIcon step={row.step} />
        ) : (
          <TransferIcon transfer={row.transfer} />
        ),
    },
    {
      id: 'what',
      header: t('common.for'),
      cell: (row) =>
        row.kind === 'payment' ? (
          <PaymentSubject payment={row.payment} />
        ) : row.kind === 'step' ? (
          <StepSubject step={row.step} coin={coin} />
        ) : (
          <TransferSubject transfer={row.transfer} coin={coin} />
        ),
    },
    {
      id: 'who',
      header: t('wallet.who'),
      className: 'text-text-2',
      cell: (row) => {
        const other = counterpartyOf(row)
        return (
          <AddressLabel address={other} name={row.kind === 'step' ? t('wallet.theHub') : artistName(other)} />
        )
      },
    },
    {
      id: 'when',
      header: t('common.when'),
      className: 'w-34 text-text-2',
      cell: (row) => <Time at={atOf(row)} />,
    },
    {
      id: 'amount',
      header: t('common.amount'),
      align: 'end',
      className: 'w-36',
      cell: (row) =>
        row.kind === 'payment' ? (
          <PaymentAmount payment={row.payment} />
        ) : row.kind === 'step' ? (
          <StepAmount step={row.step} />
        ) : (
          <TransferAmount transfer={row.transfer} coin={coin} />
        ),
    },
  ]
  return <Table label={t('wallet.activity')} rows={rows} columns={columns} keyOf={keyOf} />
}

function counterpartyOf(row: Movement) {
  if (row.kind === 'transfer') return row.transfer.to
  if (row.kind === 'step') return row.step.partner
  return row.payment.direction === 'sent' ? row.payment.target : row.payment.initiator
}

function keyOf(row: Movement): string {
  if (row.kind === 'transfer') return row.transfer.id
  if (row.kind === 'step') return row.step.id
  const { direction, changedAt, target, amount } = row.payment
  return `${direction} ${changedAt} ${target} ${amount}`
}

function PaymentAmount({ payment }: { readonly payment: PaymentView }) {
  if (payment.outcome === 'failed')
    return (
      <span className="text-text-3">
        <TokenAmount value={payment.amount} className="line-through" />
        <span className="sr-only"> {t('wallet.notPaid')}</span>
      </span>
    )
  const isSent = payment.direction === 'sent'
  return (
    <TokenAmount value={payment.amount} sign={isSent ? '−' : '+'} className={isSent ? '' : 'text-positive'} />
  )
}

function DirectionIcon({ payment: { direction, outcome } }: { readonly payment: PaymentView }) {
  if (outcome === 'failed')
    return <CircleSlash size={16} aria-label={t('common.notPaid')} className="text-text-3" />
  if (direction === 'sent')
    return <ArrowUpRight size={16} aria-label={t('wallet.sent')} className="text-text-2" />
  return <ArrowDownLeft size={16} aria-label={t('wallet.received')} className="text-positive" />
}

/** A link to the work that a payment was for. */
function PaymentSubject({ payment }: { readonly payment: PaymentView }) {
  const { order } = payment
  const purchases = useIpcQuery('purchases', {}).data ?? []
  const sales = useIpcQuery('sales', {}).data ?? []
  const { title } = useWorkLookup()
  if (order === null)
    return (
      <span className="font-medium">
        {isFromHub(payment) ? t('wallet.creditFromTheHub') : t('wallet.aTip')}
      </span>
    )
  const label = [...purchases, ...sales].find(({ id }) => id === order)?.label
  if (label === undefined) return <span className="font-medium">{t('wallet.anOrder')}</span>
  return (
    <Link {...workLink(label)} title={title(label)} className="font-medium hover:underline">
      {title(label)}
    </Link>
  )
}

/** Whoever pays directly has a channel with this account: the hub alone has. */
function isFromHub({ direction, initiator, partner }: PaymentView): boolean {
  return direction === 'received' && initiator === partner
}
