import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { probe } from './probe.ts'
import { planRenditions } from './renditions.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })

const rate = 48_000
const seconds = 60
const minutes = 120

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
  await synthesiseWav(media.at('minute.wav'), { seconds, seed: 2, sampleRate: rate, channels: 1 })
})
afterAll(() => media.remove())

test.each([
  ['-c:a aac -b:a 64k', 'm4a'],
  ['-c:a libopus -b:a 32k', 'opus'],
])('takes two hours, with memory that does not grow: %s', async (options, kind) => {
  const minute = await media.convert(media.at('minute.wav'), options, `minute.${kind}`)
  const path = media.at(`long.${kind}`)
  const looped = [
    '-v',
    'error',
    '-nostdin',
    '-stream_loop',
    String(minutes - 1),
    '-i',
    minute,
    '-c',
    'copy',
    path,
  ]
  await promisify(execFile)(media.ffmpeg, looped)
  const before = process.memoryUsage().rss
  const source = await probe(path, media)
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20)
  // Each minute brings what its encoder put around it.
  expect(source.sampleCount / rate / 60).toBeCloseTo(minutes, 0)
  const [aac] = planRenditions(source)
  expect(aac?.sampleCount).toBe(source.sampleCount)
})
