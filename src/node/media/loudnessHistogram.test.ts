import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { readLoudness, type Loudness } from './loudness.ts'
import { joinedLoudness, readLoudnessHistogram } from './loudnessHistogram.ts'
import { createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

/** What ffmpeg measures of files one after the other. */
async function loudnessOfJoined(files: readonly string[]): Promise<Loudness> {
  const inputs = files.flatMap((file) => ['-i', file])
  const graph = `${files.map((_, index) => `[${index}:a]`).join('')}concat=n=${files.length}:v=0:a=1,ebur128=peak=true`
  const args = ['-v', 'info', '-nostdin', '-nostats', ...inputs, '-filter_complex', graph, '-f', 'null', '-']
  const { stderr } = await promisify(execFile)(media.ffmpeg, args, { maxBuffer: 2 ** 26 })
  return readLoudness(stderr.split('\n'))
}

async function pieceOf(seed: number, seconds: number, gainDb: number): Promise<string> {
  const name = `piece-${seed}`
  await synthesiseWav(media.at(`${name}.wav`), { seconds, seed })
  return media.convert(media.at(`${name}.wav`), `-af volume=${gainDb}dB -c:a pcm_s24le`, `${name}-quiet.wav`)
}

test('a release is as loud as its tracks in one file are, to a tenth, and its peak is the highest', async () => {
  const files = [
    await pieceOf(1, 6, 0),
    await pieceOf(2, 4, -7),
    await pieceOf(3, 3, -14),
    await pieceOf(4, 4, -40),
  ]
  const tracks = await Promise.all(files.map(async (file) => (await encodeAll(file, media)).encoded))
  const joined = joinedLoudness(
    tracks.map(({ loudness, loudnessHistogram }) => ({
      histogram: loudnessHistogram,
      truePeak: loudness.truePeak,
    })),
  )
  const expected = await loudnessOfJoined(files)
  expect(Math.abs(joined.integrated - expected.integrated)).toBeLessThanOrEqual(0.1001)
  expect(joined.truePeak).toBeCloseTo(expected.truePeak, 1)
  // The quiet track is below the gate of the whole: an average would count it.
  const average = tracks.reduce((sum, { loudness }) => sum + loudness.integrated, 0) / tracks.length
  expect(joined.integrated - average).toBeGreaterThan(5)
})

test('one track alone is as loud as ffmpeg says', async () => {
  const { encoded } = await encodeAll(await pieceOf(5, 8, -3), media)
  const { loudness, loudnessHistogram } = encoded
  const joined = joinedLoudness([{ histogram: loudnessHistogram, truePeak: loudness.truePeak }])
  expect(Math.abs(joined.integrated - loudness.integrated)).toBeLessThanOrEqual(0.1001)
})

test('a report is read however it is cut, without the blocks that reach back before the piece', async () => {
  const values = ['-10.05', '-10.05', '-10.05', '-23.05', '-23.05', '-inf', 'nan', '-80.0', '-70.0', '3.21']
  const report = values
    .map((value, frame) => `frame:${frame} pts:0 pts_time:0\nlavfi.r128.M=${value}\n`)
    .join('')
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (length) => {
      const bytes = new TextEncoder().encode(report)
      const cut = (async function* () {
        for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
      })()
      const histogram = await readLoudnessHistogram(cut)
      expect(histogram.flatMap((count, index) => (count === 0 ? [] : [[index, count]]))).toEqual([
        [0, 1],
        [469, 2],
        [732, 1],
      ])
    }),
    { numRuns: 20 },
  )
})

test('silence, and no track at all of any length, have the loudness of the gate', () => {
  expect(joinedLoudness([{ histogram: [], truePeak: -200 }])).toEqual({ integrated: -70, truePeak: -200 })
})
