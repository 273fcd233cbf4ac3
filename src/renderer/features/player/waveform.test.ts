import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsPath, decodeWaveform, toBars } from './waveform.ts'

const encode = (samples: Int8Array) => btoa(String.fromCharCode(...new Uint8Array(samples.buffer)))

test('reads back any waveform, negative samples included', () => {
  fc.assert(
    fc.property(fc.int8Array({ maxLength: 400 }), (samples) => {
      expect(decodeWaveform(encode(samples))).toEqual(new Int8Array(samples))
    }),
  )
})

test('makes as many bars as asked, between 0 and 1, the loudest being 1', () => {
  fc.assert(
    fc.property(fc.int8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 300 }), (samples, count) => {
      const bars = toBars(samples, count)
      expect(bars).toHaveLength(count)
      expect(bars.every((bar) => bar >= 0 && bar <= 1)).toBe(true)
      expect([0, 1]).toContain(Math.max(...bars))
    }),
  )
})

test('draws silence as a thin line', () => {
  expect(barsPath(toBars(new Int8Array(), 2), 6, 10)).toBe(
    'M0.00 4.25h2.00v1.50h-2.00zM3.00 4.25h2.00v1.50h-2.00z',
  )
})
