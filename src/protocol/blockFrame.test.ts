import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BuskerError } from '../shared/errors.ts'
import { decodeBlock, encodeBlock } from './blockFrame.ts'
import { blockMaxBytes } from './segments.ts'

const lengths = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.constantFrom(0xffff, 0x10000, 150_000, blockMaxBytes),
)

test('a block is framed as DAG-CBOR frames it, and read back', () => {
  fc.assert(
    fc.property(lengths, fc.nat(255), (length, fill) => {
      const block = new Uint8Array(length).fill(fill)
      const frame = Buffer.concat(encodeBlock(block))
      expect(frame.equals(dagCbor.encode(block))).toBe(true)
      expect(Buffer.compare(decodeBlock(frame) ?? new Uint8Array(1), block)).toBe(0)
    }),
  )
  expect(encodeBlock(null)).toEqual([dagCbor.encode(null)])
  expect(decodeBlock(dagCbor.encode(null))).toBeNull()
})

test('what is no frame is refused with a code, and nothing else happens', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const [byHand, byCodec] = [attempt(() => decodeBlock(bytes)), attempt(() => dagCbor.decode(bytes))]
      if (byHand instanceof Error) return byHand instanceof BuskerError
      expect(byCodec).toEqual(byHand)
      return true
    }),
    { numRuns: 2000 },
  )
})

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}

test('a block larger than is ever served is refused', () => {
  const frame = Buffer.concat(encodeBlock(new Uint8Array(blockMaxBytes + 1)))
  expect(() => decodeBlock(frame)).toThrow(expect.objectContaining({ code: 'PROTOCOL_TOO_LARGE' }))
})
