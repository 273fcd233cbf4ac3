import { z } from 'zod'
import { address, hex32 } from '../shared/ids.ts'
import { upToBytes } from './fields.ts'
import { signedIdentity } from './identity.ts'
import { signedSchema } from './signed.ts'

/** What a device says of itself, sealed to the account: a hub keeps it and cannot read it. */
export const deviceNote = upToBytes(1200)

const number = z.int().positive()

/** Takes or renews the lease for some time from when the hub answers, with a note on who has it. */
export const holdRequest = z.strictObject({
  v: z.literal(3),
  account: address,
  /** Chosen at random by each installation. */
  device: hex32,
  /** Counts up with every renewal; an older one is never accepted again. */
  number,
  durationMs: z.int().positive(),
  note: deviceNote,
})
export type HoldRequest = z.output<typeof holdRequest>
export const signedHoldRequest = signedSchema(holdRequest)

/** One device asks the one that has the lease to give it back. */
export const takeOverRequest = z.strictObject({
  v: z.literal(1),
  account: address,
  /** Who asks. */
  device: hex32,
  /** The lease that it asks for: whoever took one with a higher number since was not asked. */
  number,
  note: deviceNote,
})
export type TakeOverRequest = z.output<typeof takeOverRequest>
export const signedTakeOverRequest = signedSchema(takeOverRequest)
export type SignedTakeOverRequest = z.output<typeof signedTakeOverRequest>

/** The newest lease of an account, held or not. */
export const leaseHolder = z.strictObject({
  device: hex32,
  number,
  /** For how long it still holds, ms; 0 where it was given back or has run out. */
  leftMs: z.int().min(0),
  /** Null where an older Busker took it. */
  note: deviceNote.nullable(),
})
export type LeaseHolder = z.output<typeof leaseHolder>

/** The parts of `/busker/hub/1` by which a device learns which other one has the lease, and asks for it. */
export const leaseHolderOperations = {
  /** As `takeLease`; with it the newest request of another device to give the lease back. */
  holdLease: {
    input: z.strictObject({ request: signedHoldRequest }),
    output: z.strictObject({ durationMs: z.int().min(0), wanted: signedTakeOverRequest.nullable() }),
    maxBytes: 4096,
  },
  askForLease: {
    input: z.strictObject({ request: signedTakeOverRequest }),
    output: z.strictObject({}),
    maxBytes: 4096,
  },
  /** Told to the account's own devices alone. */
  leaseHolder: {
    input: z.strictObject({ identity: signedIdentity }),
    output: z.strictObject({ holder: leaseHolder.nullable() }),
    maxBytes: 4096,
  },
}
