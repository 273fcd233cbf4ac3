import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compare } from '../../src/node/media/compare.ts'
import { fromFirstSound } from '../app/sound.ts'
import { createStage, type Stage, toSamples } from './stage.ts'

const seconds = 12
let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

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
    const { sampleRate, app } = stage
    const whole = await stage.compose(quality, seconds)
    const halves = await cut(whole, Math.round(sampleRate * 5.4321))
    const tracks = [await stage.offer(halves[0]), await stage.offer(halves[1])]
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
    const samples = fromFirstSound(toSamples(recorded))
    const reference = await stage.hear(whole)
    const found = compare(reference, { sampleRate, samples }, { minSeconds: seconds, minCorrelation: 0.999 })
    expect(found).toMatchObject({ same: true, lagSpread: 0 })
    expect(samples.findLastIndex((sample) => sample !== 0)).toBeLessThan(sampleRate * seconds + 2)
    expect(await app.window.evaluate(() => window.playerPage.player.store.getState().stutters)).toBe(0)
  },
)
