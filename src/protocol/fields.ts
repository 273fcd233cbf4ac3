import { CID } from 'multiformats/cid'
import { z } from 'zod'

/** Milliseconds since the epoch. */
export const time = z.int().min(0)

/** Exactly `length` bytes. */
export function bytes(length: number) {
  return z.instanceof(Uint8Array).refine((value) => value.byteLength === length, `must be ${length} bytes`)
}

/** At most `length` bytes. */
export function upToBytes(length: number) {
  return z
    .instanceof(Uint8Array)
    .refine((value) => value.byteLength <= length, `must be at most ${length} bytes`)
}

/** A link to a block. */
export const link = z.custom<CID>((value) => CID.asCID(value) !== null, { error: 'must be a CID' })

/** A line of text a person wrote. */
export function line(maxLength: number) {
  return z.string().trim().min(1).max(maxLength)
}

/** A compressed secp256k1 public key. */
export const publicKey = bytes(33)
