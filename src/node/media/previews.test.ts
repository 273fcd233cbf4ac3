import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { previewMaxMs } from '../../shared/previewChoice.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { measureSound } from './measureSound.ts'
import { probe } from './probe.ts'
import { excerptOf } from './renditions.ts'
import { createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const seconds = 10
let media: TestMedia
let piece: string

beforeAll(async () => {
  media = await createTestMedia()
  piece = media.at('piece.wav')
  await synthesiseWav(piece, { seconds, seed: 5 })
})
afterAll(() => media.remove())

test('what is measured before publishing is what the manifest says afterwards', async () => {
  const { encoded } = await encodeAll(piece, media)
  const measured = await measureSound(await probe(piece, media), media)
  expect(measured).toEqual({ loudness: encoded.loudness, waveform: encoded.waveform })
})

test('the whole of a short track is heard from its first sample to its last', async () => {
  const source = await probe(piece, media)
  const { encoded } = await encodeAll(piece, { ...media, preview: excerptOf(source, 'whole') })
  expect(encoded.renditions.at(-1)).toMatchObject({ name: 'preview', sampleCount: seconds * 44_100 })
})

const track = (durationMs: number) => ({ sampleRate: 1000, sampleCount: durationMs })

test('a part is where it was chosen, within the track; without a length it is as long as one nobody chose', () => {
  const long = track(600_000)
  expect(excerptOf(long, { startMs: 75_000, lengthMs: 45_000 })).toEqual({ start: 75, length: 45 })
  expect(excerptOf(long, { startMs: 590_000, lengthMs: 45_000 })).toEqual({ start: 555, length: 45 })
  expect(excerptOf(long, { startMs: 75_000 })).toEqual({ start: 75, length: 30 })
  expect(excerptOf(track(20_000), { startMs: 0, lengthMs: 45_000 })).toEqual({ start: 0, length: 20 })
  expect(excerptOf(long, undefined)).toEqual({ start: 60, length: 30 })
})

test('the whole of a track that is too long for a block is refused, and not cut in silence', () => {
  expect(excerptOf(track(previewMaxMs), 'whole')).toEqual({ start: 0, length: previewMaxMs / 1000 })
  expect(() => excerptOf(track(previewMaxMs + 1), 'whole')).toThrow(
    expect.objectContaining({ code: 'UPLOAD_PREVIEW_TOO_LONG' }),
  )
})
