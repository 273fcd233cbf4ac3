import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findFfmpeg } from '../../process/tools.ts'
import type { Label } from '../../shared/ids.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { SoundCutter } from '../playback/hls/exactSound.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../playback/testing/playbackHarness.ts'
import type { ListenEndpoint } from './listenEndpoint.ts'
import { ListenServer } from './listenServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const run = promisify(execFile)
const seconds = 4.321
const frames = Math.round(seconds * 44_100)
/** Bytes of a moment: two channels of 16 bits. */
const frameBytes = 4
/** It gives the sound card 2048 moments at a time. */
const ffplayBufferBytes = 2048 * frameBytes
const host = '127.0.0.2'
let harness: PlaybackHarness
let server: ListenServer
let label: Label
/** What was published, as the players are to send it to the sound card. */
let samples: Buffer

beforeAll(async () => {
  harness = await createPlaybackHarness()
  const cutter = new SoundCutter(await findFfmpeg())
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds, seed: 7 })
  samples = dataOf(await readFile(file))
  label = (await harness.publish(file, 'A song')).capsule.label
  const nothing = () => Promise.reject(new Error('Nothing is here.'))
  server = new ListenServer({
    open: (each) => harness.playback.open(each),
    cutter,
    library: async () => [],
    join: nothing,
    artwork: nothing,
    onFailure: () => undefined,
    ownAddresses: () => [{ name: 'test', address: host }],
  })
})
afterAll(async () => {
  await server.stop()
  await harness.close()
})

describe.each(['loopback', 'the network'] as const)('on %s', (way) => {
  let endpoint: ListenEndpoint
  beforeAll(async () => {
    const lan = { address: host, port: 0, expiresAt: Date.now() + 3600_000 }
    endpoint = way === 'loopback' ? await server.listen(0) : (await server.listenOnLan(lan)).endpoint
  })
  const playlist = () => new URL(`/hls/${label}/master.m3u8`, endpoint.url).href
  const header = () => `Authorization: Bearer ${new URL(endpoint.url).hash.slice(1)}`

  test('mpv plays every sample, and not one more', async () => {
    const file = join(harness.folder, 'mpv.wav')
    await run('mpv', [
      '--no-config',
      '--no-video',
      '--ao=pcm',
      `--ao-pcm-file=${file}`,
      `--http-header-fields=${header()}`,
      playlist(),
    ])
    expect(samples.length).toBe(frames * frameBytes)
    expect(Buffer.compare(dataOf(await readFile(file)), samples)).toBe(0)
  })

  test('ffplay plays from the first sample to the last buffer that it fills, and nothing after it', async () => {
    const file = join(harness.folder, 'ffplay.raw')
    const env = { ...process.env, SDL_AUDIODRIVER: 'disk', SDL_DISKAUDIOFILE: file }
    const args = ['-v', 'error', '-nodisp', '-autoexit', '-headers', `${header()}\r\n`, '-i', playlist()]
    await run('ffplay', args, { env })
    const written = await readFile(file)
    const start = written.indexOf(samples.subarray(4000, 8000)) - 4000
    // It is silent until it has something, and ends with the last sample that it has read, whether it was heard or not.
    expect(isSilent(written.subarray(0, start))).toBe(true)
    const played = written.subarray(start, start + samples.length)
    expect(Buffer.compare(played, samples.subarray(0, played.length))).toBe(0)
    expect(samples.length - played.length).toBeLessThan(ffplayBufferBytes)
    expect(isSilent(written.subarray(start + samples.length))).toBe(true)
    expect(written.length - start - samples.length).toBeLessThan(ffplayBufferBytes)
  })
})

const isSilent = (sound: Buffer) => sound.every((byte) => byte === 0)

/** The samples of a WAV file. */
function dataOf(wav: Buffer): Buffer {
  const at = wav.indexOf('data')
  return wav.subarray(at + 8, at + 8 + wav.readUInt32LE(at + 4))
}
