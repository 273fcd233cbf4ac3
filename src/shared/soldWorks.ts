import type { SaleView } from './api/node.ts'
import { isEarned } from './orderStates.ts'

/** `sale`: to whom paid; `gift`: to somebody else; `free`: for nothing, as to everybody. */
const saleKinds = ['sale', 'gift', 'free'] as const
export type SaleKind = (typeof saleKinds)[number]

/** It was paid for, or is free for everybody; a new edition is given to who owns an earlier one. */
export const isSold = (sale: Pick<SaleView, 'state' | 'isNewEdition'>): boolean =>
  isEarned(sale) && sale.isNewEdition !== true

/** What has really been paid for a sale: what the hub withheld has not, given up or not. */
export function earnedBy({ state, amount, debt }: Pick<SaleView, 'state' | 'amount' | 'debt'>): bigint {
  return isEarned({ state }) ? amount - (debt ?? 0n) : 0n
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
