import { z } from 'zod'
import { rate } from '../currency.ts'
import { errorData } from '../errors/errorSchemas.ts'
import { address, hex32 } from '../ids.ts'
import { amount } from '../money.ts'
import { defineApi } from './define.ts'

/** What can be sent out of the account: the token that music is paid with, or the coin for the chain's fees. */
export const transferAssets = ['token', 'coin'] as const
export type TransferAsset = (typeof transferAssets)[number]
export const transferStates = ['sending', 'sent', 'failed'] as const
export type TransferState = (typeof transferStates)[number]

const transferRequest = z.strictObject({
  /** As a person wrote it: where its letters are of both cases, they have to be those of its checksum. */
  to: z.string().max(64),
  asset: z.enum(transferAssets),
  /** Base units of the token, or wei. */
  amount,
})

export const transferView = z.strictObject({
  id: z.uuid(),
  asset: z.enum(transferAssets),
  to: address,
  amount,
  /** Wei: at most while it is sending, then what it was. */
  fee: amount,
  hash: hex32,
  state: z.enum(transferStates),
  /** Why it is not further, or failed. */
  problem: errorData.nullable(),
  /** What a token was worth when it was sent; left out: not known. */
  rate: rate.optional(),
  createdAt: z.int(),
  changedAt: z.int(),
})
export type TransferView = z.output<typeof transferView>

/** Money out of the account, to anybody on the chain. */
export const transfersApi = defineApi({
  /** Checks a transfer and says what it costs; nothing is sent. */
  quoteTransfer: {
    input: transferRequest,
    output: z.strictObject({
      /** With its checksum, for a person to compare. */
      to: z.string(),
      /** The most it costs on chain, wei. */
      fee: amount,
    }),
  },
  /** Sends; it can't be called back. Asked again with the same `id`, nothing more is sent. */
  sendFromAccount: {
    input: transferRequest.extend({
      id: z.uuid(),
      /** What the person agreed to, wei. */
      maximumFee: amount,
    }),
    output: transferView,
  },
  transfers: { input: z.strictObject({}), output: z.array(transferView) },
})
