import { z } from 'zod'
import { hex32, label, policyId } from '../shared/ids.ts'
import { line } from '../shared/text.ts'
import { bytes, publicKey, time, upToBytes } from './fields.ts'

/** A NuCypher signature (made with a verifying key's secret, not with the Ethereum account). */
export const nucypherSignature = bytes(64)

/**
 * What a publisher allows one recipient, handed to every Ursula with every request.
 * An Ursula re-encrypts only what agrees with it.
 */
export const policyStatement = z
  .strictObject({
    v: z.literal(1),
    id: policyId,
    label,
    publisher: publicKey,
    /** Public half of the label's delegating key. */
    policyKey: publicKey,
    recipient: z.strictObject({ verifyingKey: publicKey, receivingKey: publicKey }),
    /** m: how many Ursulas are needed. */
    threshold: z.int().min(1).max(30),
    /** n: how many hold a fragment. */
    shares: z.int().min(1).max(30),
    /** Joining is possible until then; what was joined stays owned. */
    end: time,
    /** SHA-256 of each fragment, encrypted to its Ursula. */
    fragments: z.array(hex32).min(1).max(30),
  })
  .refine(({ threshold, shares, fragments }) => threshold <= shares && fragments.length === shares, {
    error: 'm of n needs n fragments, and m at most n',
  })
export type PolicyStatement = z.output<typeof policyStatement>

export const signedStatement = z.strictObject({ body: policyStatement, signature: nucypherSignature })
export type SignedStatement = z.output<typeof signedStatement>

/** Ends joining under a policy; signed by its publisher. It cannot recall a key that was opened. */
export const revocation = z.strictObject({ v: z.literal(1), id: policyId, publisher: publicKey, time })
export type Revocation = z.output<typeof revocation>
export const signedRevocation = z.strictObject({ body: revocation, signature: nucypherSignature })
export type SignedRevocation = z.output<typeof signedRevocation>

/** A re-encryption proxy, as it presents itself: its libp2p peer and its NuCypher keys. */
export const ursulaRecord = z.strictObject({
  v: z.literal(1),
  /** The NuCypher address in a treasure map: the first 20 bytes of the verifying key's SHA-256. */
  address: bytes(20),
  peer: z.string().min(1).max(128),
  addresses: z.array(z.string().max(256)).max(16),
  verifyingKey: publicKey,
  encryptingKey: publicKey,
  /** Who runs it: Ursulas of one operator count as one. */
  operator: line(80),
})
export type UrsulaRecord = z.output<typeof ursulaRecord>
export const signedUrsulaRecord = z.strictObject({ body: ursulaRecord, signature: nucypherSignature })
export type SignedUrsulaRecord = z.output<typeof signedUrsulaRecord>

/**
 * How an Ursula makes herself known: her record, dated, and until when it holds. She says it anew whenever she is asked, so who
 * repeats an old one is found out, and one that is gone is forgotten.
 */
export const ursulaAnnouncement = z.strictObject({
  v: z.literal(1),
  record: signedUrsulaRecord,
  issuedAt: time,
  until: time,
})
export type UrsulaAnnouncement = z.output<typeof ursulaAnnouncement>
export const signedUrsulaAnnouncement = z.strictObject({
  body: ursulaAnnouncement,
  signature: nucypherSignature,
})
export type SignedUrsulaAnnouncement = z.output<typeof signedUrsulaAnnouncement>

/** For how long an announcement may hold, ms. */
export const announcementMaxMs = 7 * 24 * 3600_000

/** All a recipient needs to join. Travels sealed under the order's secret. */
export const policy = z.strictObject({
  statement: signedStatement,
  treasureMap: upToBytes(32 * 1024),
  ursulas: z.array(signedUrsulaRecord).min(1).max(30),
})
export type Policy = z.output<typeof policy>
export const policyMaxBytes = 64 * 1024
