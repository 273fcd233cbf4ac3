import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSignals } from '../../src/testAudio/compareSignals.ts'
import { trimLeadingSilence } from '../../src/testAudio/samples.ts'
import { createPlayerHarness, type PlayerHarness, decodeSamples } from './playerHarness.ts'

const seconds = 12
let harness: PlayerHarness
beforeAll(async () => {
  harness = await createPlayerHarness()
})
afterAll(() => harness.close())

/** Cuts a 16-bit stereo WAV file in two. @param at samples */
async function cut(file: string, at: number): Promise<[string, string]> {
  const bytes = await readFile(file)
  const half = async (end: string, samples: Buffer) => {
    const header = Buffer.from(bytes.subarray(0, 44))
    header.writeUInt32LE(36 + samples.byteLength, 4)
    header.writeUInt32LE(samples.byteLength, 40)
    await writeFile(file + end, Buffer.concat([header, samples]))
    return file + end
  }
  const seam = 44 + at * 4
  return [await half('.one.wav', bytes.subarray(44, seam)), await half('.two.wav', bytes.subarray(seam))]
}

test.each(['high', 'lossless'] as const)(
  'two halves of one piece sound as the piece, without a sample more or less (%s)',
  async (quality) => {
    const { sampleRate, app } = harness
    const whole = await harness.synthesise(quality, seconds)
    const halves = await cut(whole, Math.round(sampleRate * 5.4321))
    const tracks = [await harness.publishForQueue(halves[0]), await harness.publishForQueue(halves[1])]
    const recorded = await app.window.evaluate(
      ([wish, queue]) =>
        window.playerPage.record(async (player) => {
          player.setQuality(wish)
          player.setNormalised(false)
          player.playTracks(queue)
          await window.playerPage.until(({ index, isPlaying }) => index === 1 && !isPlaying)
        }),
      [quality, tracks] as const,
    )
    const samples = trimLeadingSilence(decodeSamples(recorded))
    const reference = await harness.readReference(whole)
    const found = compareSignals(
      reference,
      { sampleRate, samples },
      { minSeconds: seconds, minCorrelation: 0.999 },
    )
    expect(found).toMatchObject({ same: true, lagSpread: 0 })
    expect(samples.findLastIndex((sample) => sample !== 0)).toBeLessThan(sampleRate * seconds + 2)
    expect(await app.window.evaluate(() => window.playerPage.player.store.getState().stalls)).toBe(0)
  },
)
