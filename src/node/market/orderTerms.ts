import type { MarketOptions } from './market.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** What every order of a node is made with. */
export const orderTerms: Pick<MarketOptions, 'invoiceMs' | 'requestMs' | 'terms'> = {
  /** How long an invoice can be paid. */
  invoiceMs: 10 * minuteMs,
  /** How long a request waits for a seller who is away, or can't be paid yet. */
  requestMs: 7 * dayMs,
  /** Two of three: one Ursula may be away, and none can open anything alone. Joining is possible for `accessMs`. */
  terms: { threshold: 2, shares: 3, accessMs: 90 * dayMs },
}
