import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareSignals } from './compareSignals.ts'
import { probe } from '../node/media/probe.ts'
import { readSignal } from './signal.ts'
import { synthesiseFlac, synthesiseWav } from './synthesise.ts'
import { createTestMedia, type TestMedia } from '../node/media/testing/testMedia.ts'

vi.setConfig({ testTimeout: 30_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

async function digest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

describe('a piece that is made up', () => {
  test('is the same for the same seed, byte for byte, and another for another', async () => {
    const files = [media.at('a.wav'), media.at('b.wav'), media.at('c.wav')]
    await Promise.all(
      files.map((path, index) => synthesiseWav(path, { seconds: 2, seed: index === 2 ? 2 : 1 })),
    )
    const [a, b, c] = await Promise.all(files.map(digest))
    expect(a).toBe(b)
    expect(a).not.toBe(c)
  })

  test('is what was asked for, as WAV and as FLAC', async () => {
    const piece = { seconds: 1.5, seed: 4, sampleRate: 48_000, channels: 1, bitDepth: 24 } as const
    expect(await synthesiseWav(media.at('piece.wav'), piece)).toBe(72_000)
    expect(await synthesiseFlac(media.at('piece.flac'), piece, media.ffmpeg)).toBe(72_000)
    const expected = { sampleRate: 48_000, channels: 1, bitDepth: 24, sampleCount: 72_000 }
    expect(await probe(media.at('piece.wav'), media)).toMatchObject({ format: 'wav', ...expected })
    expect(await probe(media.at('piece.flac'), media)).toMatchObject({ format: 'flac', ...expected })
  })

  test('is never silent, does not clip, and resembles neither another piece nor itself a beat later', async () => {
    await synthesiseWav(media.at('one.wav'), { seconds: 20, seed: 11 })
    await synthesiseWav(media.at('two.wav'), { seconds: 20, seed: 12 })
    const [one, two] = [
      await readSignal(media.at('one.wav'), { ...media, sampleRate: 11_025 }),
      await readSignal(media.at('two.wav'), { ...media, sampleRate: 11_025 }),
    ]
    expect(one.samples.some((sample) => Math.abs(sample) > 0.999)).toBe(false)
    expect(compareSignals(one, one)).toMatchObject({ sounding: 20, same: true })
    expect(compareSignals(one, two).seconds.every(({ correlation }) => correlation < 0.7)).toBe(true)
    const later = { ...one, samples: one.samples.subarray(11_025) }
    expect(compareSignals(one, later).seconds.every(({ correlation }) => correlation < 0.8)).toBe(true)
  })
})
