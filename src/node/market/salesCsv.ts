import type { SaleView } from '../../shared/api/node.ts'
import { fromLabel, type Label } from '../../shared/ids.ts'
import { earnedBy, isSold, kindOfSale, soldAt } from '../../shared/soldWorks.ts'
import { exactAmount, type Token } from '../../shared/token.ts'
import { csvText } from './csvText.ts'

const columns = [
  'date',
  'kind',
  'type',
  'work',
  'buyer',
  'recipient',
  'amount',
  'fee',
  'withheld',
  'earned',
  'symbol',
  'label',
  'order',
] as const

/**
 * What was sold, for a bookkeeper's spreadsheet: one line a sale, oldest first, by RFC 4180. Dates are ISO 8601 in UTC, amounts exact
 * and in whole tokens. `fee` is what the artist was charged: nothing, since hubs take theirs from the buyer on top. `withheld` is
 * what the hub owes or owed, and is not in `earned`. A field that a spreadsheet would take for a formula begins with `'`: titles
 * come from people.
 *
 * @param titleOf null: not known any more
 */
export function salesCsv(
  sales: readonly SaleView[],
  titleOf: (label: Label) => string | null,
  token: Token,
): string {
  const lines = sales
    .filter(isSold)
    .toSorted((a, b) => soldAt(a) - soldAt(b))
    .map((sale): Record<(typeof columns)[number], string> => ({
      date: new Date(soldAt(sale)).toISOString(),
      kind: kindOfSale(sale),
      type: fromLabel(sale.label).kind,
      work: titleOf(sale.label) ?? '',
      buyer: sale.buyer,
      recipient: sale.recipient,
      amount: exactAmount(sale.amount, token),
      fee: '0',
      withheld: exactAmount(sale.debt ?? 0n, token),
      earned: exactAmount(earnedBy(sale), token),
      symbol: token.symbol,
      label: sale.label,
      order: sale.id,
    }))
  return csvText(columns, lines)
}
