import type { SaleView } from '../../shared/api/node.ts'
import type { Refunder } from '../market/refunder.ts'
import type { Sale } from '../market/sales.ts'
import type { WorkCodes } from '../market/workCodes.ts'
import type { Thanker } from '../market/thanker.ts'
import { toSaleView } from './viewMappers.ts'

export interface SaleViewParts {
  readonly codes: Pick<WorkCodes, 'hasRedeemed'>
  readonly refunder: { readonly refunds: Pick<Refunder['refunds'], 'get'> }
  readonly thanker: { readonly notes: Pick<Thanker['notes'], 'get'> }
}

/** A sale as it is shown, with what is paid back for it, what was written back, and whether a code got it. */
export function saleViewFrom({ codes, refunder, thanker }: SaleViewParts, sale: Sale): SaleView {
  return toSaleView(sale, {
    refund: refunder.refunds.get(sale.id),
    thanks: thanker.notes.get(sale.id),
    isByCode: codes.hasRedeemed(sale.id),
  })
}
