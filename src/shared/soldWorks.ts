import type { RefundView, SaleView } from './api/node.ts'
import { type Amount, toAmount } from './money.ts'
import { isEarned } from './orderStates.ts'
import { isGivenBack, isPaidBack } from './refundStates.ts'

/** `sale`: to whom paid; `gift`: to somebody else; `free`: for nothing, as to everybody. */
const saleKinds = ['sale', 'gift', 'free'] as const
export type SaleKind = (typeof saleKinds)[number]

/** It was paid for, or is free for everybody; a new edition is given to who owns an earlier one. */
export const wasSold = (sale: Pick<SaleView, 'state' | 'isNewEdition'>): boolean =>
  isEarned(sale) && sale.isNewEdition !== true

/** What the buyer has back of what was paid, base units. */
export const paidBackOf = ({ refunds = [] }: Pick<SaleView, 'refunds'>): bigint =>
  sumOf(refunds.filter(isPaidBack))

/** What the buyer has back of what was paid, or may have, or get. Base units. */
export const givenBackOf = (refunds: readonly Pick<RefundView, 'amount' | 'state' | 'code'>[]): Amount =>
  toAmount(sumOf(refunds.filter(isGivenBack)))

/** What can still be paid back: all that was paid but for what the buyer has, or may get, already. Base units. */
export const leftToPayBack = ({ amount, refunds = [] }: Pick<SaleView, 'amount' | 'refunds'>): Amount =>
  toAmount(amount - givenBackOf(refunds))

const sumOf = (refunds: readonly Pick<RefundView, 'amount'>[]): bigint =>
  refunds.reduce((sum, { amount }) => sum + amount, 0n)

/** The buyer has all of the money again. */
export function isRefunded(sale: Pick<SaleView, 'amount' | 'refunds'>): boolean {
  const back = paidBackOf(sale)
  return back > 0n && back === sale.amount
}

/** What was sold and not wholly paid back. */
export const isSold = (sale: Pick<SaleView, 'state' | 'isNewEdition' | 'amount' | 'refunds'>): boolean =>
  wasSold(sale) && !isRefunded(sale)

/** What has really been paid for a sale, and kept: what the hub withheld has not, given up or not. */
export function earnedBy(sale: Pick<SaleView, 'state' | 'amount' | 'debt' | 'refunds'>): bigint {
  return isEarned(sale) ? sale.amount - (sale.debt ?? 0n) - paidBackOf(sale) : 0n
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
