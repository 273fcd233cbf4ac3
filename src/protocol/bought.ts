import { z } from 'zod'
import { address } from '../shared/ids.ts'
import { signedBoughtStatement } from './collections.ts'
import { receipt, receiptMaxBytes } from './purchase.ts'
import { defineProtocol } from './rpc.ts'

/** Asked of the artist by whoever bought something of them. */
export const boughtProtocol = defineProtocol('/busker/bought/1', {
  /** The artist says that the work of this receipt was bought for a collection; of one receipt for one collection alone. */
  vouch: {
    input: z.strictObject({ receipt, collection: address }),
    output: z.strictObject({ statement: signedBoughtStatement }),
    maxBytes: receiptMaxBytes + 256,
  },
})
