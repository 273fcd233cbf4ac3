import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { decodeToWav } from './decodeToWav.ts'
import { bytesOf, createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

const root = Math.SQRT1_2

/** Channels as ffmpeg orders them in a layout, each a constant. */
const levels: Record<string, number> = {
  FL: 0.2,
  FR: -0.3,
  FC: 0.5,
  LFE: 0.9,
  BL: 0.6,
  BR: -0.1,
  SL: 0.35,
  SR: -0.45,
  BC: 0.7,
}
const layouts: readonly (readonly [layout: string, channels: readonly string[]])[] = [
  ['2.1', ['FL', 'FR', 'LFE']],
  ['3.0', ['FL', 'FR', 'FC']],
  ['4.0', ['FL', 'FR', 'FC', 'BC']],
  ['quad', ['FL', 'FR', 'BL', 'BR']],
  ['5.0', ['FL', 'FR', 'FC', 'BL', 'BR']],
  ['5.1', ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR']],
  ['5.1(side)', ['FL', 'FR', 'FC', 'LFE', 'SL', 'SR']],
  ['7.1', ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'SL', 'SR']],
]

describe('mixing down', () => {
  test.each(layouts)(
    'weighs the channels of %s as stated, so that nothing clips',
    async (layout, channels) => {
      const path = media.at(`${channels.length}.wav`)
      const sound = channels.map((name) => levels[name]).join('|')
      const graph = `aevalsrc=${sound}:c=${layout}:s=48000:d=2`
      execFileSync(media.ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', graph, '-c:a', 'pcm_s24le', path])
      const { encoded, segments } = await encodeAll(path, media)
      const flac = encoded.renditions.find(({ name }) => name === 'flac')
      if (flac === undefined) throw new Error('A mix of what is lossless is.')
      expect(flac).toMatchObject({ channels: 2, sampleRate: 48_000, sampleCount: 96_000 })
      const decoded = media.at('mix.wav')
      await decodeToWav(decoded, flac, bytesOf(segments.get('flac')), media)
      const [left, right] = await middle(decoded)
      expect(left).toBeCloseTo(expected(channels, 'L'), 5)
      expect(right).toBeCloseTo(expected(channels, 'R'), 5)
    },
  )

  test.each([
    ['-c:a libopus -mapping_family 1', 'surround.opus'],
    ['-c:a libvorbis', 'surround.ogg'],
    ['-c:a aac', 'surround.m4a'],
    ['-c:a flac', 'surround.flac'],
    ['-c:a alac', 'surround-lossless.m4a'],
    ['-c:a pcm_s16be', 'surround.aiff'],
  ])('takes 5.1 of every kind: %s', async (options, name) => {
    const path = media.at('six.wav')
    const graph = 'aevalsrc=0.5*sin(440*t)|0|0|0|0|0.5*sin(300*t):c=5.1:s=48000:d=3'
    execFileSync(media.ffmpeg, ['-v', 'error', '-y', '-f', 'lavfi', '-i', graph, path])
    const { encoded } = await encodeAll(await media.convert(path, options, name), media)
    const { channels, sampleCount } = encoded.renditions[0] ?? {}
    expect({ channels, sampleCount }).toEqual({ channels: 2, sampleCount: 144_000 })
  })
})

function expected(channels: readonly string[], side: 'L' | 'R'): number {
  const gains: Record<string, number> = {
    [`F${side}`]: 1,
    FC: root,
    [`B${side}`]: root,
    [`S${side}`]: root,
    BC: 0.5,
  }
  const heard = channels.filter((name) => name in gains)
  const total = heard.reduce((sum, name) => sum + (gains[name] ?? 0), 0)
  return heard.reduce((sum, name) => sum + (gains[name] ?? 0) * (levels[name] ?? 0), 0) / total
}

/** The two 24-bit samples in the middle of a WAV file of ours. */
async function middle(path: string): Promise<[number, number]> {
  const bytes = await readFile(path)
  const at = 44 + 48_000 * 6
  return [bytes.readIntLE(at, 3) / 2 ** 23, bytes.readIntLE(at + 3, 3) / 2 ** 23]
}
