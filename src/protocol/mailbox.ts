import { z } from 'zod'
import { address, hex32 } from '../shared/ids.ts'
import { time, upToBytes } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { defineProtocol } from './rpc.ts'

export const mailMaxBytes = 96 * 1024

/** One sealed blob under one ticket. The hub can't read it; it sees which peer put it, and for whom. */
export const mail = z.strictObject({ ticket: hex32, blob: upToBytes(mailMaxBytes), expiry: time })
export type Mail = z.output<typeof mail>

/**
 * For who is away. Whoever takes or removes shows an identity record whose peer is the one connected;
 * whoever puts may withdraw by the ticket, which only the two of them know.
 */
export const mailboxProtocol = defineProtocol('/busker/mailbox/1', {
  put: {
    input: z.strictObject({ to: address, mail }),
    output: z.strictObject({}),
    maxBytes: mailMaxBytes + 1024,
  },
  withdraw: {
    input: z.strictObject({ to: address, ticket: hex32 }),
    output: z.strictObject({ withdrawn: z.boolean() }),
    maxBytes: 1024,
  },
  /** Waits up to `waitMs` for something to be there. */
  take: {
    input: z.strictObject({ identity: signedIdentity, waitMs: z.int().min(0).max(60_000) }),
    output: z.strictObject({ mail: z.array(mail).max(16) }),
    maxBytes: 2 * 1024 * 1024,
  },
  /** What was taken and dealt with is removed. */
  remove: {
    input: z.strictObject({ identity: signedIdentity, tickets: z.array(hex32).min(1).max(64) }),
    output: z.strictObject({}),
    maxBytes: 8 * 1024,
  },
})
