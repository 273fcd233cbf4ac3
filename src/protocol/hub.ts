import { z } from 'zod'
import { errorData } from '../shared/errors/errorSchemas.ts'
import { networkProfile } from '../shared/networkProfile.ts'
import { address, hex32, peerIdText } from '../shared/ids.ts'
import { amount } from '../shared/money.ts'
import { bytes, time, upToBytes } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { leaseHolderOperations } from './leaseHolder.ts'
import { signedUrsulaAnnouncement, signedUrsulaRecord } from './policy.ts'
import { receiptMaxBytes, signedRequest } from './purchase.ts'
import { defineProtocol } from './rpc.ts'
import { signedSchema } from './signed.ts'

/** The right to run Raiden with one identity; one device has it at a time. */
export const lease = z.strictObject({
  v: z.literal(1),
  account: address,
  /** Chosen at random by each installation. */
  device: hex32,
  /** Counts up with every renewal; an older one is never accepted again. */
  number: z.int().positive(),
  until: time,
})
export type Lease = z.output<typeof lease>
export const signedLease = signedSchema(lease)
export type SignedLease = z.output<typeof signedLease>

/**
 * Asks for the lease by how long it is wanted, so that the asking device's clock may say what it likes: the hub counts from
 * when it answers, the device from before it asked.
 */
export const leaseRequest = z.strictObject({
  v: z.literal(2),
  account: address,
  device: hex32,
  /** See {@link lease}. */
  number: z.int().positive(),
  durationMs: z.int().positive(),
})
export type LeaseRequest = z.output<typeof leaseRequest>
export const signedLeaseRequest = signedSchema(leaseRequest)

/** Ten thousand sales have nine million bytes. */
export const snapshotMaxBytes = 16 * 1024 * 1024

/** A numbered snapshot of what the words cannot bring back, sealed to oneself. */
export const snapshot = z.strictObject({
  v: z.literal(1),
  account: address,
  number: z.int().positive(),
  time,
  sealed: upToBytes(snapshotMaxBytes),
})
export const signedSnapshot = signedSchema(snapshot)
export type SignedSnapshot = z.output<typeof signedSnapshot>

/** What only a hub does. Every operation that changes something shows whose it is. */
export const hubProtocol = defineProtocol('/busker/hub/1', {
  welcome: {
    input: z.strictObject({}),
    output: z.strictObject({ network: networkProfile, ursulas: z.array(signedUrsulaRecord).max(256) }),
    maxBytes: 256 * 1024,
    requestMaxBytes: 64,
  },
  /** The Ursulas that answer the hub, as they have announced themselves lately. */
  ursulas: {
    input: z.strictObject({}),
    output: z.strictObject({ announcements: z.array(signedUrsulaAnnouncement).max(64) }),
    maxBytes: 512 * 1024,
    requestMaxBytes: 64,
  },
  /** The text of the profile that an invitation names, and what became of the credit in it. */
  invitation: {
    input: z.strictObject({ profile: hex32, voucher: bytes(16).optional() }),
    output: z.strictObject({
      profile: z.string().max(128 * 1024),
      /** Null where the invitation has no voucher; without an amount it can't be redeemed, and `problem` says why. */
      credit: z.strictObject({ amount: amount.nullable(), problem: errorData.nullable() }).nullable(),
      /** The hub's. */
      time,
    }),
    maxBytes: 256 * 1024,
    requestMaxBytes: 512,
  },
  /**
   * Redeems a voucher: the hub opens and funds a channel to the account, and pays the credit over it. Asked again by the same
   * account it says how far that is; nobody else can have it.
   */
  redeem: {
    input: z.strictObject({ identity: signedIdentity, voucher: bytes(16) }),
    output: z.strictObject({ credit: amount, isPaid: z.boolean() }),
    maxBytes: 4096,
  },
  /** Opens and funds a channel to the account, once for each, from the hub's stated budget. */
  openChannel: {
    input: z.strictObject({
      identity: signedIdentity,
      /** What somebody has asked to buy of the account: some hubs put their money into channels of those who sell alone. */
      sale: signedRequest.optional(),
    }),
    output: z.strictObject({ deposit: amount }),
    maxBytes: 4096,
    requestMaxBytes: receiptMaxBytes,
  },
  /** Whether the account has, or had, a channel with the hub: accounts cost nothing, channels cost gas. */
  hasChannel: {
    input: z.strictObject({ account: address }),
    output: z.strictObject({ hasChannel: z.boolean() }),
    maxBytes: 1024,
  },
  /** Local networks only: gas and tokens for nothing. */
  faucet: {
    input: z.strictObject({ identity: signedIdentity }),
    output: z.strictObject({ gas: amount, tokens: amount }),
    maxBytes: 4096,
  },
  /** Where a peer can be dialled, as far as the hub knows. */
  locate: {
    input: z.strictObject({ peer: peerIdText }),
    output: z.strictObject({ addresses: z.array(z.string().max(256)).max(32) }),
    maxBytes: 16 * 1024,
    requestMaxBytes: 256,
  },
  ...leaseHolderOperations,
  /** As `holdLease`, for nodes that say nothing of themselves and are not asked for the lease. */
  takeLease: {
    input: z.strictObject({ request: signedLeaseRequest }),
    output: z.strictObject({ durationMs: z.int().min(0) }),
    maxBytes: 4096,
  },
  /** As `takeLease`, by the clock of the asking device, which must agree with the hub's: for nodes that know no other. */
  lease: {
    input: z.strictObject({ lease: signedLease }),
    output: z.strictObject({ until: time }),
    maxBytes: 4096,
  },
  /** The newest lease the hub knows, held or not: who has it, and the number to go on from. */
  currentLease: {
    input: z.strictObject({ identity: signedIdentity }),
    output: z.strictObject({
      lease: z.strictObject({ device: hex32, number: z.int().positive(), until: time }).nullable(),
    }),
    maxBytes: 4096,
  },
  /** Gives the lease back before it runs out: with the same one, or a newer one of the same device. */
  release: {
    input: z.strictObject({ lease: signedLease }),
    output: z.strictObject({}),
    maxBytes: 4096,
  },
  keepSnapshot: {
    input: z.strictObject({ snapshot: signedSnapshot }),
    output: z.strictObject({ number: z.int() }),
    maxBytes: snapshotMaxBytes + 4096,
  },
  /** The newest one; the hub keeps the one before it too, found with `before`. */
  newestSnapshot: {
    input: z.strictObject({ identity: signedIdentity, before: z.int().positive().optional() }),
    output: z.strictObject({ snapshot: signedSnapshot.nullable() }),
    maxBytes: snapshotMaxBytes + 4096,
    requestMaxBytes: 4096,
  },
  /**
   * How far the hub has the artist's catalogue: once nothing is missing, it plays while the artist sleeps.
   * `number` is the head's, null before the first; blocks in `refused` are beyond what the hub keeps for one artist.
   */
  pinned: {
    input: z.strictObject({ artist: address }),
    output: z.strictObject({
      number: z.int().positive().nullable(),
      blocks: z.int().min(0),
      missing: z.int().min(0),
      refused: z.int().min(0),
    }),
    maxBytes: 1024,
  },
})
