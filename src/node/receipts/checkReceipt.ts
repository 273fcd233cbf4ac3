import { decodeText } from '../../protocol/codec.ts'
import { isWorkOf } from '../../protocol/manifest.ts'
import { receipt, receiptMaxBytes, verifyReceipt } from '../../protocol/purchase.ts'
import type { Invoice } from '../../protocol/purchaseRecords.ts'
import { BuskerError } from '../../shared/errors.ts'
import { fromLabel } from '../../shared/ids.ts'
import { findReceipt } from './findReceipt.ts'

/** What a receipt vouches for, and nothing that only a page says. */
export type ReceiptFacts = Pick<
  Invoice,
  'seller' | 'buyer' | 'recipient' | 'label' | 'manifest' | 'amount' | 'chainId' | 'tokenNetwork'
>

/**
 * Checks the receipt in the text of a file, a page or the bare line, from nothing but itself: who paid whom for what, that it
 * was paid, and that it was the artist who sold it. Whoever signs for both sides of a sale of somebody else's work is refused.
 *
 * @throws BuskerError `RECEIPT_TOO_LARGE`, `RECEIPT_MISSING`, `RECEIPT_AMBIGUOUS`, `RECEIPT_OF_ANOTHER`, `PROTOCOL_FORGED`,
 *   `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE`
 */
export async function checkReceipt(text: string): Promise<ReceiptFacts> {
  const proof = decodeText(receipt, findReceipt(text), receiptMaxBytes)
  await verifyReceipt(proof)
  const { seller, buyer, recipient, label, manifest, amount, chainId, tokenNetwork } = proof.invoice.invoice
  if (!isWorkOf(fromLabel(label).id, seller)) {
    throw new BuskerError(
      'RECEIPT_OF_ANOTHER',
      'Whoever signed this receipt as the seller is not the artist of the work that it names.',
    )
  }
  return { seller, buyer, recipient, label, manifest, amount, chainId, tokenNetwork }
}
