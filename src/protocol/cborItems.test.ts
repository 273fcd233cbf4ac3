import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { CID } from 'multiformats/cid'
import { expect, test } from 'vitest'
import { countItems } from './cborItems.ts'

const link = CID.parse('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')

/** Values as they are decoded, counted one by one. */
function itemsOf(value: unknown): number {
  if (CID.asCID(value) !== null) return 2
  if (Array.isArray(value)) return 1 + sum(value.map(itemsOf))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 1
  return 1 + sum(Object.values(value).map((each) => 1 + itemsOf(each)))
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(link),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value

test('as many items are counted as values, lists and maps are decoded', () => {
  fc.assert(
    fc.property(values, (value) => {
      const bytes = dagCbor.encode(value)
      expect(countItems(bytes, Number.MAX_SAFE_INTEGER)).toBe(itemsOf(dagCbor.decode(bytes)))
    }),
  )
})

test('no more are counted than is asked for, whatever the bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(100), (bytes, limit) => {
      expect(countItems(bytes, limit)).toBeLessThanOrEqual(limit + 1)
    }),
  )
})
