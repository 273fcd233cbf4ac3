import { BuskerError } from '../../shared/errors.ts'
import { receiptFileMax, receiptTooLarge } from '../../shared/receiptFile.ts'

/** Around a receipt in a page for people. What a page says of itself never holds these lines; see `receiptPage.ts`. */
export const receiptBegin = '-----BEGIN BUSKER RECEIPT-----'
export const receiptEnd = '-----END BUSKER RECEIPT-----'

/**
 * The receipt in the text of a file: between its two lines, wherever they stand, or else the text itself. Nothing else of the
 * file is read, so it can say what it likes.
 *
 * @returns what `decodeText` reads
 * @throws BuskerError `RECEIPT_TOO_LARGE`, `RECEIPT_MISSING`, `RECEIPT_AMBIGUOUS`
 */
export function findReceipt(text: string): string {
  if (text.length > receiptFileMax) throw receiptTooLarge()
  const begin = text.indexOf(receiptBegin)
  const end = text.indexOf(receiptEnd)
  if (begin === -1 && end === -1) return bareReceipt(text)
  if (text.lastIndexOf(receiptBegin) !== begin || text.lastIndexOf(receiptEnd) !== end) {
    throw new BuskerError(
      'RECEIPT_AMBIGUOUS',
      'There is more than one receipt in this file, and which of them is meant can’t be known.',
    )
  }
  if (begin === -1 || end < begin + receiptBegin.length) throw receiptMissing()
  return bareReceipt(text.slice(begin + receiptBegin.length, end))
}

/** @throws BuskerError `RECEIPT_MISSING` where it can't be one */
function bareReceipt(text: string): string {
  if (/^[\w\s-]+$/.test(text) && text.trim() !== '') return text
  throw receiptMissing()
}

function receiptMissing(): BuskerError {
  return new BuskerError(
    'RECEIPT_MISSING',
    'There is no receipt of Busker’s in this file, or it is not whole.',
  )
}
