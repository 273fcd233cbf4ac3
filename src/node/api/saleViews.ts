import type { SaleView } from '../../shared/api/node.ts'
import type { Ledger } from '../market/ledger.ts'
import type { Refunder } from '../market/refunder.ts'
import type { Sale } from '../market/sales.ts'
import type { Thanker } from '../market/thanker.ts'
import type { WorkCodes } from '../market/workCodes.ts'
import { toRefundView, toSaleView } from './viewMappers.ts'

export interface SaleViewParts {
  readonly codes: Pick<WorkCodes, 'hasRedeemed' | 'redeemedOrders'>
  readonly refunder: { readonly refunds: Pick<Refunder['refunds'], 'of' | 'list'> }
  readonly thanker: { readonly notes: Pick<Thanker['notes'], 'get' | 'list'> }
  readonly ledger: Pick<Ledger, 'rate' | 'rates'>
}

/** A sale as it is shown, with what is paid back for it, what was written back, and whether a code got it. */
export function saleViewFrom({ codes, refunder, thanker, ledger }: SaleViewParts, sale: Sale): SaleView {
  return toSaleView(sale, {
    refunds: refunder.refunds
      .of(sale.id)
      .map((refund) => toRefundView(refund, ledger.rate(refund.secretHash, 'sent'))),
    rate: ledger.rate(sale.secretHash, 'received'),
    thanks: thanker.notes.get(sale.id),
    isByCode: codes.hasRedeemed(sale.id),
  })
}

/** The same of all sales, for which all of that is read once. */
export function saleViewsFrom(
  { codes, refunder, thanker, ledger }: SaleViewParts,
  sales: readonly Sale[],
): SaleView[] {
  const refunds = Map.groupBy(refunder.refunds.list().toReversed(), ({ sale }) => sale)
  const notes = new Map(thanker.notes.list().map((note) => [note.id, note]))
  const redeemed = codes.redeemedOrders()
  const [received, sent] = [ledger.rates('received'), ledger.rates('sent')]
  return sales.map((sale) =>
    toSaleView(sale, {
      refunds: (refunds.get(sale.id) ?? []).map((refund) =>
        toRefundView(refund, sent.get(refund.secretHash)),
      ),
      rate: received.get(sale.secretHash),
      thanks: notes.get(sale.id),
      isByCode: redeemed.has(sale.id),
    }),
  )
}
