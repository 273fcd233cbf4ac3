import type { SaleView } from '../../../shared/api/node.ts'
import { newestEditions, workNameOf } from '../../../shared/editions.ts'
import type { Label } from '../../../shared/ids.ts'
import { isEarned } from '../../../shared/orderStates.ts'
import { exactAmount, type Token } from '../../../shared/token.ts'

export interface WorkTotal {
  readonly label: Label
  readonly count: number
  readonly earned: bigint
  readonly lastAt: number
}

/** What has really been paid for a sale. */
const earnedBy = ({ amount, debt }: SaleView): bigint => amount - (debt ?? 0n)

/** It was paid for, or is free for everybody; a new edition is given to who owns an earlier one. */
export const isSold = (sale: SaleView): boolean => isEarned(sale) && sale.isNewEdition !== true

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
  sales.filter(isEarned).reduce((sum, sale) => sum + earnedBy(sale), 0n)

/** The sales for a spreadsheet: exact amounts, ISO times, one a line (RFC 4180). */
export function salesAsCsv(
  sales: readonly SaleView[],
  titleOf: (label: Label) => string,
  token: Token,
): string {
  const rows = sales.map((sale) => [
    new Date(sale.createdAt).toISOString(),
    titleOf(sale.label),
    sale.buyer,
    exactAmount(sale.amount, token),
    exactAmount(sale.debt ?? 0n, token),
    token.symbol,
    sale.state,
    sale.id,
  ])
  const head = ['time', 'title', 'buyer', 'amount', 'owed', 'symbol', 'state', 'order']
  return [head, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n')
}

/** A spreadsheet takes what starts so for a formula; titles come from people. */
const csvField = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
