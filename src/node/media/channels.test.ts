import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { probe } from './probe.ts'
import { renameFilter, scaledGains } from './downmix.ts'
import { maskedSpeakers, type Speaker, usualSpeakers } from './speakers.ts'
import { heardTones, writeTones } from './testing/channelTones.ts'
import { createTestMedia, encodeAll, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

const rounded = (gains: readonly (readonly number[])[]) =>
  gains.map((sides) => sides.map((gain) => Math.round(gain * 1000) / 1000))

const named: readonly (readonly [what: string, channels: number, mask: number | null])[] = [
  ['nothing said of two', 2, null],
  ['nothing said of three', 3, null],
  ['nothing said of four', 4, 0],
  ['nothing said of seven', 7, null],
  ['front left and centre', 2, 0x5],
  ['front left and low frequencies', 2, 0x9],
  ['a pair at the back', 2, 0x30],
  ['a pair at the sides', 2, 0x600],
  ['four without a front', 4, 0x630],
  ['four above', 4, 0x2d000],
  ['all in the middle', 5, 0x12904],
  ['5.1', 6, 0x3f],
  ['7.1 with side speakers', 8, 0x63f],
  ['7.1 with wide front', 8, 0xff],
]

describe('every channel of a WAV file is heard where it belongs', () => {
  test.each(named)('%s', async (_what, channels, mask) => {
    const path = media.at('tones.wav')
    await writeTones(path, channels, mask)
    const places = maskedSpeakers(channels, mask ?? 0) ?? usualSpeakers(channels)
    expect(rounded(await heardTones(path, channels, media.ffmpeg))).toEqual(rounded(scaledGains(places)))
  })

  test.each([[0x1], [0x4], [0x8], [0x200], [0x2_0000], [0x8000_0000]])(
    'one channel has no side, whatever mask it has: %i',
    async (mask) => {
      await writeTones(media.at('mono.wav'), 1, mask)
      expect(rounded(await heardTones(media.at('mono.wav'), 1, media.ffmpeg))).toEqual([[1]])
    },
  )

  test.each([
    ['one at the side', 1, 0x200],
    ['front left and centre', 2, 0x5],
    ['a pair at the back', 2, 0x30],
    ['four without a front', 4, 0x630],
  ])('and is published: %s', async (_what, channels, mask) => {
    await writeTones(media.at('published.wav'), channels, mask)
    const { encoded } = await encodeAll(media.at('published.wav'), media)
    expect(encoded.renditions.map((one) => one.channels)).toEqual(Array(4).fill(Math.min(channels, 2)))
  })

  test('what is given no place is refused before it is decoded', async () => {
    await writeTones(media.at('unplaced.wav'), 5, 0x3)
    await expect(probe(media.at('unplaced.wav'), media)).rejects.toMatchObject({ code: 'MEDIA_UNSUPPORTED' })
  })
})

/** What each kind of file makes of channels, in the order in which they are decoded. */
const kinds: readonly (readonly [options: string, name: string, places: readonly Speaker[]])[] = [
  ['-c:a flac', 'six.flac', usualSpeakers(6)],
  ['-c:a flac', 'four.flac', usualSpeakers(4)],
  ['-c:a alac', 'four.m4a', ['FL', 'FR', 'FC', 'BC']],
  ['-c:a alac', 'eight.m4a', ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'FLC', 'FRC']],
  ['-c:a pcm_s16be', 'six.aiff', usualSpeakers(6)],
  ['-c:a pcm_s16be', 'four.aiff', ['FL', 'FR', 'FC', 'BC']],
]

const lossyKinds: typeof kinds = [
  ['-c:a libvorbis -q:a 8', 'three.ogg', usualSpeakers(3)],
  ['-c:a libvorbis -q:a 8', 'eight.ogg', usualSpeakers(8)],
  ['-c:a libopus -mapping_family 1 -b:a 512k', 'five.opus', usualSpeakers(5)],
  ['-c:a aac -b:a 512k', 'four-lossy.m4a', ['FL', 'FR', 'FC', 'BC']],
  ['-c:a aac -b:a 512k', 'six-lossy.m4a', usualSpeakers(6)],
]

describe('and of other kinds of files', () => {
  async function arranged(options: string, name: string, places: readonly Speaker[]): Promise<number[][]> {
    await writeTones(media.at('source.wav'), places.length, 0)
    // The layout is given by name, so that ffmpeg orders the channels as the format wants them.
    const renamed = `-af ${renameFilter(places)} ${options}`
    const path = await media.convert(media.at('source.wav'), renamed, name)
    return heardTones(path, places.length, media.ffmpeg)
  }

  test.each(kinds)('%s to %s', async (options, name, places) => {
    expect(rounded(await arranged(options, name, places))).toEqual(rounded(scaledGains(places)))
  })

  test.each(lossyKinds)('%s to %s, as near as it can', async (options, name, places) => {
    const near = scaledGains(places).map((sides) => sides.map((gain) => expect.closeTo(gain, 1)))
    expect(await arranged(options, name, places)).toEqual(near)
  })

  test('a FLAC file may say in a comment where its channels belong', async () => {
    await writeTones(media.at('sides.wav'), 4, 0x603)
    const path = await media.convert(
      media.at('sides.wav'),
      '-c:a flac -metadata WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x107',
      'c.flac',
    )
    const places = ['FL', 'FR', 'FC', 'BC'] as const
    expect(rounded(await heardTones(path, 4, media.ffmpeg))).toEqual(rounded(scaledGains(places)))
  })
})
