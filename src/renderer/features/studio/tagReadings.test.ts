import { expect, test } from 'vitest'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import { toDraftTrack } from './draft.ts'
import { commonEncoding, encodingsOf, readAs } from './tagReadings.ts'

const inspected = (file: string, readings: InspectedFile['readings']): InspectedFile => ({
  file,
  title: readings?.[0]?.title ?? 'Rain',
  artistName: readings?.[0]?.artistName ?? 'Ines',
  releaseTitle: readings?.[0]?.releaseTitle ?? null,
  genre: null,
  releaseDate: '1988',
  releaseType: null,
  tags: [],
  discNumber: null,
  trackNumber: 3,
  albumArtist: null,
  composer: null,
  recordLabel: null,
  licence: null,
  copyright: null,
  isrc: null,
  lyrics: null,
  format: 'MP3, 44.1 kHz, stereo',
  durationMs: 1000,
  artwork: null,
  warnings: [],
  problem: null,
  isLeftOut: false,
  ...(readings && { readings }),
})
const unsaid = {
  tags: '',
  albumArtist: '',
  composer: '',
  recordLabel: '',
  licence: '',
  copyright: '',
  lyrics: '',
}
const cyrillic = {
  encoding: 'windows-1251',
  title: 'Кино',
  artistName: 'Цой',
  releaseTitle: '',
  genre: '',
  ...unsaid,
} as const
const western = {
  encoding: 'windows-1252',
  title: 'Êèíî',
  artistName: 'Öîé',
  releaseTitle: '',
  genre: '',
  ...unsaid,
} as const

test('tags that do not say their alphabet are read in another one, all at once, and the others stay', () => {
  const tracks = [inspected('/old.mp3', [cyrillic, western]), inspected('/new.flac', undefined)].map(
    toDraftTrack,
  )
  expect(encodingsOf(tracks)).toEqual([
    { value: 'windows-1251', label: 'Cyrillic' },
    { value: 'windows-1252', label: 'Western' },
  ])
  expect(commonEncoding(tracks)).toBe('windows-1251')
  const [old, kept] = tracks.map((track) => readAs(track, 'windows-1252'))
  expect(old?.text).toMatchObject({ title: 'Êèíî', artistName: 'Öîé', releaseDate: '1988', trackNumber: '3' })
  expect(kept).toBe(tracks[1])
  expect(commonEncoding([old, kept].filter((track) => track !== undefined))).toBe('windows-1252')
})

test('a text that was written by hand is read in no way', () => {
  const track = toDraftTrack(inspected('/old.mp3', [cyrillic, western]))
  expect(commonEncoding([{ ...track, text: { ...track.text, title: 'My own' } }])).toBeUndefined()
})
