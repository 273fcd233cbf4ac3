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
import type { TrackManifest } from '../../src/protocol/manifest.ts'
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
  /** A file as it should sound. */
  readReference(file: string): Promise<Signal>
}

export async function createPlayerHarness(): Promise<PlayerHarness> {
  const playbackHarness = await createPlaybackHarness()
  const app = await launchPlayer(playbackHarness.playback)
  const sampleRate = await app.window.evaluate(() => window.playerPage?.sampleRate ?? 0)
  const ffmpeg = await findFfmpeg()
  let seed = 10
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
    publishForQueue: async (file) => toQueueTrack(await playbackHarness.publish(file, file)),
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

/** What came out of the player, as base64, because lists of numbers travel slowly. */
export function decodeSamples(base64: string): Float32Array {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  return new Float32Array(bytes.buffer)
}

/** Root mean square. */
export function rmsLevel(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}
