import type { ErrorCode } from './errors.ts'
import type { Amount } from './money.ts'

/**
 * As soon as the hub owes for so many sales nothing more is sold through it. One is an accident (a hub that was restarted
 * at the wrong moment), three in a row are a habit; and a hub that cheats gains three prices at most, whatever it does
 * next.
 */
export const maxOwedSales = 3

interface SaleWithDebt {
  /** What the hub withheld, base units. */
  readonly debt: Amount | null
  readonly isDebtWaived: boolean
  readonly code: ErrorCode | null
}

/**
 * Whether the hub owes for a sale. Of one that was under way when a snapshot was made nobody can say from the restored
 * machine whether it was paid.
 */
export function isOwed({ debt, isDebtWaived, code }: SaleWithDebt): boolean {
  return debt !== null && !isDebtWaived && code !== 'ORDER_RESTORED'
}
