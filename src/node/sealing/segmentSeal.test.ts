import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { workId } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'
import { type SegmentSealContext, SegmentSeal } from './segmentSeal.ts'

const key = new Uint8Array(randomBytes(32)) as ContentKey
const form: SegmentSealContext = {
  track: workId.parse('0123456789abcdef0123456789abcdef'),
  rendition: 'aac-256',
  salt: new Uint8Array(randomBytes(32)),
}
const segments = fc.uint8Array({ maxLength: 4096 })
const indices = fc.integer({ min: 0, max: 8191 })

test('what was sealed opens again, at its own index', () => {
  fc.assert(
    fc.property(segments, indices, (segment, index) => {
      const sealed = new SegmentSeal(key, form).seal(index, segment)
      expect(new SegmentSeal(key, form).open(index, sealed)).toEqual(segment)
    }),
  )
})

test('a segment with any bit changed does not open', () => {
  fc.assert(
    fc.property(segments, indices, fc.nat(), (segment, index, at) => {
      const seal = new SegmentSeal(key, form)
      const sealed = seal.seal(index, segment)
      const bit = at % (sealed.length * 8)
      const byte = sealed[bit >> 3] ?? 0
      sealed[bit >> 3] = byte ^ (1 << (bit & 7))
      expect(() => seal.open(index, sealed)).toThrow(expect.objectContaining({ code: 'SEGMENT_FORGED' }))
    }),
  )
})

test('a segment does not open at another index, for another track, rendition or salt', () => {
  const sealed = new SegmentSeal(key, form).seal(3, Buffer.from('music'))
  const others: [SegmentSealContext, number][] = [
    [form, 4],
    [{ ...form, track: workId.parse('f'.repeat(32)) }, 3],
    [{ ...form, rendition: 'flac' }, 3],
    [{ ...form, salt: new Uint8Array(randomBytes(32)) }, 3],
  ]
  for (const [other, index] of others) {
    expect(() => new SegmentSeal(key, other).open(index, sealed)).toThrow(
      expect.objectContaining({ code: 'SEGMENT_FORGED' }),
    )
  }
})

test('what is shorter than a tag is refused, not read past', () => {
  expect(() => new SegmentSeal(key, form).open(0, new Uint8Array(7))).toThrow(
    expect.objectContaining({ code: 'SEGMENT_FORGED' }),
  )
})
