import { z } from 'zod'
import { address, cidText, label } from '../ids.ts'
import { amount } from '../money.ts'

/** What a genuine receipt vouches for. */
export const receiptFacts = z.strictObject({
  seller: address,
  buyer: address,
  recipient: address,
  label,
  manifest: cidText,
  amount,
  chainId: z.int(),
  tokenNetwork: address,
})
/** With what is known here of the work it names. */
export const checkedReceipt = receiptFacts.extend({
  title: z.string().nullable(),
  artistName: z.string().nullable(),
  /** It was paid on the network that this node is on: the amount is in its token. */
  isOnThisNetwork: z.boolean(),
})
export type CheckedReceipt = z.output<typeof checkedReceipt>
