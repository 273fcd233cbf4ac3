import { expect, test } from 'vitest'
import { workByTitle } from '../testing/fixtures/works.ts'
import { heardMeter, type HeardState } from './heardMeter.ts'

const track = { ...workByTitle('Salt'), durationMs: 200_000 }
const item = { key: 'one', track, isPreview: false, unshuffledPosition: 0 }
const other = { ...item, key: 'two' }
const begun: HeardState = {
  queue: [item, other],
  index: 0,
  isPlaying: true,
  isPreview: false,
  position: 0,
  duration: 200,
}

/** Plays from `from` to `to`, with a step a second. @returns how often it counted so far */
function listener() {
  const counted: number[] = []
  const note = heardMeter((_label, heardMs) => counted.push(heardMs))
  const play = (from: number, to: number, change: Partial<HeardState> = {}) => {
    for (let position = from; position <= to; position += 1) note({ ...begun, ...change, position })
    return counted.length
  }
  return { play, counted }
}

test('a track counts once, when half of it was heard', () => {
  const { play, counted } = listener()
  expect([play(0, 99), play(100, 200)]).toEqual([0, 1])
  expect(counted).toEqual([100_000])
})

test('of a long track four minutes are enough', () => {
  const long = { queue: [{ ...item, track: { ...track, durationMs: 3_600_000 } }] }
  const { play } = listener()
  expect([play(0, 239, long), play(240, 240, long)]).toEqual([0, 1])
})

test('what is jumped over is not heard, and what is heard in pieces adds up', () => {
  const { play } = listener()
  expect([play(0, 50), play(150, 199), play(20, 21), play(22, 22)]).toEqual([0, 0, 1, 1])
})

test('neither a pause nor a preview counts', () => {
  const { play } = listener()
  expect([play(0, 200, { isPlaying: false }), play(0, 200, { isPreview: true })]).toEqual([0, 0])
})

test('repeated, and as the next of the queue, it counts anew', () => {
  const { play } = listener()
  expect([play(0, 200), play(0, 200), play(0, 200, { index: 1 })]).toEqual([1, 2, 3])
})

test('gone back to in the middle it does not count again', () => {
  const { play } = listener()
  expect([play(0, 150), play(60, 200)]).toEqual([1, 1])
})
