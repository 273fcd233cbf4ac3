import { z } from 'zod'
import { httpUrl } from '../networkProfile.ts'
import { defineApi } from './define.ts'

const rpcUrlsView = z.strictObject({
  /** The person's own; empty: the operator's are asked. */
  own: z.array(z.string()),
  /** Those that the network's operator names. */
  operators: z.array(z.string()),
})
export type RpcUrlsView = z.output<typeof rpcUrlsView>

/** Where the chain is asked, which is chosen apart from the hub. */
export const networkApi = defineApi({
  rpcUrls: { input: z.strictObject({}), output: rpcUrlsView },
  /** From the next start on these are asked in place of the operator's; none: the operator's again. Each has to answer now. */
  setRpcUrls: { input: z.strictObject({ urls: z.array(httpUrl).max(8) }), output: rpcUrlsView },
})
