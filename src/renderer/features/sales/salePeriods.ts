import type { SaleView } from '../../../shared/api/node.ts'
import { earnedBy, isSold, soldAt } from '../../../shared/soldWorks.ts'

export const periodUnits = ['day', 'week', 'month'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** How many are shown of each: a month, half a year, two years. */
export const periodCounts = { day: 30, week: 26, month: 24 } as const satisfies Record<PeriodUnit, number>

/** What was sold from `start` on until before `end`, both ms since epoch. */
export interface Period {
  readonly start: number
  readonly end: number
  /** Base units. */
  readonly earned: bigint
  /** For money. */
  readonly sold: number
  /** For nothing. */
  readonly free: number
}

/** What the last periods earned, oldest first, the one that `now` is in last; days and months are this machine's, weeks begin on Monday. */
export function earningsOver(sales: readonly SaleView[], unit: PeriodUnit, now: number): Period[] {
  const count = periodCounts[unit]
  const starts = Array.from({ length: count + 1 }, (_, index) => startOf(unit, now, index - count + 1))
  const sold = sales.filter(isSold)
  return starts.slice(0, count).map((start, index) => {
    const end = starts[index + 1] ?? start
    const within = sold.filter((sale) => soldAt(sale) >= start && soldAt(sale) < end)
    const paid = within.filter(({ amount }) => amount > 0n)
    return {
      start,
      end,
      earned: within.reduce((sum, sale) => sum + earnedBy(sale), 0n),
      sold: paid.length,
      free: within.length - paid.length,
    }
  })
}

/** All of some periods. */
export function totalOf(periods: readonly Period[]): Pick<Period, 'earned' | 'sold' | 'free'> {
  return periods.reduce(
    (sum, { earned, sold, free }) => ({
      earned: sum.earned + earned,
      sold: sum.sold + sold,
      free: sum.free + free,
    }),
    { earned: 0n, sold: 0, free: 0 },
  )
}

/** When the period began that is so many after the one of `at`. The calendar counts: a day may have 23 or 25 hours. */
function startOf(unit: PeriodUnit, at: number, after: number): number {
  const date = new Date(at)
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()]
  if (unit === 'month') return new Date(year, month + after, 1).getTime()
  if (unit === 'day') return new Date(year, month, day + after).getTime()
  const sinceMonday = (date.getDay() + 6) % 7
  return new Date(year, month, day - sinceMonday + 7 * after).getTime()
}
