import type { Amount } from '../shared/money.ts'
import type { Price } from './manifest.ts'

/** What a work costs at a time (ms since epoch): less than its price while that is reduced. Base units. */
export function amountAt({ amount, reduced }: Pick<Price, 'amount' | 'reduced'>, at: number): Amount {
  return isReducedAt({ reduced }, at) ? (reduced?.amount ?? amount) : amount
}

/** Whether less is asked than the price. The beginning is in time, the end itself is not in time any more. */
export function isReducedAt({ reduced }: Pick<Price, 'reduced'>, at: number): boolean {
  return reduced !== undefined && !isReductionAhead(reduced, at) && at < reduced.until
}

/** Whether what a price is reduced to has not begun to hold. */
export function isReductionAhead({ from }: NonNullable<Price['reduced']>, at: number): boolean {
  return from !== undefined && at < from
}
