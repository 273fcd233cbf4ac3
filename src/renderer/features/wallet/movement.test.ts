import { expect, test } from 'vitest'
import type { PaymentView } from '../../../shared/api/node.ts'
import { toAmount } from '../../../shared/money.ts'
import { chainSteps } from '../../testing/fixtures/chainSteps.ts'
import { payments, transfers } from '../../testing/fixtures/money.ts'
import { atOf, fitsText, isOfKind, keyOf, type MovementKind, movementsOf } from './movement.ts'

const rows = movementsOf(payments, transfers, chainSteps)
const ofKind = (kind: MovementKind) => rows.filter((row) => isOfKind(row, kind))

test('everything that moved stands in one list, newest first, each once', () => {
  expect(rows).toHaveLength(payments.length + transfers.length + chainSteps.length)
  expect(rows.map(atOf)).toEqual(rows.map(atOf).toSorted((a, b) => b - a))
  expect(new Set(rows.map(keyOf)).size).toBe(rows.length)
  expect(ofKind('all')).toEqual(rows)
})

test('received, paid and the chain are told apart, and leave nothing out', () => {
  expect(ofKind('received').every((row) => row.kind === 'payment')).toBe(true)
  expect(ofKind('received').length).toBe(payments.filter(({ direction }) => direction === 'received').length)
  expect(ofKind('chain').length).toBe(transfers.length + chainSteps.length)
  const some = (['received', 'paid', 'chain'] as const).flatMap(ofKind)
  expect(new Set(some.map(keyOf)).size).toBe(rows.length)
})

test('of fees are what cost one: not what was received, failed without, or is still on its way', () => {
  const received = { ...payments[0], direction: 'received', fee: 1n } as PaymentView
  const sent = { ...received, direction: 'sent' } as const
  const hasFee = (payment: PaymentView) => isOfKind({ kind: 'payment', payment }, 'fees')
  expect(
    [sent, { ...sent, fee: toAmount(0n) }, { ...sent, outcome: 'failed' as const }, received].map(hasFee),
  ).toEqual([true, false, false, false])
  const sentOut = transfers.filter((transfer) => isOfKind({ kind: 'transfer', transfer }, 'fees'))
  expect(sentOut).toEqual(transfers.filter(({ state }) => state === 'sent'))
  const steps = chainSteps.filter((step) => isOfKind({ kind: 'step', step }, 'fees'))
  expect(steps).toEqual(chainSteps.filter(({ fee }) => fee !== null && fee > 0n))
})

test('every word typed has to be somewhere in a row', () => {
  expect(fitsText(['Harbour Lights', 'Maren Holt'], 'holt harb')).toBe(true)
  expect(fitsText(['Harbour Lights', 'Maren Holt'], 'holt café')).toBe(false)
  expect(fitsText(['anything'], '')).toBe(true)
})
