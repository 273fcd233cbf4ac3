import { expect, test } from 'vitest'
import { type DraftTrack, toDraftTrack } from './draft.ts'
import { moveTrack, numberTrack, withAdded } from './draftOrder.ts'

function tracks(...numbers: readonly (number | null)[]): DraftTrack[] {
  return numbers.map((trackNumber, index) => track(String.fromCodePoint(97 + index), trackNumber))
}

function track(name: string, trackNumber: number | null, releaseTitle = 'Tides'): DraftTrack {
  return toDraftTrack({
    file: name,
    title: name,
    artistName: null,
    releaseTitle,
    genre: null,
    releaseDate: null,
    releaseType: null,
    tags: [],
    discNumber: null,
    trackNumber,
    albumArtist: null,
    composer: null,
    recordLabel: null,
    licence: null,
    copyright: null,
    isrc: null,
    lyrics: null,
    format: null,
    durationMs: 1,
    artwork: null,
    warnings: [],
    problem: null,
    isLeftOut: false,
  })
}

const rows = (all: readonly DraftTrack[]) =>
  all.map(({ file, text }) => `${text.trackNumber}${file}`).join(' ')

test('a track that is moved takes the number of its new place, and the others close up', () => {
  expect(rows(moveTrack(tracks(1, 2, 3, 4), 'd', 1))).toBe('1a 2d 3b 4c')
  expect(rows(moveTrack(tracks(1, 2, 3, 4), 'a', 3))).toBe('1b 2c 3d 4a')
  expect(rows(moveTrack(tracks(5, 6, 7), 'c', 0))).toBe('5c 6a 7b')
})

test('tracks without numbers get them when one is moved', () => {
  expect(rows(moveTrack(tracks(null, 2, null), 'c', 0))).toBe('1c 2a 3b')
})

test('a number that is typed moves the track to its place', () => {
  expect(rows(numberTrack(tracks(1, 2, 3, 4, 5), 'e', '1'))).toBe('1e 2a 3b 4c 5d')
  expect(rows(numberTrack(tracks(1, 2, 3, 4, 5), 'a', '4'))).toBe('1b 2c 3d 4a 5e')
  expect(rows(numberTrack(tracks(1, 2, 3), 'b', '2'))).toBe('1a 2b 3c')
})

test('a number that no track has is taken as it is, in its order', () => {
  expect(rows(numberTrack(tracks(7), 'a', '3'))).toBe('3a')
  expect(rows(numberTrack(tracks(2, 4, 6), 'a', '5'))).toBe('4b 5a 6c')
  expect(rows(numberTrack(tracks(2, 4, 6), 'c', '3'))).toBe('2a 3c 4b')
  expect(rows(numberTrack(tracks(1, 2, 3), 'a', '9'))).toBe('2b 3c 9a')
})

test('what is no number is kept to be put right, and moves nothing', () => {
  expect(rows(numberTrack(tracks(1, 2), 'b', 'two'))).toBe('1a twob')
})

test('the numbers of another release stay', () => {
  const two = [...tracks(1, 2), track('x', 1, 'Roofs'), track('y', 2, 'Roofs')]
  expect(rows(moveTrack(two, 'y', 0))).toBe('1y 1a 2b 2x')
})

test('added files find their place, until a person has moved some', () => {
  const [a, b, c] = tracks(1, 2, 3)
  if (a === undefined || b === undefined || c === undefined) throw new Error('Three were made.')
  expect(rows(withAdded([a, c], [b]))).toBe('1a 2b 3c')
  expect(rows(withAdded(moveTrack([a, c], 'c', 0), [b]))).toBe('1c 3a 2b')
})
