import type { SaleView } from '../../shared/api/node.ts'
import type { Ledger } from '../market/ledger.ts'
import type { Refunder } from '../market/refunder.ts'
import type { Sale } from '../market/sales.ts'
import type { Thanker } from '../market/thanker.ts'
import type { WorkCodes } from '../market/workCodes.ts'
import { toSaleView } from './viewMappers.ts'

export interface SaleViewParts {
  readonly codes: Pick<WorkCodes, 'hasRedeemed' | 'redeemedOrders'>
  readonly refunder: { readonly refunds: Pick<Refunder['refunds'], 'get' | 'list'> }
  readonly thanker: { readonly notes: Pick<Thanker['notes'], 'get' | 'list'> }
  readonly ledger: Pick<Ledger, 'rate' | 'rates'>
}

/** A sale as it is shown, with what is paid back for it, what was written back, and whether a code got it. */
export function saleViewFrom({ codes, refunder, thanker, ledger }: SaleViewParts, sale: Sale): SaleView {
  const refund = refunder.refunds.get(sale.id)
  return toSaleView(sale, {
    refund,
    rates: {
      sale: ledger.rate(sale.secretHash, 'received'),
      refund: refund && ledger.rate(refund.secretHash, 'sent'),
    },
    thanks: thanker.notes.get(sale.id),
    isByCode: codes.hasRedeemed(sale.id),
  })
}

/** The same of all sales, for which all of that is read once. */
export function saleViewsFrom(
  { codes, refunder, thanker, ledger }: SaleViewParts,
  sales: readonly Sale[],
): SaleView[] {
  const refunds = new Map(refunder.refunds.list().map((refund) => [refund.id, refund]))
  const notes = new Map(thanker.notes.list().map((note) => [note.id, note]))
  const redeemed = codes.redeemedOrders()
  const [received, sent] = [ledger.rates('received'), ledger.rates('sent')]
  return sales.map((sale) => {
    const refund = refunds.get(sale.id)
    return toSaleView(sale, {
      refund,
      rates: { sale: received.get(sale.secretHash), refund: refund && sent.get(refund.secretHash) },
      thanks: notes.get(sale.id),
      isByCode: redeemed.has(sale.id),
    })
  })
}
