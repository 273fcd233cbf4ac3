import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowDownLeft, ArrowUpRight, CircleSlash, ListFilter, ReceiptText } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { PaymentView } from '../../../shared/api/node.ts'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { WorthThen } from '../../ui/Worth.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { rich } from '../../ui/rich.ts'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'
import { ActivityBar, type ActivityView } from './ActivityBar.tsx'
import { atOf, counterpartyOf, fitsText, isOfKind, keyOf, type Movement, movementsOf } from './movement.ts'
import { StepAmount, StepIcon, StepSubject } from './StepCells.tsx'
import { TransferAmount, TransferIcon, TransferSubject } from './TransferCells.tsx'
import { orderLinkOf, useOrderLabels, useSubject } from './movementSubject.ts'
import { workLink } from '../work/workLink.ts'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What went in and out, and for which order. @param coin symbol of the coin for the chain's fees */
export function Activity({ coin }: { readonly coin: string }) {
  const payments = useIpcQuery('payments', { limit: 200 })
  const transfers = useIpcQuery('transfers', {}).data
  const steps = useIpcQuery('chainSteps', {}).data
  const rows = useMemo(
    () => movementsOf(payments.data ?? [], transfers ?? [], steps ?? []),
    [payments.data, transfers, steps],
  )
  if (payments.isPending) return <SkeletonRows label={t('wallet.loadingWhatHappened')} rows={4} />
  if (payments.isError)
    return (
      <ErrorState
        title={t('wallet.whatHappenedCouldNotBe')}
        error={payments.error}
        onRetry={() => void payments.refetch()}
      />
    )
  if (rows.length === 0)
    return (
      <EmptyState icon={ArrowDownLeft} title={t('wallet.nothingHasMovedYet')}>
        {t('wallet.whatYouPayAndEarn')}
      </EmptyState>
    )
  return <Movements rows={rows} coin={coin} />
}

const everything: ActivityView = { kind: 'all', text: '' }

function Movements({ rows, coin }: { readonly rows: readonly Movement[]; readonly coin: string }) {
  const [view, setView] = useState(everything)
  const { nameOf } = useWorkLookup()
  const labelOf = useOrderLabels()
  const describe = useSubject(labelOf)
  const navigate = useNavigate()
  const open = useCallback(
    (row: Movement) => {
      const link = orderLinkOf(row)
      if (link !== undefined) void navigate(link)
    },
    [navigate],
  )
  const text = view.text.trim()
  const shown = rows.filter((row) => {
    const other = counterpartyOf(row)
    return isOfKind(row, view.kind) && fitsText([describe(row), nameOf(other) ?? '', other], text)
  })
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
          <PaymentSubject payment={row.payment} label={labelOf(row)} title={describe(row)} />
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
          <AddressLabel address={other} name={row.kind === 'step' ? t('wallet.theHub') : nameOf(other)} />
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
      className: 'w-44',
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
  return (
    <>
      <ActivityBar view={view} onChange={setView} rows={rows} />
      {shown.length === 0 ? (
        <EmptyState
          icon={ListFilter}
          title={t('wallet.nothingFits')}
          actions={<Button onClick={() => setView(everything)}>{t('library.showEverything')}</Button>}
        >
          {t('wallet.tryAnotherKind')}
        </EmptyState>
      ) : (
        <Table
          label={t('wallet.activity')}
          rows={shown}
          columns={columns}
          keyOf={keyOf}
          nameOf={describe}
          onOpen={open}
          menu={([row, ...others]) => [
            {
              label: t('buy.seeTheOrder'),
              icon: ReceiptText,
              isDisabled: row === undefined || others.length > 0 || orderLinkOf(row) === undefined,
              onSelect: () => row !== undefined && open(row),
            },
          ]}
        />
      )}
    </>
  )
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
    <span>
      <WorthThen value={payment.amount} rate={payment.rate} />{' '}
      <TokenAmount
        value={payment.amount}
        sign={isSent ? '−' : '+'}
        className={isSent ? '' : 'text-positive'}
      />
      {isOfKind({ kind: 'payment', payment }, 'fees') ? (
        <span className="block text-sm text-text-3">
          {rich('wallet.paidFee', { fee: <TokenAmount value={payment.fee} /> })}
        </span>
      ) : null}
    </span>
  )
}

function DirectionIcon({ payment: { direction, outcome } }: { readonly payment: PaymentView }) {
  if (outcome === 'failed')
    return <CircleSlash size={16} aria-label={t('common.notPaid')} className="text-text-3" />
  if (direction === 'sent')
    return <ArrowUpRight size={16} aria-label={t('wallet.sent')} className="text-text-2" />
  return <ArrowDownLeft size={16} aria-label={t('wallet.received')} className="text-positive" />
}

interface PaymentSubjectProps {
  readonly payment: PaymentView
  /** Of the work that it was for. */
  readonly label: Label | undefined
  readonly title: string
}

/** What a payment was for, as a link; below it the way to its order. */
function PaymentSubject({ payment, label, title }: PaymentSubjectProps) {
  const order = orderLinkOf({ kind: 'payment', payment })
  return (
    <span>
      {label === undefined ? (
        <span className="font-medium">{title}</span>
      ) : (
        <Link {...workLink(label)} title={title} className="font-medium hover:underline">
          {title}
        </Link>
      )}
      <span className="block truncate text-sm text-text-3">
        {order === undefined ? null : (
          <Link {...order} className="text-text-2 underline">
            {t('buy.seeTheOrder')}
            <span className="sr-only"> {title}</span>
          </Link>
        )}
      </span>
    </span>
  )
}
