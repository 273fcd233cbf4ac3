import type { Invoice } from '../../protocol/purchaseRecords.ts'
import type { PurchaseResult } from './purchaseContext.ts'
import type { Purchase } from './purchases.ts'
import type { WorkReference } from './workResolver.ts'

const dayMs = 24 * 3600_000
/** How long opening what was paid for is tried by itself; the person can have it tried again. */
const openingMs = 90 * dayMs
/** How long a letter waits for its reader: a little less than the mailbox allows. */
export const letterLifetimeMs = 29 * dayMs

/** The terms of a purchase that has an invoice. */
export function invoiceOf(purchase: Purchase): Invoice {
  if (purchase.invoice === null) throw new Error(`Purchase ${purchase.id} has no invoice.`)
  return purchase.invoice.invoice
}

export function workOf({ label, manifest, seller }: Purchase): WorkReference {
  return { label, manifest, artist: seller }
}

/** @param now ms since epoch */
export function hasExpired({ deadline }: Purchase, now: number): boolean {
  return deadline !== null && deadline <= now
}

/** Until when opening is tried, ms since epoch: as long as the policy allows it, and a day at least. */
export function openingDeadline({ accessUntil }: Invoice, now: number): number {
  return Math.max(now + dayMs, Math.min(accessUntil, now + openingMs))
}

/** Ended by time, with nothing sent. */
export function expired(message: string): PurchaseResult {
  return { on: 'ranOut', change: { code: 'ORDER_EXPIRED', message, deadline: null } }
}
