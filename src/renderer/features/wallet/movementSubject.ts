import { useCallback, useMemo } from 'react'
import { isHubCredit } from '../../../shared/hubCredit.ts'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import type { Movement } from './movement.ts'
import { stepWords } from './StepCells.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Where the order of a movement stands; undefined where it is of none. */
export function orderLinkOf(row: Movement) {
  if (row.kind !== 'payment' || row.payment.order === null) return undefined
  const { direction, order, isRefund = false } = row.payment
  // What one is paid back belongs to what one bought.
  return (direction === 'sent') !== isRefund
    ? ({ to: '/purchases', search: { order } } as const)
    : ({ to: '/sales', search: { tab: 'orders', order } } as const)
}

/** Finds the work that a movement was for. */
export function useOrderLabels(): (row: Movement) => Label | undefined {
  const purchases = useIpcQuery('purchases', {}).data
  const sales = useIpcQuery('sales', {}).data
  const labels = useMemo(
    () => new Map([...(purchases ?? []), ...(sales ?? [])].map(({ id, label }) => [id, label])),
    [purchases, sales],
  )
  return useCallback(
    (row) => (row.kind === 'payment' ? labels.get(row.payment.order ?? '') : undefined),
    [labels],
  )
}

/** Says in words what a movement was for. */
export function useSubject(labelOf: (row: Movement) => Label | undefined): (row: Movement) => string {
  const { title } = useWorkLookup()
  return useCallback(
    (row) => {
      if (row.kind === 'step') return stepWords(row.step)
      if (row.kind === 'transfer') return t('wallet.sentOut')
      const label = labelOf(row)
      if (label !== undefined && row.payment.isRefund === true)
        return t('wallet.refundFor', { title: title(label) })
      if (label !== undefined) return title(label)
      if (row.payment.order !== null) return t('wallet.anOrder')
      return isHubCredit(row.payment) ? t('wallet.creditFromTheHub') : t('wallet.aTip')
    },
    [labelOf, title],
  )
}
