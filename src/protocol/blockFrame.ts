import { BuskerError } from '../shared/errors.ts'
import { blockMaxBytes } from './segments.ts'

const none = 0xf6
const byteString = 0x40

/**
 * One frame of a segments answer: a block, or null, as DAG-CBOR. Written by hand because the codec copies what it
 * writes and reads, which for blocks took most of a transfer's time.
 *
 * @returns the parts of the frame, in order; the block itself is one, uncopied
 */
export function encodeBlock(block: Uint8Array | null): Uint8Array[] {
  if (block === null) return [Uint8Array.of(none)]
  return [header(block.byteLength), block]
}

/**
 * @returns the block, a view of `frame`
 * @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE`
 */
export function decodeBlock(frame: Uint8Array): Uint8Array | null {
  if (frame.byteLength === 1 && frame[0] === none) return null
  const length = frame.byteLength - headerBytes(frame[0])
  if (length > blockMaxBytes) {
    throw new BuskerError('PROTOCOL_TOO_LARGE', `A block of ${length} bytes was refused.`)
  }
  const expected = length < 0 ? undefined : header(length)
  if (expected?.every((byte, index) => frame[index] === byte) !== true) {
    throw new BuskerError('PROTOCOL_MALFORMED', 'A frame of an answer holds no block.')
  }
  return frame.subarray(expected.byteLength)
}

/** How a byte string of this length begins in DAG-CBOR, which allows the shortest form alone. */
function header(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(byteString + length)
  if (length < 0x100) return Uint8Array.of(byteString + 24, length)
  if (length < 0x10000) return Uint8Array.of(byteString + 25, length >>> 8, length)
  return Uint8Array.of(byteString + 26, length >>> 24, length >>> 16, length >>> 8, length)
}

function headerBytes(first: number | undefined): number {
  const short = (first ?? 0) - byteString - 24
  return short < 0 ? 1 : 1 + 2 ** short
}
