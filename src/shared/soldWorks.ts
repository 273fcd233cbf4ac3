import type { SaleView } from './api/node.ts'
import { isEarned } from './orderStates.ts'
import { isPaidBack } from './refundStates.ts'

/** `sale`: to whom paid; `gift`: to somebody else; `free`: for nothing, as to everybody. */
const saleKinds = ['sale', 'gift', 'free'] as const
export type SaleKind = (typeof saleKinds)[number]

/** It was paid for, or is free for everybody; a new edition is given to who owns an earlier one. */
export const wasSold = (sale: Pick<SaleView, 'state' | 'isNewEdition'>): boolean =>
  isEarned(sale) && sale.isNewEdition !== true

/** The buyer has the money again. */
export const isRefunded = ({ refund }: Pick<SaleView, 'refund'>): boolean =>
  refund !== undefined && isPaidBack(refund)

/** What was sold and not paid back. */
export const isSold = (sale: Pick<SaleView, 'state' | 'isNewEdition' | 'refund'>): boolean =>
  wasSold(sale) && !isRefunded(sale)

/** What has really been paid for a sale, and kept: what the hub withheld has not, given up or not. */
export function earnedBy(sale: Pick<SaleView, 'state' | 'amount' | 'debt' | 'refund'>): bigint {
  return isEarned(sale) && !isRefunded(sale) ? sale.amount - (sale.debt ?? 0n) : 0n
}

export function kindOfSale({
  amount,
  buyer,
  recipient,
}: Pick<SaleView, 'amount' | 'buyer' | 'recipient'>): SaleKind {
  if (amount === 0n) return 'free'
  return buyer === recipient ? 'sale' : 'gift'
}

/** When it was paid, or asked for where that is not known; ms since epoch. */
export const soldAt = ({ paidAt, createdAt }: Pick<SaleView, 'paidAt' | 'createdAt'>): number =>
  paidAt ?? createdAt
