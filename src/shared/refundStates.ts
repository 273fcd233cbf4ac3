/**
 * `paying`: on its way, or waiting for one; `ending`: paid, and access is being ended; `refunded`: done; `unpaid`: it was taken
 * back or given up, and nothing was paid by it.
 */
export const refundStateNames = ['paying', 'ending', 'refunded', 'unpaid'] as const
export type RefundState = (typeof refundStateNames)[number]

/** In these the money is the buyer's again, or may become so. */
export const countingRefundStates = ['paying', 'ending', 'refunded'] as const satisfies readonly RefundState[]

/** True once the buyer has the money. */
export function isPaidBack({ state }: { readonly state: RefundState }): boolean {
  return state === 'ending' || state === 'refunded'
}
