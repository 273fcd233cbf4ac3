import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFfmpeg } from '../../process/tools.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { compareAudio, requireDifferentAudio } from './compareAudio.ts'
import { requireLength } from './runDemo.ts'

/** Ends of segments after 4, 8 and 12 seconds. */
const rendition = { sampleRate: 44_100, segments: [0, 4, 4, 4, 1].map((seconds) => seconds * 44_100) }
let folder: string
let ffmpeg: string
let piece: string
let other: string
let short: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-compare-'))
  ffmpeg = await findFfmpeg()
  ;[piece, other, short] = ['piece', 'other', 'short'].map((name) => join(folder, `${name}.wav`)) as [
    string,
    string,
    string,
  ]
  await synthesiseWav(piece, { seconds: 13, seed: 1 })
  await synthesiseWav(other, { seconds: 13, seed: 2 })
  await synthesiseWav(short, { seconds: 5, seed: 1 })
})
afterAll(() => rm(folder, { recursive: true }))

test('the same sound is recognised, with the ends of segments within it', async () => {
  const { comparison, boundaries } = await compareAudio(piece, piece, { rendition, ffmpeg })
  expect(comparison).toMatchObject({ same: true, lagSpread: 0 })
  expect(boundaries).toBe(3)
})

test('other sound is not the artist’s', async () => {
  await expect(compareAudio(piece, other, { rendition, ffmpeg })).rejects.toMatchObject({
    code: 'DEMO_OTHER_SOUND',
  })
})

test('what crosses too few ends of segments proves nothing of how they are joined', async () => {
  const long = { sampleRate: 44_100, segments: [0, 44_100 * 12, 44_100] }
  await expect(compareAudio(piece, piece, { rendition: long, ffmpeg })).rejects.toMatchObject({
    code: 'DEMO_TOO_SHORT',
  })
  await expect(requireLength(short, ffmpeg)).rejects.toMatchObject({ code: 'DEMO_TOO_SHORT' })
  await requireLength(piece, ffmpeg)
})

test('a comparison that takes any piece for the same is found out', async () => {
  await expect(requireDifferentAudio(piece, piece, ffmpeg)).rejects.toMatchObject({ code: 'DEMO_BLIND' })
  expect((await requireDifferentAudio(piece, other, ffmpeg)).same).toBe(false)
})
