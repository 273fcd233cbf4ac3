import { z } from 'zod'
import { address, hex32 } from '../shared/ids.ts'
import { time, upToBytes } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { defineProtocol } from './rpc.ts'

export const mailMaxBytes = 96 * 1024

/** One sealed blob under one ticket. The hub can't read it; it sees which peer put it, and for whom. */
export const mail = z.strictObject({ ticket: hex32, blob: upToBytes(mailMaxBytes), expiry: time })
export type Mail = z.output<typeof mail>

/** `position` counts up in the order of arrival. */
const storedMail = mail.extend({ position: z.int().positive().optional() })

/**
 * For who is away. Whoever takes or removes shows an identity record whose peer is the one connected;
 * whoever puts may withdraw by the ticket, which only the two of them know.
 */
export const mailboxProtocol = defineProtocol('/busker/mailbox/1', {
  /**
   * Whoever proves an account by `from` and has a channel with the hub is no stranger, and may name the ticket under which it
   * waits for the `answer`: there is room for that one.
   */
  put: {
    input: z.strictObject({ to: address, mail, from: signedIdentity.optional(), answer: hex32.optional() }),
    output: z.strictObject({}),
    maxBytes: mailMaxBytes + 2048,
  },
  withdraw: {
    input: z.strictObject({ to: address, ticket: hex32 }),
    output: z.strictObject({ withdrawn: z.boolean() }),
    maxBytes: 1024,
  },
  /** Waits up to `waitMs` for something to be there beyond the position `after`. Without `after`: the oldest, unnumbered. */
  take: {
    input: z.strictObject({
      identity: signedIdentity,
      waitMs: z.int().min(0).max(60_000),
      after: z.int().min(0).optional(),
    }),
    output: z.strictObject({ mail: z.array(storedMail).max(16) }),
    maxBytes: 2 * 1024 * 1024,
    requestMaxBytes: 4096,
  },
  /** What was taken and dealt with is removed. */
  remove: {
    input: z.strictObject({ identity: signedIdentity, tickets: z.array(hex32).min(1).max(64) }),
    output: z.strictObject({}),
    maxBytes: 8 * 1024,
  },
})
