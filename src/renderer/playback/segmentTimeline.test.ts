import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlayableRendition } from '../../shared/api/playback.ts'
import {
  type BufferedTrack,
  nextBufferAction,
  placeOnTimeline,
  playableUntil,
  retainedSegments,
} from './segmentTimeline.ts'

const rendition = (
  samples: readonly number[],
  change: Partial<PlayableRendition> = {},
): PlayableRendition => ({
  name: 'aac',
  mime: 'audio/mp4; codecs="mp4a.40.2"',
  sampleRate: 100,
  channels: 2,
  bitrate: 256_000,
  encoderDelay: 10,
  sampleCount: samples.reduce((sum, count) => sum + count, 0) - 30,
  segments: [0, ...samples],
  ...change,
})

/** Renditions as encoders make them: delay in the first segments, padding in the last. */
const renditions = fc
  .record({
    samples: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
    encoderDelay: fc.nat(300),
    padding: fc.nat(300),
  })
  .map(({ samples, encoderDelay, padding }) => {
    const all = [...samples, encoderDelay + padding]
    return rendition(all, { encoderDelay, sampleCount: samples.reduce((sum, count) => sum + count, 0) })
  })

test('a track lies on the timeline with exactly its true samples', () => {
  const placed = placeOnTimeline(rendition([100, 400, 400, 15]), 7)
  expect(placed.offset).toBeCloseTo(6.9)
  expect(placed.to).toBeCloseTo(7 + 8.85)
  expect(placed.segments.map(({ index }) => index)).toEqual([1, 2, 3])
  expect(placed.segments[0]?.from).toBeCloseTo(7)
  expect(placed.segments.at(-1)?.to).toBeCloseTo(placed.to)
})

test('a file in one piece is one segment', () => {
  const preview = rendition([], { encoderDelay: 0, sampleCount: 3000, segments: [3000] })
  expect(placeOnTimeline(preview, 0).segments).toEqual([{ index: 0, from: 0, to: 30 }])
})

test('segments follow each other without gap or overlap from the first true sample to the last', () => {
  fc.assert(
    fc.property(renditions, fc.nat(1000), (form, from) => {
      const { segments, to } = placeOnTimeline(form, from)
      expect(segments[0]?.from).toBeCloseTo(from, 6)
      expect(segments.at(-1)?.to).toBeCloseTo(to, 6)
      for (const [at, segment] of segments.entries()) {
        expect(segment.to).toBeGreaterThan(segment.from)
        expect(segment.from).toBeCloseTo(at === 0 ? from : (segments[at - 1]?.to ?? 0), 6)
      }
    }),
  )
})

test('appending what is asked for, step by step, makes everything from any place on playable, nothing twice', () => {
  fc.assert(
    fc.property(
      fc.array(renditions, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (forms, share) => {
        let from = 0
        const tracks: { placement: BufferedTrack['placement']; loaded: Set<number> }[] = forms.map((form) => {
          const placement = placeOnTimeline(form, from)
          from = placement.to
          return { placement, loaded: new Set<number>() }
        })
        const position = from * share
        for (;;) {
          const step = nextBufferAction(tracks, position, Number.POSITIVE_INFINITY)
          if (step.kind !== 'append') break
          const { loaded } = tracks[step.at] ?? { loaded: new Set() }
          expect(loaded.has(step.segment.index)).toBe(false)
          loaded.add(step.segment.index)
        }
        expect(playableUntil(tracks, position)).toBeCloseTo(Math.max(position, from), 6)
      },
    ),
  )
})

test('no more is appended than is enough', () => {
  const placement = placeOnTimeline(rendition([100, 400, 400, 400, 400]), 0)
  const loaded = new Set([1, 2])
  expect(nextBufferAction([{ placement, loaded }], 0, 4)).toEqual({ kind: 'enough' })
  expect(nextBufferAction([{ placement, loaded }], 3, 4)).toMatchObject({
    kind: 'append',
    segment: { index: 3 },
  })
  expect(nextBufferAction([{ placement, loaded: new Set([1, 2, 3, 4, 5]) }], 3, 4)).toEqual({
    kind: 'complete',
  })
})

test('what the browser dropped is appended again, and what lies where it should is not', () => {
  const placement = placeOnTimeline(rendition([100, 400, 400, 400]), 0)
  const loaded = new Set([1, 2, 3])
  const ranges = [{ from: 4.85, to: 8.89 }]
  expect([...retainedSegments({ placement, loaded }, ranges)]).toEqual([3])
  expect([...retainedSegments({ placement, loaded }, [{ from: 0, to: 8.9 }])]).toEqual([1, 2, 3])
})
