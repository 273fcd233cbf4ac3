import { describe, expect, test } from 'vitest'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import {
  commonText,
  countProblems,
  type Draft,
  emptyDraft,
  problemsOf,
  toUploadInput,
  trackCountProblem,
} from './draft.ts'
import { withFiles } from './draftFiles.ts'

const token = { symbol: 'TTT', decimals: 18 }

function file(name: string, more: Partial<InspectedFile> = {}): InspectedFile {
  return {
    file: `/music/${name}.flac`,
    title: name,
    artistName: 'Ana',
    releaseTitle: 'Tides',
    genre: null,
    releaseDate: '2026-11',
    releaseType: null,
    tags: [],
    discNumber: null,
    trackNumber: null,
    albumArtist: null,
    composer: null,
    recordLabel: null,
    licence: null,
    copyright: null,
    isrc: null,
    lyrics: null,
    format: 'FLAC, 44.1 kHz, stereo',
    durationMs: 1000,
    artwork: null,
    warnings: [],
    problem: null,
    isLeftOut: false,
    ...more,
  }
}

const broken = file('noise', { problem: { code: 'MEDIA_NOT_AUDIO', message: 'This is no audio file.' } })

function priced(draft: Draft, price: string): Draft {
  const tracks = draft.tracks.map((track) => ({ ...track, text: { ...track.text, price } }))
  return { tracks, release: draft.release && { ...draft.release, price } }
}

describe('files added to a draft', () => {
  test('stand in the order of their release, once each', () => {
    const second = file('b', { trackNumber: 2 })
    const draft = withFiles(withFiles(emptyDraft, [second]), [file('a', { trackNumber: 1 }), second])
    expect(draft.tracks.map(({ text }) => text.title)).toEqual(['a', 'b'])
  })

  test('of one release are suggested as a release', () => {
    expect(withFiles(emptyDraft, [file('a'), file('b')]).release).toMatchObject({
      title: 'Tides',
      artistName: 'Ana',
    })
    expect(withFiles(emptyDraft, [file('a'), file('b', { releaseTitle: null })]).release).toBeNull()
    expect(withFiles(emptyDraft, [file('a')]).release).toBeNull()
  })
})

test('says what the tracks have in common', () => {
  const { tracks } = withFiles(emptyDraft, [file('a'), file('b')])
  expect([commonText(tracks, 'artistName'), commonText(tracks, 'title')]).toEqual(['Ana', ''])
})

test('says what must be put right, and uploads nothing before', () => {
  const draft = withFiles(emptyDraft, [file('a', { title: ' ' }), broken])
  expect(draft.tracks.map((track) => problemsOf(track, token))[0]).toEqual({
    title: 'Give it a title.',
    price: 'Set a price; 0 gives it away.',
  })
  expect(countProblems(draft, token)).toBe(2)
  expect(toUploadInput(draft, token)).toBeUndefined()
})

test('what nobody is named for is to be put right: it would be by an unknown artist for good', () => {
  const draft = priced(withFiles(emptyDraft, [file('a', { artistName: null })]), '1')
  expect(draft.tracks.map((track) => problemsOf(track, token))).toEqual([{ artistName: 'Say who it is by.' }])
  expect(toUploadInput(draft, token)).toBeUndefined()
})

test('a release of too many tracks, and words that are too long, are to be put right', () => {
  const many = Array.from({ length: 201 }, (_, index) => file(`${index}`))
  const draft = priced(withFiles(emptyDraft, many), '1')
  expect(trackCountProblem(draft)).toMatch('at most 200 tracks; these are 201')
  expect(countProblems(draft, token)).toBe(1)
  expect(trackCountProblem({ ...draft, release: null })).toBeUndefined()
  const [long] = withFiles(emptyDraft, [
    file('a', { artistName: '🎵'.repeat(201), genre: 'x'.repeat(80) }),
  ]).tracks
  expect(long && problemsOf({ ...long, text: { ...long.text, price: '1' } }, token)).toEqual({
    artistName: 'Write at most 200 characters.',
  })
})

test('a date that is none is to be put right', () => {
  const [track] = priced(withFiles(emptyDraft, [file('a', { releaseDate: '2026-11-29' })]), '1').tracks
  if (track === undefined) throw new Error('A file was added.')
  const dated = (releaseDate: string) => ({ ...track, text: { ...track.text, releaseDate } })
  expect(problemsOf(dated(' 2026-11 '), token)).toEqual({})
  expect(problemsOf(dated(''), token)).toEqual({})
  expect(problemsOf(dated('2026-02-30'), token)).toEqual({
    releaseDate: 'Write a day, a month or a year, such as 2026-11-29, 2026-11 or 2026.',
  })
})

test('what was left out of a folder is kept apart, once', () => {
  const leftOut = file('project', { isLeftOut: true, problem: broken.problem })
  const draft = withFiles(withFiles(emptyDraft, [file('a'), leftOut]), [leftOut])
  expect([draft.tracks.length, draft.leftOut]).toEqual([1, [leftOut]])
})

test('uploads what can be sold, with what was typed and the release’s own price', () => {
  const draft = priced(withFiles(emptyDraft, [file('a', { trackNumber: 1 }), file('b'), broken]), '2,50')
  expect(toUploadInput(draft, token)).toEqual({
    tracks: [
      {
        file: '/music/a.flac',
        price: 25n * 10n ** 17n,
        edits: {
          title: 'a',
          artistName: 'Ana',
          releaseTitle: 'Tides',
          releaseDate: '2026-11',
          trackNumber: 1,
        },
      },
      {
        file: '/music/b.flac',
        price: 25n * 10n ** 17n,
        edits: { title: 'b', artistName: 'Ana', releaseTitle: 'Tides', releaseDate: '2026-11' },
      },
    ],
    release: { price: 25n * 10n ** 17n, edits: { title: 'Tides', artistName: 'Ana' } },
  })
})

test('has nothing to upload when no file can be sold', () => {
  expect(toUploadInput(priced(withFiles(emptyDraft, [broken]), '1'), token)).toBeUndefined()
})
