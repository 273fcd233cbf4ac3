import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { readSignal, type Signal } from '../../src/testAudio/signal.ts'
import {
  createPlaybackHarness,
  type PlaybackHarness,
} from '../../src/node/playback/testing/playbackHarness.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { cidOf } from '../../src/ipfs/blocks/cids.ts'
import type { Loudness } from '../../src/node/media/loudness.ts'
import { newWorkId, type ReleaseManifest, type TrackManifest } from '../../src/protocol/manifest.ts'
import { toLabel } from '../../src/shared/ids.ts'
import type { QueueTrack } from '../../src/renderer/playback/playerState.ts'
import { launchPlayer, type PlayerApp } from './playerApp.ts'

/** Published tracks and the player that plays them, in real Chromium. */
export interface PlayerHarness extends PlaybackHarness {
  readonly app: PlayerApp
  /** Hz: of what is recorded. */
  readonly sampleRate: number
  /** A made-up piece of its own. @param sampleRate the recording's unless given. Returns the file's path */
  synthesise(name: string, seconds: number, sampleRate?: number): Promise<string>
  /** Makes another file of one, with ffmpeg's own options in between. Returns its path */
  convert(from: string, options: string, to: string): Promise<string>
  /** Publishes a file for the queue. */
  publishForQueue(file: string): Promise<QueueTrack>
  /** Makes a release of published tracks known, and how loud it is as a whole. */
  addReleaseOf(tracks: readonly QueueTrack[], loudness: Loudness): void
  /** A file as it should sound. */
  readReference(file: string): Promise<Signal>
}

export async function createPlayerHarness(): Promise<PlayerHarness> {
  const playbackHarness = await createPlaybackHarness()
  const app = await launchPlayer(playbackHarness.playback, ['--use-fake-device-for-media-stream'])
  const sampleRate = await app.window.evaluate(() => window.playerPage?.sampleRate ?? 0)
  const ffmpeg = await findFfmpeg()
  let seed = 10
  const manifests = new Map<string, TrackManifest>()
  return {
    ...playbackHarness,
    app,
    sampleRate,
    async synthesise(name, seconds, rate = sampleRate) {
      const file = join(playbackHarness.folder, `${name}.wav`)
      seed += 1
      await synthesiseWav(file, { seconds, seed, sampleRate: rate })
      return file
    },
    async convert(from, options, to) {
      const file = join(playbackHarness.folder, to)
      await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', '-i', from, ...options.split(' '), file])
      return file
    },
    async publishForQueue(file) {
      const manifest = await playbackHarness.publish(file, file)
      manifests.set(manifest.capsule.label, manifest)
      return toQueueTrack(manifest)
    },
    addReleaseOf(tracks, loudness) {
      const bodies = tracks.flatMap(({ label }) => manifests.get(label) ?? [])
      playbackHarness.addRelease(releaseOf(bodies, loudness))
    },
    readReference: async (file) => readSignal(file, { ffmpeg, sampleRate }),
    async close() {
      await app.close()
      await playbackHarness.close()
    },
  }
}

function toQueueTrack({ capsule, credits, artist, durationMs }: TrackManifest): QueueTrack {
  const { title, artistName } = credits
  return { label: capsule.label, title, artistName, artist, releaseTitle: null, artwork: null, durationMs }
}

function releaseOf(bodies: readonly TrackManifest[], loudness: Loudness): ReleaseManifest {
  const [first] = bodies
  if (first === undefined) throw new Error('A release has tracks.')
  const { artist, credits, price } = first
  const id = newWorkId(artist)
  const capsule = { ...first.capsule, label: toLabel('release', id, 1) }
  const tracks = bodies.map((body) => {
    const manifest = cidOf(Buffer.from(body.id), 'dag-cbor')
    return { id: body.id, edition: body.edition, commitment: body.commitment, manifest }
  })
  return { v: 1, id, edition: 1, artist, credits, price, capsule, tracks, createdAt: 1, loudness }
}

/** What came out of the player, as base64, because lists of numbers travel slowly. */
export function decodeSamples(base64: string): Float32Array {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  return new Float32Array(bytes.buffer)
}

/** Root mean square. */
export function rmsLevel(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}
