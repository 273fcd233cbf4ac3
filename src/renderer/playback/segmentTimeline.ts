import type { PlayableRendition } from '../../shared/api/playback.ts'

/** A range of the timeline, seconds. */
export interface TimeRange {
  readonly from: number
  readonly to: number
}

/** What is heard of one segment, on the timeline. */
export interface PlacedSegment extends TimeRange {
  readonly index: number
}

/** A rendition laid on the timeline that all tracks share: exactly its true samples, from `from` to `to`. */
export interface Placement extends TimeRange {
  /** Where the decoder's first sample, which may be one of encoder delay, falls. */
  readonly offset: number
  /** Those of which anything is heard, in order. */
  readonly segments: readonly PlacedSegment[]
}

/** Lays a rendition on the timeline. @param from seconds */
export function placeOnTimeline(rendition: PlayableRendition, from: number): Placement {
  const { sampleRate, encoderDelay, sampleCount } = rendition
  const offset = from - encoderDelay / sampleRate
  const to = from + sampleCount / sampleRate
  const segments: PlacedSegment[] = []
  let samples = 0
  for (const [index, count] of rendition.segments.entries()) {
    const begin = Math.max(samples, encoderDelay)
    samples += count
    const end = Math.min(samples, encoderDelay + sampleCount)
    if (begin < end)
      segments.push({ index, from: offset + begin / sampleRate, to: offset + end / sampleRate })
  }
  return { from, to, offset, segments }
}

/** A placement, and the indices of its segments that can be played. */
export interface BufferedTrack {
  readonly placement: Placement
  readonly loaded: ReadonlySet<number>
}

export type BufferAction =
  /** Append this segment of the placement with this number. */
  | { readonly kind: 'append'; readonly at: number; readonly segment: PlacedSegment }
  /** So much is there that the next can wait. */
  | { readonly kind: 'enough' }
  /** All of it is there. */
  | { readonly kind: 'complete' }

/**
 * What has to be appended next so that sound goes on from `position`.
 *
 * @param tracks follow each other without a gap
 * @param ahead seconds that are enough
 */
export function nextBufferAction(
  tracks: readonly BufferedTrack[],
  position: number,
  ahead: number,
): BufferAction {
  const last = tracks.at(-1)?.placement.segments.at(-1)
  for (const [at, { placement, loaded }] of tracks.entries()) {
    for (const segment of placement.segments) {
      if (segment.to <= position && segment !== last) continue
      if (loaded.has(segment.index)) continue
      if (segment.from - position >= ahead) return { kind: 'enough' }
      return { kind: 'append', at, segment }
    }
  }
  return { kind: 'complete' }
}

/** @returns seconds on the timeline up to where sound goes on from `position` without another append */
export function playableUntil(tracks: readonly BufferedTrack[], position: number): number {
  let until = position
  for (const { placement, loaded } of tracks) {
    for (const segment of placement.segments) {
      if (segment.to <= position) continue
      if (!loaded.has(segment.index)) return until
      until = segment.to
    }
  }
  return until
}

/** Shorter segments count as buffered: rounding could hide them in the ranges. */
const minDetectableSeconds = 0.1

/** Which of the loaded segments are still there: Chromium drops what was played when it needs room. */
export function retainedSegments(
  { placement, loaded }: BufferedTrack,
  ranges: readonly TimeRange[],
): Set<number> {
  const kept = placement.segments.filter(({ index, from, to }) => {
    if (!loaded.has(index)) return false
    if (to - from < minDetectableSeconds) return true
    return ranges.some(
      (range) => range.from <= from + minDetectableSeconds / 2 && range.to >= to - minDetectableSeconds / 2,
    )
  })
  return new Set(kept.map(({ index }) => index))
}
