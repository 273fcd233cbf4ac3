import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { catalogueSubject } from '../ids.ts'
import { amount } from '../money.ts'
import { httpUrl, onRamp } from '../networkProfile.ts'
import { reportReasons, reportTextMaxLength } from '../reportReasons.ts'
import { paragraph } from '../text.ts'
import { defineApi } from './define.ts'

const rpcUrlsView = z.strictObject({
  /** The person's own; empty: the operator's are asked. */
  own: z.array(z.string()),
  /** Those that the network's operator names. */
  operators: z.array(z.string()),
})
export type RpcUrlsView = z.output<typeof rpcUrlsView>

const voucherView = z.strictObject({
  /** `redeeming`: the node asks the hub for it, by itself. */
  state: z.enum(['redeeming', 'paid', 'refused']),
  /** Base units; null: the hub has not said it yet. */
  credit: amount.nullable(),
  /** Why it was refused, or is not further. */
  problem: errorData.nullable(),
})
export type VoucherView = z.output<typeof voucherView>

const hubBlockView = z.strictObject({
  /** An account, or `track/<id>`, `release/<id>`. */
  subject: catalogueSubject,
  /** What the operator says, on one line. */
  reason: z.string(),
  /** Ms since the epoch, by the hub's clock. */
  time: z.int(),
})
export type HubBlockView = z.output<typeof hubBlockView>

const onRampView = z.strictObject(onRamp.shape)
export type OnRampView = z.output<typeof onRampView>

/** Where the chain is asked, which is chosen apart from the hub. */
export const networkApi = defineApi({
  rpcUrls: { input: z.strictObject({}), output: rpcUrlsView },
  /** From the next start on these are asked in place of the operator's; none: the operator's again. Each has to answer now. */
  /** How far the credit is that came with the invitation to this network; null: there was none. */
  voucher: { input: z.strictObject({}), output: voucherView.nullable() },
  /** Where people get the token from a card or at an exchange, by the operator’s word. */
  onRamps: { input: z.strictObject({}), output: z.array(onRampView) },
  /** What the hub hides from what it finds and lists, newest first: read from the hub, each record checked. */
  hubBlocks: { input: z.strictObject({}), output: z.array(hubBlockView) },
  /** Tells the hub's operator of an artist or a work, in the name of this account. */
  report: {
    input: z.strictObject({
      subject: catalogueSubject,
      reason: z.enum(reportReasons),
      text: paragraph(reportTextMaxLength),
    }),
    output: z.strictObject({}),
  },
  setRpcUrls: { input: z.strictObject({ urls: z.array(httpUrl).max(8) }), output: rpcUrlsView },
})
