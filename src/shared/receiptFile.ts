import { BuskerError } from './errors.ts'

/** Of a file with a receipt in it, in characters: a page is a tenth of it. */
export const receiptFileMax = 256 * 1024

/** What is said of a file that is too long to hold a receipt. */
export function receiptTooLarge(): BuskerError {
  return new BuskerError('RECEIPT_TOO_LARGE', 'This file is too large for a receipt. It was not read.')
}
