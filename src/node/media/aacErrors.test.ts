import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { renditionErrors } from '../../testAudio/renditionErrors.ts'
import { quantileOf } from '../../testAudio/windowErrors.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

/** dB: a difference so small is heard by nobody. */
const inaudible = -35

test.each([
  ['tones', 2],
  ['noise', 2],
  ['castanets', 2],
  ['speech', 2],
  ['noise', 1],
] as const)(
  'no 20 ms of %s with %i channels are far worse than the rest, the first no worse than most',
  async (signal, channels) => {
    const errors = await renditionErrors(signal, channels, { ...media, path: media.at('signal.wav') })
    expect(errors.map(({ rendition }) => rendition)).toEqual(['aac', 'aac-small', 'preview'])
    for (const { rendition, windows } of errors) {
      const all = windows.map(({ error }) => error)
      const [median, high] = [quantileOf(all, 0.5), quantileOf(all, 0.95)]
      const first = Math.max(...all.slice(0, 3))
      // Castanets begin with a stroke, and strokes are worse than what rings on behind them.
      const usual = signal === 'castanets' ? high : median + 6
      const worst = Math.max(...all)
      expect({ rendition, first, worst }).toEqual({
        rendition,
        first: expect.toSatisfy((error: number) => error <= Math.max(usual, inaudible)),
        worst: expect.toSatisfy((error: number) => error <= Math.max(high + 10, inaudible)),
      })
    }
  },
)

test.each([1, 2] as const)('a steady tone stays steady with %i channels', async (channels) => {
  const errors = await renditionErrors('tone', channels, { ...media, path: media.at('signal.wav') })
  for (const { windows } of errors) expect(Math.max(...windows.map(({ error }) => error))).toBeLessThan(-25)
})
