import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findFfmpeg } from '../../../process/tools.ts'
import { decodeAudio } from '../../media/decodeAudio.ts'
import type { Rendition, TrackManifest } from '../../../protocol/manifest.ts'
import { synthesiseWav } from '../../../testAudio/synthesise.ts'
import { bestRendition } from '../bestRendition.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../testing/playbackHarness.ts'
import { ExactSound, SoundCutter } from './exactSound.ts'
import { HlsServer } from './hlsServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const run = promisify(execFile)
const output = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
let harness: PlaybackHarness
let ffmpeg: string
let cutter: SoundCutter
let server: HlsServer
beforeAll(async () => {
  harness = await createPlaybackHarness()
  ffmpeg = await findFfmpeg()
  cutter = new SoundCutter(ffmpeg)
  server = new HlsServer({
    open: (label) => harness.playback.open(label),
    cutter,
    onFailure: (error) => {
      throw error
    },
  })
})
afterAll(async () => {
  await server.stop()
  await harness.close()
})

/** What another player makes of the link, interleaved 16-bit samples. */
async function heard({ capsule }: TrackManifest): Promise<Int16Array> {
  const { url } = await server.link(capsule.label)
  const { stdout } = await run(ffmpeg, ['-v', 'error', '-i', url, '-f', 's16le', '-'], output)
  return new Int16Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength))
}

/** What the app's own decoding makes of it, which the manifest's numbers cut. */
async function decoded(manifest: TrackManifest, rendition: Rendition): Promise<Int16Array> {
  const track = await harness.playback.open(manifest.capsule.label)
  const parts: Buffer[] = []
  await decodeAudio(rendition, track.readAll(rendition), {
    ffmpeg,
    encoding: 's16',
    onSamples: async (bytes) => void parts.push(Buffer.from(bytes)),
  })
  track.close()
  const all = Buffer.concat(parts)
  return new Int16Array(all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength))
}

test.each([
  { seconds: 9.1234, channels: 2, sampleRate: 44_100 },
  { seconds: 0.5, channels: 1, sampleRate: 48_000 },
  { seconds: 5, channels: 2, sampleRate: 48_000 },
] as const)(
  'a lossless track of $seconds s is heard to the very sample, and no sample more',
  async (piece) => {
    const file = join(harness.folder, 'piece.wav')
    await synthesiseWav(file, { ...piece, seed: 3 })
    const manifest = await harness.publish(file, 'Lossless')
    const { sampleCount, channels } = bestRendition(manifest)
    const samples = await heard(manifest)
    expect(samples.length).toBe(sampleCount * channels)
    expect(Buffer.compare(Buffer.from(samples.buffer), await pcmOf(file))).toBe(0)
  },
)

async function pcmOf(file: string): Promise<Buffer> {
  return (await run(ffmpeg, ['-v', 'error', '-i', file, '-f', 's16le', '-'], output)).stdout
}

test('a track that there is only as AAC is as long as its source, and sounds as in the app', async () => {
  const wav = join(harness.folder, 'piece.wav')
  const file = join(harness.folder, 'piece.mp3')
  await synthesiseWav(wav, { seconds: 11.37, seed: 5 })
  await run(ffmpeg, ['-v', 'error', '-y', '-i', wav, '-b:a', '192k', file])
  const manifest = await harness.publish(file, 'Lossy')
  const rendition = bestRendition(manifest)
  expect(rendition.codec).toBe('mp4a.40.2')
  const samples = await heard(manifest)
  const own = await decoded(manifest, rendition)
  expect(samples.length).toBe(rendition.sampleCount * rendition.channels)
  let furthest = 0
  for (const [index, sample] of samples.entries())
    furthest = Math.max(furthest, Math.abs(sample - (own[index] ?? 0)))
  // Dither moves a sample by two steps at most.
  expect(furthest).toBeLessThanOrEqual(2)
})

test('segments stand one behind the other on one timeline, wherever a player begins', async () => {
  const wav = join(harness.folder, 'piece.wav')
  const file = join(harness.folder, 'piece.mp3')
  await synthesiseWav(wav, { seconds: 9, seed: 6 })
  await run(ffmpeg, ['-v', 'error', '-y', '-i', wav, file])
  const { capsule } = await harness.publish(file, 'Seeking')
  const { url } = await server.link(capsule.label)
  const probed = ['-v', 'error', '-i', url, '-ss', '6', '-f', 's16le', '-']
  const { stdout } = await run(ffmpeg, probed, output)
  const sound = new ExactSound(await harness.playback.open(capsule.label), cutter)
  const total = sound.lengths.reduce((sum, samples) => sum + samples, 0)
  expect(total).toBe(sound.rendition.sampleCount)
  const atSix = 6 * sound.rendition.sampleRate
  expect(stdout.byteLength / 2 / sound.rendition.channels).toBe(total - atSix)
  await expect(sound.read(sound.lengths.length + 1)).rejects.toMatchObject({ code: 'PLAYBACK_NO_SEGMENT' })
  sound.close()
})

test('a request that is given up ends its encoder, and the next one is answered', async () => {
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 2, seed: 7 })
  const { capsule } = await harness.publish(file, 'Impatience')
  const sound = new ExactSound(await harness.playback.open(capsule.label), cutter)
  const last = sound.lengths.length
  await expect(sound.read(last, AbortSignal.abort())).rejects.toThrow('aborted')
  expect((await sound.read(last)).byteLength).toBeGreaterThan(1000)
  sound.close()
})
