import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStereo, scaledGains } from './downmix.ts'
import { maskedSpeakers, speakers, usualSpeakers } from './speakers.ts'

const masks = fc
  .uniqueArray(fc.integer({ min: 0, max: speakers.length - 1 }), { minLength: 2, maxLength: 8 })
  .map((bits) => ({ bits, mask: bits.reduce((mask, bit) => mask | (1 << bit), 0) }))

describe('the speakers of a mask', () => {
  test('are those of its bits, from the lowest', () => {
    fc.assert(
      fc.property(masks, ({ bits, mask }) => {
        const named = bits.toSorted((a, b) => a - b).map((bit) => speakers[bit])
        expect(maskedSpeakers(bits.length, mask)).toEqual(named)
        // Of more bits than channels the highest count for nothing.
        expect(maskedSpeakers(bits.length, (mask | 0x8000_0000) >>> 0)).toEqual(named)
      }),
    )
  })

  test('are refused in words where one has no place', () => {
    const unsupported = expect.objectContaining({ code: 'MEDIA_UNSUPPORTED' })
    expect(() => maskedSpeakers(6, 0x3)).toThrow(unsupported)
    expect(() => maskedSpeakers(3, 0x4_0003)).toThrow(unsupported)
    expect(() => usualSpeakers(9)).toThrow(unsupported)
    expect(maskedSpeakers(2, 0)).toBeUndefined()
    expect(maskedSpeakers(1, 0x8000_0000)).toEqual([])
  })
})

/** Whether one is heard on the left, on the right, and equally. */
function heardSides(name: string): boolean[] {
  if (name === 'LFE') return [false, false, true]
  return [!name.includes('R'), !name.includes('L'), !/[LR]/.test(name)]
}

describe('the gains of any arrangement', () => {
  const sum = (gains: readonly (readonly [number, number])[], side: 0 | 1) =>
    gains.reduce((total, gain) => total + gain[side], 0)

  test('never clip, leave nothing out but the low-frequency effects, and keep left and right apart', () => {
    fc.assert(
      fc.property(masks, ({ bits, mask }) => {
        const named = maskedSpeakers(bits.length, mask) ?? []
        const gains = scaledGains(named)
        expect(Math.max(sum(gains, 0), sum(gains, 1))).toBeCloseTo(1, 9)
        const sides = gains.map(([left, right]) => [left > 0, right > 0, left === right])
        expect(sides).toEqual(named.map((name) => heardSides(name)))
      }),
      { numRuns: 1000 },
    )
  })

  test('turn around when left and right do', () => {
    const twin = (name: string) => name.replace(/[LR](?=C?$)/, (side) => (side === 'L' ? 'R' : 'L'))
    fc.assert(
      fc.property(masks, ({ bits, mask }) => {
        const named = maskedSpeakers(bits.length, mask) ?? []
        const other = named.map(
          (name) => speakers.find((each) => name !== 'LFE' && each === twin(name)) ?? name,
        )
        const turned = scaledGains(named).map(([left, right]) => [right, left])
        expect(scaledGains(other)).toEqual(turned)
      }),
    )
  })

  test('are one each for a left and a right channel, wherever they stand', () => {
    for (const pair of [
      ['FL', 'FR'],
      ['BL', 'BR'],
      ['SL', 'SR'],
      ['TBL', 'TBR'],
    ] as const) {
      expect(isStereo(scaledGains(pair))).toBe(true)
    }
    expect(isStereo(scaledGains(['FL', 'FC']))).toBe(false)
  })
})
