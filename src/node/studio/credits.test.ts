import fc from 'fast-check'
import { expect, test } from 'vitest'
import { credits } from '../../protocol/manifest.ts'
import { workEdits } from '../../shared/api/studio.ts'
import type { Tags } from '../media/tags.ts'
import { editCredits, toCredits, toReleaseCredits } from './credits.ts'
import type { Upload } from './uploads.ts'

const upload = (edits: Upload['edits'], file = '/music/03 Rain.flac') =>
  ({ edits, file, release: null, position: 3 }) as Upload

test('the artist’s own words come first, then the tags, then the name of the file', () => {
  const tags: Tags = { title: 'Tagged', artist: 'Ines', releaseDate: '2020-05', trackNumber: 7 }
  const edits = { title: ' My\n title ', releaseDate: '2021', description: 'Two\nlines.' }
  expect(toCredits(tags, upload(edits))).toEqual({
    title: 'My title',
    artistName: 'Ines',
    year: 2021,
    trackNumber: 7,
    description: 'Two\nlines.',
  })
  expect(toCredits({}, upload({ title: '  ' }))).toEqual({ title: '03 Rain', artistName: 'Unknown artist' })
})

test('several artists stay one by one until the name that shows them is written anew', () => {
  const tags: Tags = { title: 'Rain', artist: 'One, Two', artists: ['One', 'Two'] }
  const made = toCredits(tags, upload({ artistName: 'One, Two' }))
  expect(made).toMatchObject({ artistName: 'One, Two', artists: ['One', 'Two'] })
  expect(toCredits(tags, upload({ artistName: 'One' }))).not.toHaveProperty('artists')
  expect(editCredits(made, { title: 'Sun' })).toMatchObject({ artists: ['One', 'Two'] })
  expect(editCredits(made, { artistName: 'One' })).not.toHaveProperty('artists')
})

test('album artist, composer, label, licence, copyright, ISRC and lyrics are what is written, or none where that is nothing', () => {
  const tags: Tags = {
    title: 'Rain',
    artist: 'Ines',
    album: 'Roofs',
    genre: 'Folk',
    albumArtist: 'Various Artists',
    composer: 'Tilda',
    recordLabel: 'Boathouse',
    licence: 'CC BY 4.0',
    copyright: '2020 Tilda',
    isrc: 'DEA622600017',
    lyrics: 'One line\nand another',
  }
  const { title, artist: artistName, album: releaseTitle, ...others } = tags
  const tagged = { title, artistName, releaseTitle, ...others }
  expect(toCredits(tags, upload({}))).toEqual(tagged)
  const lyrics = '[00:04.10]The tide comes in\n[01:09.80]and the floor goes out'
  expect(toCredits(tags, upload({ composer: ' Ada ', lyrics }))).toEqual({
    ...tagged,
    composer: 'Ada',
    lyrics,
  })
  const file = { releaseTitle: '', genre: '', isrc: '', lyrics: '' }
  const nothing = { ...file, albumArtist: '', composer: '', recordLabel: '', licence: '', copyright: ' ' }
  expect(toCredits(tags, upload(nothing))).toEqual({ title: 'Rain', artistName: 'Ines' })
  const credits = toCredits(tags, upload({}))
  expect(editCredits(credits, { copyright: '2026 Ines', isrc: 'DEA622600018', lyrics })).toEqual({
    ...tagged,
    copyright: '2026 Ines',
    isrc: 'DEA622600018',
    lyrics,
  })
  expect(editCredits(credits, nothing)).toEqual({ title: 'Rain', artistName: 'Ines' })
})

test('a release is by the album artist of its tracks, whoever plays on each', () => {
  const one = { title: 'One', artistName: 'Ines', albumArtist: 'Various Artists', releaseTitle: 'Roofs' }
  expect(toReleaseCredits({}, [one, { ...one, artistName: 'Ada' }])).toMatchObject({
    title: 'Roofs',
    artistName: 'Various Artists',
  })
})

test('a date is its year, and as much more as is known of it', () => {
  const tags: Tags = { title: 'Rain', artist: 'Ines', releaseDate: '1973-03-01', releaseType: 'live' }
  const words = { title: 'Rain', artistName: 'Ines' }
  const made = toCredits(tags, upload({}))
  expect(made).toEqual({ ...words, year: 1973, releaseDate: '1973-03-01' })
  expect(toCredits(tags, upload({ releaseDate: '' }))).toEqual(words)
  expect(editCredits(made, { releaseDate: '1974' })).toEqual({ ...words, year: 1974 })
  expect(editCredits(made, { releaseDate: '1974-02' })).toEqual({
    ...words,
    year: 1974,
    releaseDate: '1974-02',
  })
  expect(editCredits(made, { releaseDate: '' })).toEqual(words)
  expect(editCredits(made, { genre: 'Folk' })).toEqual({ ...made, genre: 'Folk' })
})

test('a release has the date of its tracks where they have one, and the type that is written', () => {
  const one = { title: 'One', artistName: 'Ines', year: 1973, releaseDate: '1973-03-01' }
  const other = { ...one, releaseDate: '1973-05' }
  expect(toReleaseCredits({ releaseType: 'live' }, [one, one])).toMatchObject({
    releaseDate: '1973-03-01',
    releaseType: 'live',
  })
  const differing = toReleaseCredits({ releaseType: '' }, [one, other])
  expect(differing).toEqual({ title: 'One', artistName: 'Ines', year: 1973 })
  expect(editCredits(differing, { releaseType: 'ep' })).toMatchObject({ releaseType: 'ep' })
  expect(editCredits({ ...differing, releaseType: 'ep' }, { releaseType: '' })).toEqual(differing)
})

test('tags are what is written, or the further genres of the file; a release has those of all its tracks', () => {
  const tags: Tags = { title: 'Rain', artist: 'Ines', genre: 'Folk', moreGenres: ['Lisbon', 'Sea'] }
  const made = toCredits(tags, upload({}))
  expect(made.tags).toEqual(['Lisbon', 'Sea'])
  expect(toCredits(tags, upload({ tags: [] }))).not.toHaveProperty('tags')
  expect(editCredits(made, { tags: ['Rain'] }).tags).toEqual(['Rain'])
  expect(editCredits(made, { tags: [] })).not.toHaveProperty('tags')
  const other = { ...made, tags: ['night', 'lisbon'] }
  expect(toReleaseCredits({}, [made, other]).tags).toEqual(['Lisbon'])
  expect(toReleaseCredits({}, [made, { ...made, tags: ['night'] }])).not.toHaveProperty('tags')
  expect(toReleaseCredits({ tags: ['live'] }, [made, other]).tags).toEqual(['live'])
})

test('a release has what its tracks have in common', () => {
  const one = { title: 'One', artistName: 'Ines', releaseTitle: 'Roofs', year: 2020, genre: 'Folk' }
  const two = { ...one, title: 'Two', genre: 'Rock' }
  expect(toReleaseCredits({}, [one, two])).toEqual({ title: 'Roofs', artistName: 'Ines', year: 2020 })
  expect(toReleaseCredits({ title: 'Mine' }, [one, { ...two, artistName: 'Ada' }])).toMatchObject({
    title: 'Mine',
    artistName: 'Various artists',
  })
})

test('whatever is written, tagged or in a file’s name, the manifest can hold it', () => {
  const text = (maxLength: number) => fc.string({ maxLength, unit: 'binary' })
  const written = fc.record(
    { title: text(200), artistName: text(200), releaseTitle: text(200), genre: text(80) },
    { requiredKeys: [] },
  )
  const tags = fc.record({ genre: text(200) }, { requiredKeys: [] })
  fc.assert(
    fc.property(written, tags, text(300), (edits, tag, name) => {
      const made = toCredits(tag, upload(workEdits.parse(edits), `/music/${name}.wav`))
      expect(credits.safeParse(made).error).toBeUndefined()
      expect(credits.safeParse(toReleaseCredits(edits, [made])).error).toBeUndefined()
    }),
    { numRuns: 500 },
  )
})
