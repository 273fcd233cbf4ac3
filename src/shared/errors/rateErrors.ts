import type { ErrorEntries } from './errorEntry.ts'

/** What the token is worth in one's own currency. */
export const rateErrors = {
  RATE_CONTRADICTED: { money: 'untouched', action: 'Choose addresses of the chain that you trust.' },
  RATE_CURRENCY_UNKNOWN: { money: 'untouched', action: 'Choose another currency.' },
  RATE_STALE: { money: 'untouched', action: 'Wait: it is read again by itself.' },
  RATE_WRONG: { money: 'untouched', action: 'Ask whoever runs the network which feed it should be.' },
} as const satisfies ErrorEntries
