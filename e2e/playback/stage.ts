import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { synthesiseWav } from '../../src/node/media/synthesise.ts'
import { readSignal, type Signal } from '../../src/node/media/signal.ts'
import { createPlaybackWorld, type PlaybackWorld } from '../../src/node/playback/testing/playbackWorld.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import type { TrackManifest } from '../../src/protocol/manifest.ts'
import type { QueueTrack } from '../../src/renderer/playback/state.ts'
import { launchPlayer, type PlayerApp } from './playerApp.ts'

/** Published tracks and the player that plays them, in real Chromium. */
export interface Stage extends PlaybackWorld {
  readonly app: PlayerApp
  /** Hz: of what is recorded. */
  readonly sampleRate: number
  /** A made-up piece of its own. @param sampleRate the recording's unless given. Returns the file's path */
  compose(name: string, seconds: number, sampleRate?: number): Promise<string>
  /** Makes another file of one, with ffmpeg's own options in between. Returns its path */
  convert(from: string, options: string, to: string): Promise<string>
  /** Publishes a file for the queue. */
  offer(file: string): Promise<QueueTrack>
  /** A file as it should sound. */
  hear(file: string): Promise<Signal>
}

export async function createStage(): Promise<Stage> {
  const world = await createPlaybackWorld()
  const app = await launchPlayer(world.playback)
  const sampleRate = await app.window.evaluate(() => window.playerPage?.sampleRate ?? 0)
  const ffmpeg = await findFfmpeg()
  let seed = 10
  return {
    ...world,
    app,
    sampleRate,
    async compose(name, seconds, rate = sampleRate) {
      const file = join(world.folder, `${name}.wav`)
      seed += 1
      await synthesiseWav(file, { seconds, seed, sampleRate: rate })
      return file
    },
    async convert(from, options, to) {
      const file = join(world.folder, to)
      await promisify(execFile)(ffmpeg, ['-v', 'error', '-y', '-i', from, ...options.split(' '), file])
      return file
    },
    offer: async (file) => toTrack(await world.publish(file, file)),
    hear: async (file) => readSignal(file, { ffmpeg, sampleRate }),
    async close() {
      await app.close()
      await world.close()
    },
  }
}

function toTrack({ capsule, credits, artist, durationMs }: TrackManifest): QueueTrack {
  const { title, artistName } = credits
  return { label: capsule.label, title, artistName, artist, releaseTitle: null, artwork: null, durationMs }
}

/** What came out of the player, as base64, because lists of numbers travel slowly. */
export function toSamples(base64: string): Float32Array {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  return new Float32Array(bytes.buffer)
}

/** Root mean square. */
export function levelOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}
