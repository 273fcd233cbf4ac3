import { z } from 'zod'
import {
  nucypherSignature,
  signedRevocation,
  signedStatement,
  signedUrsulaAnnouncement,
  signedUrsulaRecord,
} from './policy.ts'
import { policyId } from '../shared/ids.ts'
import { time, upToBytes } from './fields.ts'
import { defineProtocol } from './rpc.ts'

/** An Ursula's word that it keeps a revocation. */
export const acknowledgement = z.strictObject({ v: z.literal(1), id: policyId, time })
export type Acknowledgement = z.output<typeof acknowledgement>
export const signedAcknowledgement = z.strictObject({ body: acknowledgement, signature: nucypherSignature })
export type SignedAcknowledgement = z.output<typeof signedAcknowledgement>

export const ursulaProtocol = defineProtocol('/busker/ursula/1', {
  describe: {
    input: z.strictObject({}),
    output: signedUrsulaRecord,
    maxBytes: 4096,
  },
  /** What she says of herself now, dated. */
  announce: {
    input: z.strictObject({}),
    output: signedUrsulaAnnouncement,
    maxBytes: 8192,
    requestMaxBytes: 64,
  },
  reencrypt: {
    /** `request` is a NuCypher ReencryptionRequest, signed by the recipient beside it. */
    input: z.strictObject({
      statement: signedStatement,
      request: upToBytes(64 * 1024),
      signature: nucypherSignature,
    }),
    /** A NuCypher ReencryptionResponse. */
    output: z.strictObject({ response: upToBytes(64 * 1024) }),
    maxBytes: 80 * 1024,
  },
  revoke: {
    input: signedRevocation,
    output: signedAcknowledgement,
    maxBytes: 4096,
  },
})
