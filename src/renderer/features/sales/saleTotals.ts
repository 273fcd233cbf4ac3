import type { SaleView } from '../../../shared/api/node.ts'
import { newestEditions, workNameOf } from '../../../shared/editions.ts'
import type { Label } from '../../../shared/ids.ts'
import { earnedBy, isSold } from '../../../shared/soldWorks.ts'

export interface WorkTotal {
  readonly label: Label
  readonly count: number
  readonly earned: bigint
  readonly lastAt: number
}

/** What each work has earned in all its editions, most first. */
export function totalsOf(sales: readonly SaleView[]): WorkTotal[] {
  const sold = sales.filter(isSold)
  const groups = Map.groupBy(sold, ({ label }) => workNameOf(label))
  return newestEditions(sold.map(({ label }) => label))
    .map((label) => ({ label, same: groups.get(workNameOf(label)) ?? [] }))
    .map(({ label, same }) => ({
      label,
      count: same.length,
      earned: same.reduce((sum, sale) => sum + earnedBy(sale), 0n),
      lastAt: Math.max(...same.map(({ changedAt }) => changedAt)),
    }))
    .toSorted((a, b) => (a.earned < b.earned ? 1 : a.earned > b.earned ? -1 : b.lastAt - a.lastAt))
}

/** Everything earned. */
export const earnedIn = (sales: readonly SaleView[]): bigint =>
  sales.reduce((sum, sale) => sum + earnedBy(sale), 0n)
