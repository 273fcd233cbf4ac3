import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { decode, encode } from '../../protocol/codec.ts'
import { bytes, time, upToBytes } from '../../protocol/fields.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { open, seal } from '../../process/seal.ts'
import { type WrappedKey, wrappedKey } from './vaultLock.ts'

/*
 * A vault file:
 *
 *    0  8   BUSKVALT
 *    8  4   version, big endian: 1
 *   12  4   length of the body, big endian
 *   16  32  SHA-256 of the body: tells damage from a wrong passphrase. It proves nothing against an attacker; the
 *           two seals do
 *   48      body: DAG-CBOR { header, sealed }; header: DAG-CBOR { v, wrap }, and the AAD of sealed;
 *           sealed: AES-256-GCM under the data key of DAG-CBOR { v, entropy, issuedAt }
 */
const magic = Buffer.from('BUSKVALT')
const prefaceBytes = 48
const version = 1
export const vaultMaxBytes = 64 * 1024

const header = z.strictObject({ v: z.literal(1), wrap: wrappedKey })
const body = z.strictObject({ header: upToBytes(8192), sealed: upToBytes(8192) })
const content = z.strictObject({ v: z.literal(1), entropy: bytes(32), issuedAt: time })

/** What a vault keeps: what the words stand for, and when the identity was made. */
export type VaultContent = Omit<z.output<typeof content>, 'v'>

/** A vault file taken apart, nothing in it opened yet. */
export interface ParsedVault {
  readonly wrap: WrappedKey
  /** @throws BuskerError `VAULT_EDITED` unless this is the data key and nothing was changed */
  open(dataKey: Uint8Array): VaultContent
}

/** @param dataKey 32 random bytes, used for this file alone */
export function writeVault(
  wrap: WrappedKey,
  dataKey: Uint8Array,
  { entropy, issuedAt }: VaultContent,
): Buffer {
  const headerBytes = encode(header, { v: 1, wrap })
  const plaintext = encode(content, { v: 1, entropy, issuedAt })
  const bodyBytes = encode(body, { header: headerBytes, sealed: seal(dataKey, plaintext, headerBytes) })
  plaintext.fill(0)
  const preface = Buffer.alloc(prefaceBytes)
  magic.copy(preface)
  preface.writeUInt32BE(version, 8)
  preface.writeUInt32BE(bodyBytes.byteLength, 12)
  digest(bodyBytes).copy(preface, 16)
  return Buffer.concat([preface, bodyBytes])
}

/** @throws BuskerError `VAULT_TRUNCATED`, `VAULT_EDITED`, `VAULT_FROM_FUTURE` */
export function readVault(file: Uint8Array): ParsedVault {
  const bytesRead = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (!magic.subarray(0, bytesRead.length).equals(bytesRead.subarray(0, magic.length))) throw edited()
  if (bytesRead.length < prefaceBytes) throw truncated()
  const written = bytesRead.readUInt32BE(8)
  if (written > version) {
    throw new BuskerError(
      'VAULT_FROM_FUTURE',
      `The vault was written by a newer Busker (version ${written}; this one knows ${version}). Update Busker.`,
    )
  }
  const bodyBytes = bytesRead.subarray(prefaceBytes)
  const length = bytesRead.readUInt32BE(12)
  if (length <= vaultMaxBytes && bodyBytes.length < length) throw truncated()
  const whole = written === version && bodyBytes.length === length
  if (!whole || !timingSafeEqual(digest(bodyBytes), bytesRead.subarray(16, prefaceBytes))) throw edited()
  const { header: headerBytes, sealed } = parse(body, bodyBytes)
  return {
    wrap: parse(header, headerBytes).wrap,
    open(dataKey) {
      const plaintext = dataKey.byteLength === 32 ? open(dataKey, sealed, headerBytes) : undefined
      if (plaintext === undefined) throw edited()
      const { entropy, issuedAt } = parse(content, plaintext)
      const copy = Uint8Array.from(entropy)
      plaintext.fill(0)
      return { entropy: copy, issuedAt }
    },
  }
}

function parse<S extends z.ZodType>(schema: S, input: Uint8Array): z.output<S> {
  try {
    return decode(schema, input, vaultMaxBytes)
  } catch (error) {
    if (isBuskerError(error)) throw edited()
    throw error
  }
}

function digest(input: Uint8Array): Buffer {
  return createHash('sha256').update(input).digest()
}

function truncated(): BuskerError {
  return new BuskerError('VAULT_TRUNCATED', `The vault file is cut short. ${recoveryHint}`)
}

function edited(): BuskerError {
  return new BuskerError('VAULT_EDITED', `The vault file was changed since Busker wrote it. ${recoveryHint}`)
}

const recoveryHint = 'Put a copy of it back, or restore from the 24 words.'
