import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WaveformBuilder } from './waveformBuilder.ts'

function draw(samples: readonly number[], channels: number, cuts: readonly number[]): Int8Array {
  const waveform = new WaveformBuilder(samples.length / channels, channels)
  const bytes = Uint8Array.from(samples, (sample) => sample + 128)
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const end = at + (cuts[turn % cuts.length] ?? 1)
    waveform.add(bytes.subarray(at, end))
    at = end
  }
  return new Int8Array(waveform.finish().buffer)
}

describe('the waveform', () => {
  test('is the lowest and highest sample of every thousandth, over both channels', () => {
    const samples = Array.from({ length: 4000 }, (_, frame) => (frame < 2000 ? [1, -2] : [127, -128])).flat()
    const drawn = draw(samples, 2, [3000])
    expect(drawn.length).toBe(2000)
    expect(Array.from(drawn.slice(0, 4))).toEqual([-2, 1, -2, 1])
    expect(Array.from(drawn.slice(-2))).toEqual([-128, 127])
  })

  test('has a pair a sample where there are fewer than a thousand', () => {
    expect([...draw([0, 1, -1], 1, [1])]).toEqual([0, 0, 1, 1, -1, -1])
  })

  test('is the same however the samples arrive', () => {
    const sample = fc.integer({ min: -128, max: 127 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sample, sample), { minLength: 1, maxLength: 3000 }),
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }),
        (frames, cuts) => {
          expect(draw(frames.flat(), 2, cuts)).toEqual(draw(frames.flat(), 2, [frames.length * 2]))
        },
      ),
    )
  })

  test('counts what comes after the end without drawing it', () => {
    const waveform = new WaveformBuilder(2, 1)
    waveform.add(Uint8Array.from([128, 128, 255, 255]))
    expect(waveform.samplesRead).toBe(4)
    expect([...waveform.finish()]).toEqual([0, 0, 0, 0])
  })
})
