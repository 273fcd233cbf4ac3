import { afterAll, beforeAll, expect, it } from 'vitest'
import { compare } from '../../src/node/media/compare.ts'
import { launch, type RunningApp } from './launch.ts'
import { slidingTone, wavFile } from './sound.ts'

let busker: RunningApp

beforeAll(async () => {
  busker = await launch()
})
afterAll(() => busker.close())

it('the tap records the samples that are played', async () => {
  await busker.window.waitForFunction(() => window.buskerTap)
  const sampleRate = await busker.window.evaluate(() => new AudioContext().sampleRate)
  const samples = slidingTone(sampleRate, 3)
  const recorded = await busker.window.evaluate(async (file) => {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
    const element = new Audio(URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })))
    const tap = await window.buskerTap?.recordPlayback(element)
    const ended = new Promise((resolve) => element.addEventListener('ended', resolve))
    await element.play()
    await ended
    const recording = await tap?.stop()
    return [...(recording?.channels[0] ?? [])]
  }, wavFile(samples, sampleRate).toString('base64'))
  const terms = { minSeconds: 3, minCorrelation: 0.999, maxLag: 2 }
  const found = compare({ sampleRate, samples }, { sampleRate, samples: Float32Array.from(recorded) }, terms)
  expect(found.seconds.map(({ correlation }) => correlation > 0.999)).toEqual([true, true, true])
  expect(found.lagSpread).toBeLessThanOrEqual(1)
})
