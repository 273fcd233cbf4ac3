import { afterEach, describe, expect, test } from 'vitest'
import { languages } from './i18n/languages.ts'
import { showLanguage } from './i18n/t.ts'
import { type SoundWarning, soundWarningText } from './soundWarnings.ts'

const each: readonly SoundWarning[] = [
  { kind: 'mixedDown', channels: 6, withoutLowFrequencies: false },
  { kind: 'mixedDown', channels: 6, withoutLowFrequencies: true },
  { kind: 'damaged' },
  { kind: 'overFullScale', peak: 8.94, samples: 81_108, attenuation: 9.94 },
  { kind: 'silent' },
  { kind: 'short', milliseconds: 10 },
  { kind: 'tagsUnreadable', reason: 'no ID3 frame' },
  { kind: 'dsdConverted' },
]

afterEach(() => showLanguage('en'))

describe('what is noticed about a sound file', () => {
  test('is told with its figures', () => {
    expect(each.map(soundWarningText)).toEqual([
      expect.stringMatching(/^Its 6 channels are mixed down to stereo and/),
      expect.stringMatching(/^Its 6 channels are mixed down to stereo, without the low-frequency effects,/),
      expect.stringMatching(/^Parts of this file are damaged/),
      expect.stringMatching(
        /^It reaches 8\.9 dB over full scale \(81,108 samples are above it\) and is turned down by 9\.9 dB,/,
      ),
      expect.stringMatching(/^This file is silent/),
      expect.stringMatching(/^This is 10 ms long/),
      expect.stringMatching(/^Its tags cannot be read \(no ID3 frame\)/),
      expect.stringMatching(/^DSD is converted/),
    ])
    expect(soundWarningText({ kind: 'overFullScale', peak: 1, samples: 1, attenuation: 2 })).toMatch(
      /1\.0 dB over full scale \(one sample is above it\) and is turned down by 2\.0 dB/,
    )
  })

  test.each(languages.filter((language) => language !== 'en'))('is told in %s', async (language) => {
    const english = each.map(soundWarningText)
    await showLanguage(language)
    const told = each.map(soundWarningText)
    for (const [at, sentence] of told.entries()) {
      expect(sentence).not.toBe(english[at])
      expect(sentence).not.toMatch(/\{\{|studio\./)
    }
  })
})
