import { expect, test } from 'vitest'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { own } from '../../testing/fixtures/works.ts'
import { changesOf, problemsOfEdit, toWorkEdit } from './workEdit.ts'

const [work, other] = own
if (work === undefined || other === undefined) throw new Error('There are works.')
const detail: WorkDetail = {
  work: { ...work, title: 'Rain', artistName: 'Ana', genre: 'Folk', year: 2020, releaseTitle: null },
  description: 'Words.',
  credits: {
    artists: [],
    releaseType: null,
    albumArtist: null,
    composer: null,
    recordLabel: null,
    licence: null,
    copyright: null,
    isrc: null,
    discNumber: null,
    lyrics: null,
  },
  bonus: [],
  waveform: '',
  renditions: [],
  tracks: [work, other],
  releases: [],
}
const edit = toWorkEdit(detail)

test('what was not touched is not sent', () => {
  expect(changesOf(detail, edit)).toEqual({})
})

test('what was written, emptied, moved or chosen is sent', () => {
  const edited = {
    ...edit,
    title: ' Sun ',
    genre: '',
    releaseDate: '',
    preview: { startMs: 65_000, lengthMs: 20_000 },
    artwork: { file: '/cover.png', preview: null },
    order: [other, work],
  }
  expect(changesOf(detail, edited)).toEqual({
    title: 'Sun',
    genre: '',
    releaseDate: '',
    preview: { startMs: 65_000, lengthMs: 20_000 },
    artwork: '/cover.png',
    order: [other.id, work.id],
  })
  expect(changesOf(detail, { ...edit, preview: 'whole' })).toEqual({ preview: 'whole' })
})

test('credits beyond the columns are changed and taken away', () => {
  const credited = {
    ...detail,
    credits: { ...detail.credits, composer: 'Tilda', copyright: '2020 Tilda', lyrics: 'Words' },
  }
  const before = toWorkEdit(credited)
  expect(changesOf(credited, before)).toEqual({})
  const after = { ...before, albumArtist: 'Various Artists', composer: '', lyrics: '[00:01.00]Words' }
  expect(changesOf(credited, after)).toEqual({
    albumArtist: 'Various Artists',
    composer: '',
    lyrics: '[00:01.00]Words',
  })
  expect(problemsOfEdit({ ...before, isrc: 'DE-A62', lyrics: 'word '.repeat(8000) })).toEqual({
    isrc: 'Write twelve letters and digits, such as DE-A62-26-00017.',
    lyrics: 'Write at most 32 kilobytes.',
  })
})

test('says what must be put right', () => {
  expect(problemsOfEdit(edit)).toEqual({})
  const wrong = { ...edit, title: ' ', artistName: '', releaseDate: '26' }
  expect(Object.keys(problemsOfEdit(wrong))).toEqual(['title', 'artistName', 'releaseDate'])
})
