import { describe, expect, test } from 'vitest'
import type { SaleView } from '../../../shared/api/node.ts'
import { saleStateNames } from '../../../shared/orderStates.ts'
import { earningsOver, type Period, periodCounts, type PeriodUnit, totalOf } from './salePeriods.ts'

const at = (...parts: [number, number, number, number?, number?]) => {
  const [year, month, day, hour = 12, minute = 0] = parts
  return new Date(year, month - 1, day, hour, minute).getTime()
}
/** A Wednesday. */
const now = at(2026, 3, 11, 15)
const sold = (when: number, amount: bigint, change: object = {}) =>
  ({ state: 'delivered', amount, debt: null, createdAt: when, ...change }) as SaleView
const last = (periods: readonly Period[], back = 0) => periods.at(-1 - back)
const startsOf = (unit: PeriodUnit, when = now) =>
  earningsOver([], unit, when).map(({ start }) => new Date(start))

describe('periods', () => {
  test.each(['day', 'week', 'month'] as const)(
    'by %s follow each other without a gap, and the last holds now',
    (unit) => {
      const periods = earningsOver([], unit, now)
      expect(periods).toHaveLength(periodCounts[unit])
      for (const [index, { end }] of periods.slice(0, -1).entries())
        expect(end).toBe(periods[index + 1]?.start)
      expect(last(periods)?.start).toBeLessThanOrEqual(now)
      expect(last(periods)?.end).toBeGreaterThan(now)
      expect(periods).toEqual(periods.map(({ start, end }) => ({ start, end, earned: 0n, sold: 0, free: 0 })))
    },
  )

  test('begin with the day, with Monday, and with the first of the month', () => {
    expect(startsOf('day').slice(-2)).toEqual([new Date(2026, 2, 10), new Date(2026, 2, 11)])
    expect(startsOf('day')[0]).toEqual(new Date(2026, 1, 10))
    expect(startsOf('week').slice(-2)).toEqual([new Date(2026, 2, 2), new Date(2026, 2, 9)])
    expect(startsOf('month').slice(-4)).toEqual([
      new Date(2025, 11, 1),
      new Date(2026, 0, 1),
      new Date(2026, 1, 1),
      new Date(2026, 2, 1),
    ])
    expect(startsOf('month')[0]).toEqual(new Date(2024, 3, 1))
  })

  test.each([
    [at(2026, 3, 9, 0), new Date(2026, 2, 9)],
    [at(2026, 3, 15, 23, 59), new Date(2026, 2, 9)],
    [at(2026, 3, 16, 0), new Date(2026, 2, 16)],
  ])('a week is from Monday to Sunday: %d', (when, monday) => {
    expect(startsOf('week', when).at(-1)).toEqual(monday)
  })

  test('of months are whole ones at the end of a long month, too', () => {
    expect(startsOf('month', at(2026, 3, 31)).slice(-2)).toEqual([new Date(2026, 1, 1), new Date(2026, 2, 1)])
  })
})

describe('what a period earned', () => {
  test('is what was sold from its first moment to its last', () => {
    const midnight = at(2026, 3, 11, 0)
    const periods = earningsOver([sold(midnight, 3n), sold(midnight - 1, 5n), sold(now, 7n)], 'day', now)
    expect(last(periods)).toMatchObject({ earned: 10n, sold: 2, free: 0 })
    expect(last(periods, 1)).toMatchObject({ earned: 5n, sold: 1, free: 0 })
    expect(last(periods, 2)).toMatchObject({ earned: 0n, sold: 0, free: 0 })
  })

  test('is counted when it was paid, not when it was asked for', () => {
    const periods = earningsOver([sold(at(2026, 3, 9), 4n, { paidAt: at(2026, 3, 10) })], 'day', now)
    expect(last(periods, 1)).toMatchObject({ earned: 4n })
    expect(last(periods, 2)).toMatchObject({ earned: 0n })
  })

  test('leaves out what is owed, given up or not, and still counts the sale', () => {
    const periods = earningsOver(
      [
        sold(now, 10n, { state: 'paid', debt: 4n }),
        sold(now, 10n, { state: 'paid', debt: 10n, isDebtWaived: true }),
      ],
      'day',
      now,
    )
    expect(last(periods)).toMatchObject({ earned: 6n, sold: 2, free: 0 })
  })

  test('is nothing of what was not paid', () => {
    const unpaid = saleStateNames.filter((state) => state !== 'paid' && state !== 'delivered')
    const periods = earningsOver(
      unpaid.map((state) => sold(now, 10n, { state })),
      'month',
      now,
    )
    expect(totalOf(periods)).toEqual({ earned: 0n, sold: 0, free: 0 })
  })

  test('has what is free apart, and new editions for owners nowhere', () => {
    const periods = earningsOver(
      [sold(now, 0n), sold(now, 0n), sold(now, 2n), sold(now, 0n, { isNewEdition: true })],
      'week',
      now,
    )
    expect(last(periods)).toMatchObject({ earned: 2n, sold: 1, free: 2 })
  })

  test('has neither what came before the first period nor what a wrong clock dates later', () => {
    const [first] = earningsOver([], 'day', now)
    const end = last(earningsOver([], 'day', now))?.end ?? 0
    const periods = earningsOver([sold((first?.start ?? 0) - 1, 1n), sold(end, 1n)], 'day', now)
    expect(totalOf(periods).earned).toBe(0n)
    const edges = earningsOver([sold(first?.start ?? 0, 1n), sold(end - 1, 2n)], 'day', now)
    expect([edges[0]?.earned, last(edges)?.earned]).toEqual([1n, 2n])
  })
})

test('the total of periods is that of all of them', () => {
  const sales = [
    sold(now, 5n),
    sold(at(2026, 3, 1), 6n),
    sold(at(2026, 2, 20), 0n),
    sold(now, 9n, { debt: 2n }),
  ]
  expect(totalOf(earningsOver(sales, 'day', now))).toEqual({ earned: 18n, sold: 3, free: 1 })
})
