import { readFile, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codecSignal } from '../../testAudio/codecSignals.ts'
import { encodeFloatWav } from '../../testAudio/samples.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { decodeToWav } from './decodeToWav.ts'
import { readLevels } from './levels.ts'
import { probe } from './probe.ts'
import { bytesOf, createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000 })

const rate = 44_100
let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

async function floatFile(name: string, change: (sample: number, at: number) => number): Promise<string> {
  const samples = codecSignal('speech', rate, 2).map(change)
  await writeFile(media.at(name), encodeFloatWav(samples, rate))
  return media.at(name)
}

/** The samples of a WAV file of ours with 24 bits, ±1. */
async function samplesOf(path: string): Promise<Float64Array> {
  const bytes = (await readFile(path)).subarray(44)
  return Float64Array.from({ length: bytes.length / 3 }, (_, at) => bytes.readIntLE(at * 3, 3) / 2 ** 23)
}

describe('floats over full scale', () => {
  test('are turned down to −1 dBFS as a whole, and nothing of them is clipped', async () => {
    const path = await floatFile('loud.wav', (sample) => sample * 4)
    const source = await probe(path, media)
    expect(source.warnings).toEqual([
      {
        kind: 'overFullScale',
        peak: expect.closeTo(8.94, 1),
        samples: expect.any(Number),
        attenuation: expect.closeTo(9.94, 1),
      },
    ])
    const { encoded, segments } = await encodeAll(path, media)
    const samples = codecSignal('speech', rate, 2)
    for (const { name } of encoded.renditions.filter((one) => one.name !== 'preview')) {
      const rendition = encoded.renditions.find((one) => one.name === name)
      if (rendition === undefined) throw new Error('It was there.')
      await decodeToWav(media.at('loud-decoded.wav'), rendition, bytesOf(segments.get(name)), {
        ...media,
        encoding: 's24',
      })
      const decoded = await samplesOf(media.at('loud-decoded.wav'))
      expect(decoded.length).toBe(samples.length)
      expect(decoded.every((sample) => Math.abs(sample) < 0.99999)).toBe(true)
      // The signal peaks at 0.7, and the loudest sample is to be at −1 dBFS.
      const gain = 10 ** (-1 / 20) / 0.7
      const difference = decoded.map((sample, at) => sample - (samples[at] ?? 0) * gain)
      const error = Math.sqrt(difference.reduce((sum, each) => sum + each ** 2, 0) / difference.length)
      expect(error).toBeLessThan(name === 'flac' ? 1e-6 : 0.1)
    }
  })

  test('of AIFF and of 64 bits are too; what is at full scale is left as it is', async () => {
    const path = await floatFile('loud.wav', (sample) => sample * 2)
    for (const [options, name] of [
      ['-c:a pcm_f64le', 'loud-64.wav'],
      ['-c:a pcm_f32be -f aiff', 'loud.aiff'],
    ] as const) {
      const source = await probe(await media.convert(path, options, name), media)
      expect(source.ffmpegInput.filters.join()).toMatch(/volume=volume=0\.63/)
    }
    const full = await floatFile('full.wav', (sample) => sample / 0.7)
    expect(await probe(full, media)).toMatchObject({ warnings: [], ffmpegInput: { filters: [] } })
    expect((await probe(await media.convert(full, '-c:a pcm_s16le', 'full-16.wav'), media)).warnings).toEqual(
      [],
    )
  })

  test('are as loud as a codec makes them, and turned down where only a master can be so loud', async () => {
    await synthesiseWav(media.at('piece.wav'), { seconds: 3, seed: 5 })
    const loudness = await media.convert(
      media.at('piece.wav'),
      '-af loudnorm=I=-9:TP=-0.1 -ar 44100 -q:a 6',
      'loud.mp3',
    )
    expect((await probe(loudness, media)).warnings).toEqual([])
    const over = await media.convert(
      media.at('piece.wav'),
      '-af aformat=sample_fmts=flt,volume=20dB:precision=float -c:a libvorbis -q:a 5',
      'over.ogg',
    )
    expect((await probe(over, media)).warnings).toEqual([expect.objectContaining({ kind: 'overFullScale' })])
  })
})

describe('samples that are none', () => {
  test.each([
    ['a NaN', Number.NaN],
    ['an infinity', Number.POSITIVE_INFINITY],
    ['a negative one', Number.NEGATIVE_INFINITY],
  ])('%s is refused at inspection, in words', async (_what, sample) => {
    const path = await floatFile('none.wav', (each, at) => (at === 5000 ? sample : each))
    await expect(probe(path, media)).rejects.toMatchObject({
      code: 'MEDIA_DAMAGED',
      message: expect.stringContaining('one sample that is no number'),
    })
  })

  test.each([128, 32_768, 8_388_608])(
    'whole numbers written as floats, up to %i, are refused too',
    async (scale) => {
      const path = await floatFile('scaled.wav', (sample) => Math.round(sample * scale))
      await expect(probe(path, media)).rejects.toMatchObject({
        code: 'MEDIA_UNSUPPORTED',
        message: expect.stringContaining('whole numbers written as floats'),
      })
    },
  )
})

describe('what else is told of a sound before it is published', () => {
  const warningsOf = async (path: string) => (await probe(path, media)).warnings

  test('that it is silent, short, or mixed down', async () => {
    expect(await warningsOf(await floatFile('silent.wav', () => 0))).toEqual([{ kind: 'silent' }])
    const short = codecSignal('noise', rate, 0.01)
    await writeFile(media.at('short.wav'), encodeFloatWav(short, rate))
    expect(await warningsOf(media.at('short.wav'))).toEqual([{ kind: 'short', milliseconds: 10 }])
    const six = await media.convert(await floatFile('one.wav', (sample) => sample), '-ac 6', 'six.wav')
    expect(await warningsOf(six)).toEqual([{ kind: 'mixedDown', channels: 6, withoutLowFrequencies: true }])
  })

  test('that parts of it are damaged, and nothing where it is whole', async () => {
    await synthesiseWav(media.at('piece.wav'), { seconds: 6, seed: 5 })
    const whole = await media.convert(media.at('piece.wav'), '-c:a aac -b:a 128k', 'whole.m4a')
    expect(await warningsOf(whole)).toEqual([])
    const bytes = await readFile(whole)
    const data = bytes.indexOf('mdat')
    for (let at = data + 30_000; at < data + 30_060; at++) bytes[at] = (at * 7) & 0xff
    await writeFile(media.at('damaged.m4a'), bytes)
    expect(await warningsOf(media.at('damaged.m4a'))).toEqual([{ kind: 'damaged' }])
  })
})

test('levels are read however the samples are cut', async () => {
  const samples = Float32Array.from([0.5, -0.75, 1, Number.NaN, 1.5, -2, Number.NEGATIVE_INFINITY, 0])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 33 }), async (length) => {
      const bytes = new Uint8Array(samples.buffer)
      const cut = (async function* () {
        for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
      })()
      expect(await readLevels(cut)).toEqual({ peak: 2, overs: 2, invalid: 2 })
    }),
  )
})
