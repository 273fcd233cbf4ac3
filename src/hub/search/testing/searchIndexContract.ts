import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SearchQuery } from '../../../protocol/search.ts'
import {
  address,
  type Address,
  type CatalogueSubject,
  catalogueSubject,
  type CidText,
  subjectOfWork,
  workId,
} from '../../../shared/ids.ts'
import type { ArtistWorks, IndexedWork, SearchIndex } from '../searchIndex.ts'

export const anna = address.parse(`0x${'a1'.repeat(20)}`)
export const bert = address.parse(`0x${'b2'.repeat(20)}`)

/** A work that nobody has signed: an index does not look. */
export function indexedWork(title: string, change: Partial<IndexedWork> = {}): IndexedWork {
  const id = randomBytes(16).toString('hex')
  return {
    kind: 'track',
    id: workId.parse(id),
    edition: 1,
    manifest: `bafy${id.replaceAll(/[0189]/g, 'a')}` as CidText,
    title,
    artistName: 'Anna',
    releaseTitle: null,
    genre: null,
    tags: [],
    createdAt: 1,
    ...change,
  }
}

/** What every engine must do. @param open makes an empty index */
export function searchIndexContract(engine: string, open: () => Promise<SearchIndex>): void {
  describe(`an index in ${engine}`, () => {
    tests(open)
  })
}

function tests(open: () => Promise<SearchIndex>): void {
  let index: SearchIndex
  let number = 0
  beforeEach(async () => {
    index = await open()
  })
  afterEach(() => index.close())

  const page = { limit: 50, offset: 0 }
  const catalogue = (artist: Address, works: readonly IndexedWork[]): ArtistWorks => ({
    artist,
    number: (number += 1),
    works,
  })
  const fill = (works: readonly IndexedWork[], artist: Address = anna) =>
    index.replace([catalogue(artist, works)])
  const find = async (query: SearchQuery, works: readonly IndexedWork[], at = page) =>
    (await index.find(query, at)).map(({ id }) => works.find((work) => work.id === id)?.title ?? id)
  const search = (text: string, works: readonly IndexedWork[], at = page) =>
    find({ by: 'text', text }, works, at)

  test('works are found by the beginning of any word of title, artist, release and genre', async () => {
    const works = [
      indexedWork('Tidemarks'),
      indexedWork('Harbour', { artistName: 'Tide Pool', releaseTitle: 'Low Water', genre: 'Ambient' }),
    ]
    await fill(works)
    expect(await search('tid', works)).toEqual(['Tidemarks', 'Harbour'])
    expect(await search('water', works)).toEqual(['Harbour'])
    expect(await search('ambi', works)).toEqual(['Harbour'])
    expect(await search('arks', works)).toEqual([])
  })

  test('several words narrow a search, in whatever order and of whatever field', async () => {
    const works = [
      indexedWork('Blue Night'),
      indexedWork('Blue Day'),
      indexedWork('Night', { artistName: 'Bluebird' }),
    ]
    await fill(works)
    expect(await search('blue night', works)).toEqual(['Blue Night', 'Night'])
    expect(await search('night bluebi', works)).toEqual(['Night'])
  })

  test('a title that begins so comes first, then a title with all of it, then the others', async () => {
    const works = [
      indexedWork('River Song'),
      indexedWork('Old River'),
      indexedWork('Stones', { artistName: 'River' }),
    ]
    await fill(works)
    expect(await search('river', works)).toEqual(['River Song', 'Old River', 'Stones'])
  })

  test.each([
    ['tidmarks', 'a letter that is missing'],
    ['tidemmarks', 'one that is doubled'],
    ['tydemarks', 'one that is wrong'],
    ['tiedmarks', 'two that are swapped'],
    ['tiemarcs', 'two mistakes in a long word'],
  ])('%s finds Tidemarks: %s', async (typed) => {
    const works = [indexedWork('Tidemarks'), indexedWork('Harbour')]
    await fill(works)
    expect(await search(typed, works)).toEqual(['Tidemarks'])
  })

  test('one word may be a typo beside others that are not', async () => {
    const works = [indexedWork('Northern Tidemarks'), indexedWork('Southern Tidemarks')]
    await fill(works)
    expect(await search('nothern tidem', works)).toEqual(['Northern Tidemarks'])
  })

  test('what is found as it was typed is not taken for a typo', async () => {
    const works = [indexedWork('Wander'), indexedWork('Wonder')]
    await fill(works)
    expect(await search('wonder', works)).toEqual(['Wonder'])
  })

  test('short words are taken as they are typed', async () => {
    const works = [indexedWork('Sun')]
    await fill(works)
    expect(await search('snu', works)).toEqual([])
  })

  test('accents and case make no difference, in a typo either', async () => {
    const works = [indexedWork('Élégie pour Zoë')]
    await fill(works)
    expect(await search('ELEGIE zoe', works)).toHaveLength(1)
    expect(await search('elgie', works)).toHaveLength(1)
  })

  test.each([
    ['columns and brackets', 'title:river OR NEAR(a b)'],
    ['an open quotation', '"river" AND ('],
    ['stars and carets', 'river* -song ^x {title}: y'],
    ['SQL', "'; DROP TABLE works; --"],
    ['control characters', '\u0000\u0001'],
    ['emoji', '🎻🎻🎻'],
    ['joined emoji', '👩‍👩‍👧‍👦 family'],
    ['marks of direction', '\u202Eמוזיקה\u202C'],
    ['wildcards', '%_\\'],
    ['a word of 10 kB', 'a'.repeat(10_000)],
    ['two thousand words', 'long '.repeat(2000)],
    ['quotation marks', '"'.repeat(300)],
    ['half a surrogate pair', '\ud800'],
    ['operators alone', 'AND OR NOT'],
  ])('%s in a text are no operators', async (_, text) => {
    const works = [indexedWork('River Song')]
    await fill(works)
    expect((await search(text, works)).filter((title) => title !== 'River Song')).toEqual([])
    expect(await search('river', works)).toEqual(['River Song'])
  })

  test('a title of any script is found by its beginning', async () => {
    const works = ['Музыка ночи', 'موسيقى الليل', 'מוזיקה', '夜の音楽'].map((title) => indexedWork(title))
    await fill(works)
    for (const text of ['музы', 'موسي', 'מוזי', '夜の']) expect(await search(text, works)).toHaveLength(1)
  })

  test('an answer has no more works than asked for, and pages do not overlap', async () => {
    const works = Array.from({ length: 30 }, (_, at) => indexedWork(`Song ${at}`))
    await fill(works)
    const first = await search('song', works, { limit: 10, offset: 0 })
    const second = await search('song', works, { limit: 10, offset: 10 })
    expect(first).toHaveLength(10)
    expect(new Set([...first, ...second])).toHaveProperty('size', 20)
    expect(await search('song', works, { limit: 10, offset: 30 })).toEqual([])
  })

  test('the newest come first, of all and of one genre in whatever case', async () => {
    const works = [
      indexedWork('Old', { createdAt: 1, genre: 'Folk' }),
      indexedWork('New', { createdAt: 3, genre: 'folk' }),
      indexedWork('Other', { createdAt: 2, genre: 'Jazz' }),
    ]
    await fill(works)
    expect(await find({ by: 'newest' }, works)).toEqual(['New', 'Other', 'Old'])
    expect(await find({ by: 'genre', genre: 'FOLK' }, works)).toEqual(['New', 'Old'])
  })

  test('works are found by their artist, and one by its id', async () => {
    const ours = [indexedWork('Ours', { createdAt: 1 }), indexedWork('Ours too', { createdAt: 2 })]
    const theirs = [indexedWork('Theirs')]
    await index.replace([catalogue(anna, ours), catalogue(bert, theirs)])
    expect(await find({ by: 'artist', artist: anna }, ours)).toEqual(['Ours too', 'Ours'])
    const [only] = theirs
    expect(await index.find({ by: 'work', kind: 'track', id: only?.id ?? workId.parse('') }, page)).toEqual([
      { kind: 'track', id: only?.id, edition: 1, artist: bert, manifest: only?.manifest },
    ])
  })

  test('one work of each artist is found whose name looks like a name', async () => {
    const ours = [indexedWork('One', { artistName: 'Anna' }), indexedWork('Two', { artistName: 'Anna' })]
    const theirs = [indexedWork('Three', { artistName: 'Аnnа' })]
    await index.replace([catalogue(anna, ours), catalogue(bert, theirs)])
    const found = await index.find({ by: 'name', name: 'anna' }, page)
    expect(found.map(({ artist }) => artist).toSorted()).toEqual([anna, bert])
  })

  test('genres are listed by how many works have them, in the spelling that most have', async () => {
    await fill([
      ...['Folk', 'Folk', 'folk', 'Jazz'].map((genre) => indexedWork('A', { genre })),
      indexedWork('B'),
    ])
    expect(await index.genres(10)).toEqual([
      { genre: 'Folk', works: 3 },
      { genre: 'Jazz', works: 1 },
    ])
    await fill([])
    expect(await index.genres(10)).toEqual([])
  })

  test('tags are searched, browsed and counted as genres are, and taken away with their work', async () => {
    const works = [
      indexedWork('Old', { createdAt: 1, genre: 'Folk', tags: ['Lisbon', 'folk'] }),
      indexedWork('New', { createdAt: 2, tags: ['lisbon', 'Slow core'] }),
      indexedWork('Other', { createdAt: 3, genre: 'Lisbon' }),
    ]
    await fill(works)
    expect(await find({ by: 'genre', genre: 'LISBON' }, works)).toEqual(['Other', 'New', 'Old'])
    expect(await find({ by: 'genre', genre: 'folk' }, works)).toEqual(['Old'])
    expect(await find({ by: 'genre', genre: 'lisbon' }, works, { limit: 1, offset: 1 })).toEqual(['New'])
    expect(await search('slow', works)).toEqual(['New'])
    expect(await search('lisbno', works)).toHaveLength(3)
    expect(await index.genres(10)).toEqual([
      { genre: 'Lisbon', works: 3 },
      { genre: 'Folk', works: 1 },
      { genre: 'Slow core', works: 1 },
    ])
    const after = works.map((work) => ({ ...work, tags: [], manifest: `${work.manifest}x` as CidText }))
    await fill(after)
    expect(await find({ by: 'genre', genre: 'lisbon' }, after)).toEqual(['Other'])
    expect(await search('slow', after)).toEqual([])
    await fill([])
    expect(await index.genres(10)).toEqual([])
  })

  test('a catalogue takes the place of the one before, and doing it again changes nothing', async () => {
    const [kept, gone, edited] = [indexedWork('Kept'), indexedWork('Gone'), indexedWork('Before')]
    await fill([kept, gone, edited])
    const after = [kept, { ...edited, title: 'After', manifest: `${edited.manifest}x` as CidText }]
    for (let times = 0; times < 2; times += 1) {
      await fill(after)
      expect(await search('gone', after)).toEqual([])
      expect(await search('before', after)).toEqual([])
      expect(await search('after', after)).toEqual(['After'])
      expect(await index.count()).toBe(2)
    }
  })

  test('a new edition keeps its place beside what is new with it', async () => {
    const [old, edited] = [indexedWork('Old'), indexedWork('Edited')]
    await fill([old, edited])
    const after = [indexedWork('Fresh'), { ...edited, manifest: `${edited.manifest}x` as CidText }, old]
    await fill(after)
    expect(await search('anna', after)).toEqual(['Fresh', 'Edited', 'Old'])
  })

  test('a word that no work has any more is suggested to nobody', async () => {
    await fill([indexedWork('Tidemarks')])
    await fill([])
    expect(await search('tidmarks', [])).toEqual([])
    expect(await index.count()).toBe(0)
  })

  const hide = (...subjects: string[]) =>
    index.hide(new Set(subjects.map((subject): CatalogueSubject => catalogueSubject.parse(subject))))

  test('an artist who is hidden is in no search, no list and no genre, and found by who asks for them', async () => {
    const tidemarks = indexedWork('Tidemarks', { genre: 'Folk' })
    const works = [tidemarks, indexedWork('Harbour', { genre: 'Folk' })]
    const other = indexedWork('Tide Pool', { genre: 'folk', artistName: 'Bert' })
    await fill(works)
    await fill([other], bert)
    await hide(anna)
    const all = [...works, other]
    expect(await search('tide', all)).toEqual(['Tide Pool'])
    expect(await search('harbuor', all)).toEqual([])
    expect(await find({ by: 'newest' }, all)).toEqual(['Tide Pool'])
    expect(await find({ by: 'genre', genre: 'Folk' }, all)).toEqual(['Tide Pool'])
    expect(await index.genres(10)).toEqual([{ genre: 'folk', works: 1 }])
    expect(await find({ by: 'artist', artist: anna }, all)).toHaveLength(2)
    expect(await find({ by: 'name', name: 'Anna' }, all)).toHaveLength(1)
    expect(await find({ by: 'work', kind: 'track', id: tidemarks.id }, all)).toEqual(['Tidemarks'])
  })

  test('a work that is hidden stays so in its next edition, and is found again when it is no more', async () => {
    const tags = ['Lisbon']
    const [hidden, shown] = [indexedWork('Tidemarks', { genre: 'Folk', tags }), indexedWork('Tide Pool')]
    await fill([hidden, shown])
    await hide(subjectOfWork('track', hidden.id))
    const next = {
      ...hidden,
      edition: 2,
      title: 'Tidemarks again',
      manifest: `${hidden.manifest}x` as CidText,
    }
    await fill([next, shown])
    expect(await search('tide', [next, shown])).toEqual(['Tide Pool'])
    expect(await find({ by: 'genre', genre: 'Lisbon' }, [next, shown])).toEqual([])
    await hide(subjectOfWork('release', hidden.id))
    expect(await search('tidemraks', [next, shown])).toEqual(['Tidemarks again'])
    expect(await find({ by: 'genre', genre: 'Lisbon' }, [next, shown])).toEqual(['Tidemarks again'])
    expect(await index.genres(10)).toEqual([
      { genre: 'Folk', works: 1 },
      { genre: 'Lisbon', works: 1 },
    ])
  })

  test('what a hidden artist publishes is hidden too, and leaves no trace when it is taken off sale', async () => {
    await hide(anna)
    const work = indexedWork('Tidemarks', { genre: 'Folk' })
    await fill([work])
    expect(await search('tidemarks', [work])).toEqual([])
    await fill([])
    await hide()
    expect(await index.count()).toBe(0)
    expect(await index.genres(10)).toEqual([])
  })

  test('hidden works take no place of those that are found', async () => {
    const spam = Array.from({ length: 300 }, (_, at) => indexedWork(`Tide ${at}`))
    await fill([indexedWork('Tide')], bert)
    await fill(spam)
    await hide(anna)
    expect(await index.find({ by: 'text', text: 'tide' }, page)).toHaveLength(1)
  })

  test('what is missing of the catalogues is known, by their numbers', async () => {
    const [one, two] = [
      { artist: anna, number: 7 },
      { artist: bert, number: 9 },
    ]
    expect(await index.missing([one, two])).toEqual([anna, bert])
    await index.replace([{ ...one, works: [indexedWork('One')] }])
    expect(await index.missing([one, two])).toEqual([bert])
    expect(await index.missing([{ ...one, number: 6 }])).toEqual([])
    expect(await index.missing([{ ...one, number: 8 }])).toEqual([anna])
    await index.forget([anna])
    expect(await index.missing([one])).toEqual([anna])
    expect(await index.count()).toBe(0)
    expect(await search('one', [])).toEqual([])
  })

  test('an older catalogue never takes the place of a newer one', async () => {
    const [older, newer] = [indexedWork('Older'), indexedWork('Newer')]
    await index.replace([{ artist: anna, number: 2, works: [newer] }])
    await index.replace([{ artist: anna, number: 1, works: [older] }])
    expect(await find({ by: 'artist', artist: anna }, [older, newer])).toEqual(['Newer'])
  })

  test('what has the same age or name comes in one order: what came last first', async () => {
    const works = ['One', 'Two', 'Three'].map((title) => indexedWork(title, { genre: 'Folk', tags: ['low'] }))
    await fill(works)
    const lastFirst = ['Three', 'Two', 'One']
    expect(await find({ by: 'newest' }, works)).toEqual(lastFirst)
    expect(await find({ by: 'genre', genre: 'folk' }, works)).toEqual(lastFirst)
    expect(await find({ by: 'genre', genre: 'low' }, works)).toEqual(lastFirst)
    expect(await find({ by: 'artist', artist: anna }, works)).toEqual(lastFirst)
    expect(await find({ by: 'name', name: 'Anna' }, works)).toEqual(['Three'])
    expect(await search('anna', works)).toEqual(lastFirst)
  })

  test('a title that is just what was typed comes before others that begin so', async () => {
    const works = ['Tide', 'Tide Pool', 'Tidemarks'].map((title) => indexedWork(title))
    await fill(works)
    expect(await search(' tide ', works)).toEqual(['Tide', 'Tidemarks', 'Tide Pool'])
  })

  test('a word of letters beyond the first 65,536 is found, and so is a typo of it', async () => {
    const works = [indexedWork('𐐨𐐩𐐪𐐫𐐬𐐭 now')]
    await fill(works)
    expect(await search('𐐨𐐩', works)).toHaveLength(1)
    expect(await search('𐐨𐐩𐐪𐐬𐐫𐐭', works)).toHaveLength(1)
  })

  test('a script whose vowels are marks is found as it is typed', async () => {
    const works = [indexedWork('क्षमा करो'), indexedWork('สวัสดี')]
    await fill(works)
    expect(await search('क्षमा', works)).toEqual(['क्षमा करो'])
    expect(await search('สวัส', works)).toEqual(['สวัสดี'])
  })
}
