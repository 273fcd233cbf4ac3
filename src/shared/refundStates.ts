import type { ErrorCode } from './errors.ts'

/**
 * `paying`: on its way, or waiting for one; `ending`: paid, and access is being ended; `refunded`: done; `unpaid`: it was taken
 * back or given up, and nothing was paid by it.
 */
export const refundStateNames = ['paying', 'ending', 'refunded', 'unpaid'] as const
export type RefundState = (typeof refundStateNames)[number]

/** In these the money is the buyer's again, or may become so. */
export const countingRefundStates = ['paying', 'ending', 'refunded'] as const satisfies readonly RefundState[]

/** Whether its money is the buyer's again, or may be or become so: no more is left of the sale than without it. */
export function isGivenBack({
  state,
  code,
}: {
  readonly state: RefundState
  readonly code: ErrorCode | null
}) {
  const counting: readonly RefundState[] = countingRefundStates
  return counting.includes(state) || code === 'REFUND_UNSURE'
}

/** True once the buyer has the money. */
export function isPaidBack({ state }: { readonly state: RefundState }): boolean {
  return state === 'ending' || state === 'refunded'
}
