import { CID } from 'multiformats/cid'
import { z } from 'zod'

/** Milliseconds since the epoch. */
export const time = z.int().min(0)

/** Exactly `length` bytes. */
export function bytes(length: number) {
  return bytesWhere((value) => value.byteLength === length, `must be ${length} bytes`)
}

/** At most `length` bytes. */
export function upToBytes(length: number) {
  return bytesWhere((value) => value.byteLength <= length, `must be at most ${length} bytes`)
}

function bytesWhere(fits: (value: Uint8Array) => boolean, error: string) {
  return z.custom<Uint8Array>((value) => value instanceof Uint8Array && fits(value), { error })
}

/** A link to a block. */
export const link = z.custom<CID>((value) => CID.asCID(value) !== null, { error: 'must be a CID' })

/** A compressed secp256k1 public key. */
export const publicKey = bytes(33)

const halfOrder = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

/**
 * An account's signature in its one canonical form: r, the lower of the two possible s, and v as 27 or 28. Any other
 * form of it would let a stranger change a record's bytes without breaking its signature.
 */
export const accountSignature = z.custom<`0x${string}`>(
  (value) =>
    typeof value === 'string' &&
    /^0x[0-9a-f]{128}1[bc]$/.test(value) &&
    BigInt(`0x${value.slice(66, 130)}`) <= halfOrder,
  { error: 'must be a canonical signature of 65 bytes' },
)
