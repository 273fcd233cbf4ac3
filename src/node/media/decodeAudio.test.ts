import { readFile, readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareSignals } from '../../testAudio/compareSignals.ts'
import { decodeAudio } from './decodeAudio.ts'
import { decodeToWav } from './decodeToWav.ts'
import type { EncodedAudio } from './encodeAudio.ts'
import type { MediaSegment } from './mp4/segments.ts'
import type { RenditionName } from './renditions.ts'
import { readSignal } from '../../testAudio/signal.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { bytesOf, createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 30_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

interface Published {
  readonly encoded: EncodedAudio
  readonly segments: Map<RenditionName, MediaSegment[]>
}

function renditionOf({ encoded }: Published, name: RenditionName) {
  const found = encoded.renditions.find((rendition) => rendition.name === name)
  if (found === undefined) throw new Error(`There is no ${name}.`)
  return found
}

async function decodeOne(
  published: Published,
  name: RenditionName,
  options?: { encoding: 's16' | 's24' },
): Promise<string> {
  const path = media.at(`decoded-${name}.wav`)
  const segments = bytesOf(published.segments.get(name))
  await decodeToWav(path, renditionOf(published, name), segments, { ffmpeg: media.ffmpeg, ...options })
  return path
}

describe('decoding what was encoded', () => {
  test.each([
    [16, 44_100, 2],
    [16, 48_000, 1],
    [24, 96_000, 2],
  ] as const)(
    'gives back FLAC bit for bit: %i bit, %i Hz, %i channels',
    async (bitDepth, sampleRate, channels) => {
      const path = media.at(`source-${bitDepth}-${sampleRate}.wav`)
      await synthesiseWav(path, { seconds: 3.1234, seed: 7, bitDepth, sampleRate, channels })
      const published = await encodeAll(path, media)
      const decoded = await decodeOne(published, 'flac', { encoding: bitDepth === 16 ? 's16' : 's24' })
      expect((await readFile(decoded)).equals(await readFile(path))).toBe(true)
    },
  )

  test.each([
    [44_100, 2, 44_100],
    [48_000, 1, 48_000],
    [96_000, 2, 48_000],
    [22_050, 2, 44_100],
  ] as const)(
    'gives back AAC to the sample, from %i Hz and %i channels',
    async (sampleRate, channels, encodedRate) => {
      const path = media.at('source.wav')
      await synthesiseWav(path, { seconds: 7.37, seed: 8, sampleRate, channels })
      const published = await encodeAll(path, media)
      const decoded = await decodeOne(published, 'aac')
      const [source, result] = await Promise.all(
        [path, decoded].map((file) => readSignal(file, { ...media, sampleRate: encodedRate })),
      )
      if (source === undefined || result === undefined) throw new Error('Nothing was decoded.')
      expect(result.samples.length).toBe(
        Math.round((Math.round(7.37 * sampleRate) * encodedRate) / sampleRate),
      )
      const comparison = compareSignals(source, result, { minSeconds: 7 })
      expect(comparison).toMatchObject({ same: true, lagSpread: 0 })
      expect(comparison.seconds.map(({ lag }) => lag)).toEqual(Array.from({ length: 7 }, () => 0))
      expect(comparison.lowest).toBeGreaterThanOrEqual(0.999)
    },
  )

  test('gives back the MP3 the encoder heard', async () => {
    const path = media.at('piece.wav')
    await synthesiseWav(path, { seconds: 7, seed: 9 })
    const mp3 = await media.convert(path, '-c:a libmp3lame -b:a 320k', 'piece.mp3')
    const decoded = await decodeOne(await encodeAll(mp3, media), 'aac')
    const [source, result] = [
      await readSignal(path, { ...media, sampleRate: 44_100 }),
      await readSignal(decoded, { ...media, sampleRate: 44_100 }),
    ]
    expect(result.samples.length).toBe(source.samples.length)
    expect(compareSignals(source, result, { minSeconds: 7 })).toMatchObject({ same: true, lagSpread: 0 })
  })
})

describe('decoding what is not right', () => {
  let published: Published
  beforeAll(async () => {
    await synthesiseWav(media.at('short.wav'), { seconds: 6, seed: 1 })
    published = await encodeAll(media.at('short.wav'), media)
  })

  const decoding = (segments: AsyncIterable<Uint8Array>, signal?: AbortSignal) =>
    decodeToWav(media.at('refused.wav'), renditionOf(published, 'flac'), segments, {
      ffmpeg: media.ffmpeg,
      ...(signal && { signal }),
    })

  test.each([
    ['nothing at all', () => bytesOf([])],
    ['an init segment alone', () => bytesOf(published.segments.get('flac')?.slice(0, 1))],
    ['all but the last segment', () => bytesOf(published.segments.get('flac')?.slice(0, -1))],
    ['noise', () => bytesOf([{ index: 0, samples: 0, bytes: crypto.getRandomValues(new Uint8Array(9000)) }])],
    ["another codec's segments", () => bytesOf(published.segments.get('aac'))],
  ])('refuses %s and leaves no file', async (_what, segments) => {
    await expect(decoding(segments())).rejects.toMatchObject({ code: 'MEDIA_DECODE_FAILED' })
    const left = await readdir(dirname(media.at('refused.wav')))
    expect(left.filter((name) => name.startsWith('refused'))).toEqual([])
  })

  test('throws what the fetching of a segment threw', async () => {
    const lost = new Error('the peer went away')
    const segments = (async function* () {
      yield* bytesOf(published.segments.get('flac')?.slice(0, 2))
      throw lost
    })()
    await expect(decoding(segments)).rejects.toBe(lost)
  })

  test('stops when cancelled while it waits for a segment', async () => {
    const controller = new AbortController()
    const segments = (async function* () {
      yield* bytesOf(published.segments.get('flac')?.slice(0, 2))
      controller.abort()
      yield* bytesOf(published.segments.get('flac')?.slice(2))
    })()
    await expect(decoding(segments, controller.signal)).rejects.toMatchObject({ code: 'MEDIA_CANCELLED' })
  })

  test('lets the taker of samples set the pace, and throws what it threw', async () => {
    const full = new Error('the disk is full')
    const options = { ffmpeg: media.ffmpeg, encoding: 's16', onSamples: () => Promise.reject(full) } as const
    await expect(
      decodeAudio(renditionOf(published, 'aac'), bytesOf(published.segments.get('aac')), options),
    ).rejects.toBe(full)
  })
})
