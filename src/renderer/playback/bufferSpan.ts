import type { PlayableRendition } from '../../shared/api/playback.ts'
import { bitDepth } from './transcode/flacFrames.ts'

/** How much of the timeline is held on either side of what is heard; seconds of sound. */
export interface BufferSpan {
  /** What is enough to have in advance. */
  readonly ahead: number
  /** What was played and is kept for going back. */
  readonly behind: number
}

const usualAhead = { seconds: 30, bytes: 4_000_000 }
const usualBehind = { seconds: 20, bytes: 3_000_000 }
/** In advance, with the segment that goes beyond it: Chromium holds 12 MB in all. */
const mostAheadBytes = 9_000_000

/**
 * What is played faster is used up faster: as much time is left for what comes next, as far as there is room, and less is
 * kept of what was played.
 *
 * @param renditions that follow each other
 * @param rate 1: as it was recorded
 */
export function bufferSpan(
  renditions: readonly Pick<PlayableRendition, 'sampleRate' | 'channels' | 'segments'>[],
  rate: number,
): BufferSpan {
  const speed = Math.max(1, rate)
  // What is appended is not compressed.
  const frames = renditions.map(({ channels }) => (channels * bitDepth) / 8)
  const bytesPerSecond = Math.max(
    1,
    ...renditions.map(({ sampleRate }, at) => sampleRate * (frames[at] ?? 0)),
  )
  const segmentBytes = renditions.map(({ segments }, at) => Math.max(0, ...segments) * (frames[at] ?? 0))
  const room = Math.max(usualAhead.bytes, mostAheadBytes - Math.max(0, ...segmentBytes))
  return {
    ahead: Math.min(usualAhead.seconds * speed, Math.min(usualAhead.bytes * speed, room) / bytesPerSecond),
    behind: Math.min(usualBehind.seconds, usualBehind.bytes / speed / bytesPerSecond),
  }
}
