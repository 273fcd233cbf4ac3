import { afterEach, beforeEach, expect, test } from 'vitest'
import { workId } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { TrackLoudness } from './trackLoudness.ts'

let store: Store
let kept: TrackLoudness
beforeEach(() => {
  store = openStore(':memory:')
  kept = new TrackLoudness(store)
})
afterEach(() => store.close())

const id = (digit: string) => workId.parse(digit.repeat(32))
const histogram = (lufs: number, count: number) => [
  ...Array.from({ length: (lufs + 70) * 10 }, () => 0),
  count,
]

test('a release is as loud as its tracks are together; its peak is the highest of theirs', () => {
  kept.keep(id('a'), 1, histogram(-20, 100))
  kept.keep(id('b'), 1, histogram(-14, 100))
  const tracks = [
    { id: id('a'), edition: 1, loudness: { integrated: -20, truePeak: -0.2 } },
    { id: id('b'), edition: 1, loudness: { integrated: -14, truePeak: -3 } },
  ]
  // The mean of the energies, not of the decibels.
  expect(kept.ofRelease(tracks)).toEqual({ integrated: -16, truePeak: -0.2 })
  kept.keep(id('b'), 2, histogram(-20, 100))
  const [first, second] = tracks
  if (first === undefined || second === undefined) throw new Error('There are two.')
  const remade = kept.ofRelease([first, { ...second, edition: 2 }])
  expect(remade?.integrated).toBeCloseTo(-20, 0)
})

test('it is unknown where one of them was encoded elsewhere', () => {
  kept.keep(id('a'), 1, histogram(-20, 100))
  const loudness = { integrated: -20, truePeak: -0.2 }
  expect(
    kept.ofRelease([
      { id: id('a'), edition: 1, loudness },
      { id: id('c'), edition: 1, loudness },
    ]),
  ).toBeUndefined()
})
