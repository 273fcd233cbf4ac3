import * as dagCbor from '@ipld/dag-cbor'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { hex32, type Hex32 } from '../shared/ids.ts'
import { quote } from '../shared/text.ts'
import { countItems } from './cborItems.ts'

/**
 * Writes `value` as DAG-CBOR in the form `schema` has on the wire.
 *
 * @throws BuskerError `PROTOCOL_MALFORMED` when the value does not fit its own schema
 */
export function encode<S extends z.ZodType>(schema: S, value: z.output<S>): Uint8Array {
  const wire = z.safeEncode(schema, value)
  if (!wire.success) throw malformed(wire.error)
  return dagCbor.encode(wire.data)
}

/** Items of a message unless it says less: a manifest of a megabyte has so many. */
const defaultMaxItems = 200_000

/**
 * Reads DAG-CBOR that came from outside. One content has one form: bytes that say the same in another way
 * (a whole number as a float, undefined for null, keys in another order) are refused.
 *
 * @param maxBytes what is longer is refused before it is parsed
 * @param maxItems what holds more values, lists and maps together is refused before it is parsed
 * @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED`
 */
export function decode<S extends z.ZodType>(
  schema: S,
  bytes: Uint8Array,
  maxBytes: number,
  maxItems = defaultMaxItems,
): z.output<S> {
  assertWithin(bytes, maxBytes, maxItems)
  return parseWire(schema, decodeCanonical(bytes))
}

/** How a record begins in its canonical form, where shorter keys come first: with a map of a few keys, and the key `body`. */
const mapStartBytes = 1
const bodyKeyBytes = 1 + 'body'.length

/**
 * A record of `body` and longer keys, and its body as it was sent: what its signature is over, whatever was cleaned of it,
 * or passed over, when it was read.
 *
 * @throws BuskerError as {@link decode}; `PROTOCOL_NEWER` where the body is of a version that is not known here
 */
export function decodeWithBody<S extends z.ZodType>(
  schema: S,
  bytes: Uint8Array,
  maxBytes: number,
): { readonly record: z.output<S>; readonly sentBody: Uint8Array } {
  assertWithin(bytes, maxBytes, defaultMaxItems)
  const wire = decodeCanonical(bytes)
  assertVersion(wire)
  const record = parseWire(schema, wire)
  const { body: _, ...rest } = wire as Record<string, unknown>
  const end = bytes.byteLength - (dagCbor.encode(rest).byteLength - mapStartBytes)
  return { record, sentBody: bytes.subarray(mapStartBytes + bodyKeyBytes, end) }
}

/**
 * Whether all of what was written is read by `schema`: nothing was passed over, as what a newer Busker adds is.
 *
 * @param bytes of a record that was read by it before
 */
export function isWhollyRead<S extends z.ZodType>(schema: S, bytes: Uint8Array): boolean {
  const count = (written: Uint8Array) => countItems(written, defaultMaxItems)
  return count(encode(schema, decodeKept(schema, bytes))) === count(bytes)
}

/**
 * Reads what {@link encode} wrote and this device has kept.
 *
 * @throws BuskerError `PROTOCOL_MALFORMED`
 */
export function decodeKept<S extends z.ZodType>(schema: S, bytes: Uint8Array): z.output<S> {
  return parseWire(schema, decodeCbor(bytes))
}

function assertWithin(bytes: Uint8Array, maxBytes: number, maxItems: number): void {
  if (bytes.byteLength > maxBytes) {
    throw new BuskerError(
      'PROTOCOL_TOO_LARGE',
      `A message of ${bytes.byteLength} bytes was refused: at most ${maxBytes} are read.`,
    )
  }
  if (countItems(bytes, maxItems) > maxItems) {
    throw new BuskerError('PROTOCOL_TOO_LARGE', `A message of more than ${maxItems} values was refused.`)
  }
}

const readVersion = 1

function assertVersion(wire: unknown): void {
  const versioned = z.object({ body: z.object({ v: z.int().gt(readVersion) }) }).safeParse(wire)
  if (!versioned.success) return
  throw new BuskerError(
    'PROTOCOL_NEWER',
    `A record of version ${versioned.data.body.v} was made by a newer Busker; up to version ${readVersion} is read here.`,
  )
}

function parseWire<S extends z.ZodType>(schema: S, wire: unknown): z.output<S> {
  const value = z.safeDecode(schema, wire as z.input<S>)
  if (!value.success) throw malformed(value.error)
  return value.data
}

function decodeCbor(bytes: Uint8Array): unknown {
  try {
    return dagCbor.decode(bytes)
  } catch (error) {
    throw malformed(error)
  }
}

function decodeCanonical(bytes: Uint8Array): unknown {
  const wire = decodeCbor(bytes)
  if (Buffer.compare(dagCbor.encode(wire), bytes) !== 0) throw malformed('it is not in its canonical form')
  return wire
}

/** The same as base64url text: what people pass on in files and messages. Errors: {@link encode}. */
export function encodeText<S extends z.ZodType>(schema: S, value: z.output<S>): string {
  return Buffer.from(encode(schema, value)).toString('base64url')
}

/**
 * Reads what {@link encodeText} wrote; white space around it, and line breaks in it, do not matter.
 *
 * @param maxBytes of the DAG-CBOR in it
 * @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED`
 */
export function decodeText<S extends z.ZodType>(schema: S, text: string, maxBytes: number): z.output<S> {
  const plain = text.replace(/\s+/g, '')
  if (!/^[\w-]*$/.test(plain)) throw malformed('it is not base64url text')
  return decode(schema, new Uint8Array(Buffer.from(plain, 'base64url')), maxBytes)
}

/** SHA-256 as 0x-text. */
export function digest(bytes: Uint8Array): Hex32 {
  return hex32.parse(`0x${bytesToHex(sha256(bytes))}`)
}

/** Why a message was refused. What was found names fields of whoever wrote it: it is quoted. */
export function malformed(cause: unknown): BuskerError {
  const found = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause)
  const message = `A message does not have the form it must have: ${quote(found)}`
  return new BuskerError('PROTOCOL_MALFORMED', message, { cause })
}
