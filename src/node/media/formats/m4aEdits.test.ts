import { describe, expect, test } from 'vitest'
import { usualSpeakers } from '../speakers.ts'
import { readTrim } from './m4aEdits.ts'

const rate = 44_100

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + body.length)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, body])
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number | 0, index * 4)
  return bytes
}

const header = (type: string, timescale: number, duration: number) =>
  box(type, words(0, 0, 0, timescale, duration))

interface Edited {
  readonly total: number
  readonly movieScale?: number
  /** Duration in the movie's units, start in samples. */
  readonly edits?: readonly (readonly [duration: number, start: number])[]
  readonly tag?: string
}

function kept({ total, movieScale = 1000, edits, tag }: Edited) {
  const list = edits?.flatMap(([duration, start]) => [duration, start, 0x1_0000])
  const body = Buffer.concat([
    box('mdia', header('mdhd', rate, total)),
    ...(list === undefined ? [] : [box('edts', box('elst', words(0, list.length / 3, ...list)))]),
  ])
  const item = (text: string) =>
    box('----', box('name', words(0), Buffer.from('iTunSMPB')), box('data', words(1, 0), Buffer.from(text)))
  const tags = tag === undefined ? [] : [box('udta', box('meta', words(0), box('ilst', item(tag))))]
  const moov = Buffer.concat([header('mvhd', movieScale, 0), ...tags])
  const sound = {
    codec: 'AAC',
    sampleRate: rate,
    channels: 2,
    speakers: usualSpeakers(2),
    bitDepth: null,
  } as const
  const track = { ...sound, body }
  return readTrim(track, moov)
}

describe('what of an M4A’s samples is the track’s', () => {
  test('is everything where nothing is said', () => {
    expect(kept({ total: 10_240 })).toEqual({ delay: 0, sampleCount: 10_240 })
    expect(kept({ total: 0 })).toEqual({ delay: 0, sampleCount: null })
  })

  test('begins where the edit does, and ends with the last sample within a tick of the movie’s clock', () => {
    // 100,000 samples are 2267.57 ms.
    expect(kept({ total: 101_024, edits: [[2268, 1024]] })).toEqual({ delay: 1024, sampleCount: 100_000 })
    expect(kept({ total: 101_024, edits: [[2267, 1024]] })).toEqual({ delay: 1024, sampleCount: 100_000 })
    expect(kept({ total: 101_024, edits: [[0, 1024]] })).toEqual({ delay: 1024, sampleCount: 100_000 })
  })

  test('ends where the edit does, to the sample where the clock is that fine', () => {
    const edited = kept({ total: 104_448, movieScale: rate, edits: [[100_000, 2112]] })
    expect(edited).toEqual({ delay: 2112, sampleCount: 100_000 })
  })

  test('is what iTunes’ tag counts, where that fits', () => {
    const tag = ' 00000000 00000840 000001C0 00000000000186A0 00000000'
    expect(kept({ total: 102_560, tag })).toEqual({ delay: 2112, sampleCount: 100_000 })
    expect(kept({ total: 50_000, tag })).toEqual({ delay: 0, sampleCount: 50_000 })
    expect(kept({ total: 50_000, tag: 'no numbers' })).toEqual({ delay: 0, sampleCount: 50_000 })
  })

  test('is not guessed where pieces are joined; a pause before it is no sound', () => {
    const edits = [
      [500, -1],
      [2268, 1024],
    ] as const
    expect(kept({ total: 101_024, edits })).toEqual({ delay: 1024, sampleCount: 100_000 })
    const joined = [
      [500, 0],
      [500, 50_000],
    ] as const
    expect(() => kept({ total: 101_024, edits: joined })).toThrow(
      expect.objectContaining({ code: 'MEDIA_UNSUPPORTED' }),
    )
  })
})
