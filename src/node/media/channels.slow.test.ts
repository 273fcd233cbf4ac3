import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createRandom } from '../../testAudio/synth/random.ts'
import { scaledGains } from './downmix.ts'
import { maskedSpeakers, speakers } from './speakers.ts'
import { heardTones, writeTones } from './testing/channelTones.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 600_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

/** Each pair of speakers, and some hundred larger arrangements, the same ones each time. */
function* arrangements(): Generator<readonly number[]> {
  for (const one of speakers.keys()) for (const other of speakers.keys()) if (one < other) yield [one, other]
  const random = createRandom(3)
  for (let turn = 0; turn < 150; turn++) {
    const shuffled = [...speakers.keys()].map((bit) => [random(), bit] as const).toSorted(([a], [b]) => a - b)
    yield shuffled.slice(0, 3 + (turn % 6)).map(([, bit]) => bit)
  }
}

test('ffmpeg brings every channel to where the table says, whatever the mask', async () => {
  for (const bits of arrangements()) {
    const mask = bits.reduce((sum, bit) => sum | (1 << bit), 0)
    await writeTones(media.at('tones.wav'), bits.length, mask)
    const heard = await heardTones(media.at('tones.wav'), bits.length, media.ffmpeg)
    const wanted = scaledGains(maskedSpeakers(bits.length, mask) ?? [])
    for (const [channel, sides] of wanted.entries()) {
      for (const [side, gain] of sides.entries()) {
        expect({ mask, channel, side, gain: heard[channel]?.[side] }).toEqual({
          mask,
          channel,
          side,
          gain: expect.closeTo(gain, 3),
        })
      }
    }
  }
})
