import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSignals } from '../../src/testAudio/compareSignals.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { sineSweep, encodeFloatWav } from '../../src/testAudio/samples.ts'

let busker: RunningApp

beforeAll(async () => {
  busker = await launchApp()
})
afterAll(() => busker.close())

test('the tap records the samples that are played', async () => {
  await busker.window.waitForFunction(() => window.buskerAudioCapture)
  const sampleRate = await busker.window.evaluate(() => new AudioContext().sampleRate)
  const samples = sineSweep(sampleRate, 3)
  const recorded = await busker.window.evaluate(async (file) => {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
    const element = new Audio(URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' })))
    const tap = await window.buskerAudioCapture?.recordPlayback(element)
    const ended = new Promise((resolve) => element.addEventListener('ended', resolve))
    await element.play()
    await ended
    const recording = await tap?.stop()
    return [...(recording?.channels[0] ?? [])]
  }, encodeFloatWav(samples, sampleRate).toString('base64'))
  const terms = { minSeconds: 3, minCorrelation: 0.999, maxLag: 2 }
  const found = compareSignals(
    { sampleRate, samples },
    { sampleRate, samples: Float32Array.from(recorded) },
    terms,
  )
  expect(found.seconds.map(({ correlation }) => correlation > 0.999)).toEqual([true, true, true])
  expect(found.lagSpread).toBeLessThanOrEqual(1)
})
