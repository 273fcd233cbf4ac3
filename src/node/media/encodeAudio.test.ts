import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { encodeAudio } from './encodeAudio.ts'
import { probe } from './probe.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 30_000 })

let media: TestMedia
let piece: string
const seconds = 10

beforeAll(async () => {
  media = await createTestMedia()
  piece = media.at('piece.wav')
  await synthesiseWav(piece, { seconds, seed: 5 })
})
afterAll(() => media.remove())

describe('encoding', () => {
  test('makes AAC in two sizes, FLAC and a preview of a lossless source, with the numbers a manifest needs', async () => {
    const { encoded, segments } = await encodeAll(piece, media)
    const exact = { sampleRate: 44_100, channels: 2, sampleCount: seconds * 44_100 }
    expect(encoded.renditions).toMatchObject([
      { name: 'aac', codec: 'mp4a.40.2', encoderDelay: 3072, ...exact },
      { name: 'aac-small', codec: 'mp4a.40.2', encoderDelay: 3072, ...exact },
      { name: 'flac', codec: 'flac', encoderDelay: 0, ...exact },
      { name: 'preview', codec: 'mp4a.40.2', encoderDelay: 3072, ...exact, sampleCount: 5 * 44_100 },
    ])
    for (const { name, encoderDelay, sampleCount, bitrate } of encoded.renditions) {
      const [init, first, ...others] = segments.get(name) ?? []
      expect(init?.samples).toBe(0)
      expect((first?.samples ?? 0) / 44_100).toBeCloseTo(1, 0)
      for (const segment of others.slice(0, -1)) expect(segment.samples / 44_100).toBeCloseTo(4, 0)
      const total = [...(segments.get(name) ?? [])].reduce((sum, { samples }) => sum + samples, 0)
      expect(total).toBe(encoderDelay + sampleCount + 2048)
      expect(bitrate).toBeGreaterThan(name === 'aac-small' ? 60_000 : 100_000)
    }
    expect(encoded.renditions[1]?.bitrate).toBeLessThan(115_000)
    expect(encoded.waveform.length).toBe(2000)
  })

  test('makes no FLAC of a lossy source', async () => {
    const mp3 = await media.convert(piece, '-t 2 -c:a libmp3lame -q:a 4', 'lossy.mp3')
    const { encoded } = await encodeAll(mp3, media)
    expect(encoded.renditions.map(({ name }) => name)).toEqual(['aac', 'aac-small', 'preview'])
  })

  test('measures EBU Tech 3341 test signal 1 as −23 LUFS, and its true peak as −23 dBTP', async () => {
    const tone = '0.0707946*sin(997*2*PI*t)'
    const graph = `aevalsrc=${tone}|${tone}:d=10:s=48000`
    execFileSync(media.ffmpeg, [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      graph,
      '-c:a',
      'pcm_s24le',
      media.at('tone.wav'),
    ])
    const { encoded } = await encodeAll(media.at('tone.wav'), media)
    expect(encoded.loudness.integrated).toBeCloseTo(-23, 0)
    expect(encoded.loudness.truePeak).toBeCloseTo(-23, 0)
    expect([...new Int8Array(encoded.waveform.buffer)].slice(0, 2)).toEqual([-9, 9])
  })

  test('tells silence from quiet', async () => {
    const silent = await media.convert(piece, '-t 2 -af volume=0', 'silent.wav')
    const { encoded } = await encodeAll(silent, media)
    expect(encoded.loudness).toEqual({ integrated: -70, truePeak: -200 })
    expect(new Set(encoded.waveform)).toEqual(new Set([0]))
  })

  test('encodes a piece shorter than any frame', async () => {
    const click = await media.convert(piece, '-af atrim=end_sample=100', 'click.wav')
    const { encoded, segments } = await encodeAll(click, media)
    expect(encoded.renditions[2]).toMatchObject({ name: 'flac', sampleCount: 100 })
    expect(segments.get('preview')?.length).toBe(2)
  })

  test('plays the excerpt that was chosen', async () => {
    const { encoded } = await encodeAll(piece, { ...media, preview: { start: 6, length: 30 } })
    expect(encoded.renditions.at(-1)).toMatchObject({ name: 'preview', sampleCount: 4 * 44_100 })
  })

  test('tells its progress, from above nothing to all of it', async () => {
    const heard: number[] = []
    await encodeAll(piece, { ...media, onProgress: (fraction) => heard.push(fraction) })
    expect(heard.length).toBeGreaterThan(5)
    expect(heard).toEqual(heard.toSorted((a, b) => a - b))
    expect(heard.at(-1)).toBe(1)
  })

  test('makes the same bytes again', async () => {
    const digest = async () => {
      const { encoded, segments } = await encodeAll(piece, media)
      const hash = createHash('sha256').update(JSON.stringify(encoded))
      for (const { bytes } of [...segments.values()].flat()) hash.update(bytes)
      return hash.digest('hex')
    }
    expect(await digest()).toBe(await digest())
  })

  test('waits for a slow taker: one segment a rendition is under way at a time', async () => {
    const source = await probe(piece, media)
    const open = new Map<string, number>()
    let most = 0
    await encodeAudio(source, {
      ...media,
      async onSegment(name) {
        open.set(name, (open.get(name) ?? 0) + 1)
        most = Math.max(most, ...open.values())
        await new Promise((resolve) => setImmediate(resolve))
        open.set(name, (open.get(name) ?? 0) - 1)
      },
    })
    expect(most).toBe(1)
  })

  test('stops when cancelled', async () => {
    const controller = new AbortController()
    const encoding = encodeAll(piece, {
      ...media,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(encoding).rejects.toMatchObject({ code: 'MEDIA_CANCELLED' })
  })

  test('throws what the taker of segments threw', async () => {
    const source = await probe(piece, media)
    const full = new Error('the disk is full')
    await expect(encodeAudio(source, { ...media, onSegment: () => Promise.reject(full) })).rejects.toBe(full)
  })

  test('notices that the file changed or went away since it was probed', async () => {
    const path = media.at('changing.wav')
    await writeFile(path, await readFile(piece))
    const source = await probe(path, media)
    await synthesiseWav(path, { seconds: 2, seed: 1 })
    const again = () => encodeAudio(source, { ...media, onSegment: async () => undefined })
    await expect(again()).rejects.toMatchObject({ code: 'MEDIA_CHANGED' })
    await rm(path)
    await expect(again()).rejects.toMatchObject({ code: 'MEDIA_ENCODE_FAILED' })
  })
})
