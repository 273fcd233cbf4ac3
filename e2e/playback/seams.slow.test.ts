import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeSamples, createPlayerHarness, type PlayerHarness } from './playerHarness.ts'

let harness: PlayerHarness
beforeAll(async () => {
  harness = await createPlayerHarness()
})
afterAll(() => harness.close())

test('probe', async () => {
  const { app, sampleRate } = harness
  const quiet = await harness.convert(await harness.synthesise('q0', 4), '-af volume=-28dB', 'q.wav')
  const loud = await harness.convert(
    await harness.synthesise('l0', 4),
    '-af volume=8dB,alimiter=limit=0.89:level=0',
    'l.wav',
  )
  const tracks = [await harness.publishForQueue(quiet), await harness.publishForQueue(loud)]
  console.log(
    sampleRate,
    JSON.stringify(
      await Promise.all(tracks.map(async (t) => (await harness.playback.play(t.label)).loudness)),
    ),
  )
  const recorded = await app.window.evaluate(
    (queue) =>
      window.playerPage.record(async (player) => {
        player.playTracks(queue)
        await window.playerPage.until(({ index, isPlaying }) => index === 1 && !isPlaying)
      }),
    tracks,
  )
  const s = decodeSamples(recorded)
  const first = s.findIndex((x) => x !== 0)
  const levels: string[] = []
  for (let at = first; at < s.length; at += sampleRate / 10) {
    const part = s.subarray(at, at + sampleRate / 10)
    levels.push((20 * Math.log10(Math.max(1e-9, ...part.map(Math.abs)))).toFixed(1))
  }
  console.log(s.length, first, levels.join(' '))
  expect(s.length).toBeGreaterThan(sampleRate * 7)
})
