import type { SaleView } from '../../shared/api/node.ts'
import { type Rate, rateCells, rateColumns } from '../../shared/currency.ts'
import { fromLabel, type Label } from '../../shared/ids.ts'
import { isPaidBack } from '../../shared/refundStates.ts'
import { earnedBy, kindOfSale, soldAt, wasSold } from '../../shared/soldWorks.ts'
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
  'buyerName',
  'note',
  ...rateColumns,
] as const

/**
 * What was sold, for a bookkeeper's spreadsheet: one line a sale, oldest first, by RFC 4180. Dates are ISO 8601 in UTC, amounts exact
 * and in whole tokens. `fee` is what the artist was charged: nothing for a sale, since hubs take theirs from the payer on top; for
 * each `refund`, a line of its own with amounts below nothing, what that took. `withheld` is
 * what the hub owes or owed, and is not in `earned`. `inCurrency` is `amount` in the artist's own currency by the `rate` of that time,
 * where that was known then. A field that a spreadsheet would take for a formula begins with `'`: titles
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
    .filter(wasSold)
    .flatMap((sale) => [saleRow(sale), ...refundRows(sale)])
    .toSorted((a, b) => a.at - b.at)
    .map(
      ({
        at,
        kind,
        amount,
        fee,
        withheld,
        earned,
        rate,
        sale,
      }): Record<(typeof columns)[number], string> => ({
        date: new Date(at).toISOString(),
        kind,
        type: fromLabel(sale.label).kind,
        work: titleOf(sale.label) ?? '',
        buyer: sale.buyer,
        recipient: sale.recipient,
        amount: exactAmount(amount, token),
        fee: exactAmount(fee, token),
        withheld: exactAmount(withheld, token),
        earned: exactAmount(earned, token),
        symbol: token.symbol,
        label: sale.label,
        order: sale.id,
        buyerName: sale.greeting?.name ?? '',
        note: sale.greeting?.note ?? '',
        ...rateCells(amount, token, rate),
      }),
    )
  return csvText(columns, lines, ['amount', 'earned', 'inCurrency'])
}

/** What a line says, amounts in base units. */
interface Row {
  readonly sale: SaleView
  readonly at: number
  readonly kind: string
  readonly amount: bigint
  readonly fee: bigint
  readonly withheld: bigint
  readonly earned: bigint
  readonly rate: Rate | undefined
}

function saleRow(sale: SaleView): Row {
  const { amount, debt } = sale
  const earned = earnedBy({ ...sale, refunds: [] })
  return {
    sale,
    at: soldAt(sale),
    kind: sale.isByCode === true ? 'code' : kindOfSale(sale),
    amount,
    fee: 0n,
    withheld: debt ?? 0n,
    earned,
    rate: sale.rate,
  }
}

/** What was paid back is taken away on the day on which it was. */
function refundRows(sale: SaleView): Row[] {
  return (sale.refunds ?? []).filter(isPaidBack).map((refund) => {
    const back = 0n - refund.amount
    const fee = refund.fee ?? 0n
    const at = refund.paidAt ?? sale.changedAt
    return {
      sale,
      at,
      kind: 'refund',
      amount: back,
      fee,
      withheld: 0n,
      earned: back - fee,
      rate: refund.rate,
    }
  })
}
