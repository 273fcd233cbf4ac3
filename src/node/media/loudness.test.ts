import { describe, expect, test } from 'vitest'
import { readLoudness } from './loudness.ts'

const summary = (integrated: string, peak: string) => [
  '[Parsed_ebur128_1 @ 0x5] Summary:',
  '  Integrated loudness:',
  `    I:         ${integrated} LUFS`,
  '    Threshold: -24.6 LUFS',
  '  True peak:',
  `    Peak:       ${peak} dBFS`,
]

describe('reading the loudness from ffmpeg’s log', () => {
  test('takes the last summary: the first is of the filter being set up', () => {
    const log = [...summary('-70.0', '-inf'), 'size= 1kB', ...summary('-14.3', '-0.2')]
    expect(readLoudness(log)).toEqual({ integrated: -14.3, truePeak: -0.2 })
  })

  test('has a number for silence', () => {
    expect(readLoudness(summary('-70.0', '-inf'))).toEqual({ integrated: -70, truePeak: -200 })
  })

  test('says so when there is none', () => {
    expect(() => readLoudness(['nothing'])).toThrow(expect.objectContaining({ code: 'MEDIA_ENCODE_FAILED' }))
  })
})
