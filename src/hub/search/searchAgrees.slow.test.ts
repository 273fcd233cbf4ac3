import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SearchQuery } from '../../protocol/search.ts'
import {
  type CatalogueSubject,
  catalogueSubject,
  type CidText,
  subjectOfWork,
  workId,
} from '../../shared/ids.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { PostgresSearchIndex } from './postgresSearchIndex.ts'
import type { IndexedWork, SearchIndex } from './searchIndex.ts'
import { SqliteSearchIndex } from './sqliteSearchIndex.ts'
import { anna, bert } from './testing/searchIndexContract.ts'

const databases = PostgresDatabases.forTests()

const words =
  `tide Tidemarks tidepool river River wander wonder Élégie Zoë sun Sun love lover 夜の音楽 Музыка क्षमा สวัสดี İstanbul
  ΛΟΓΟΣ don't 𐐨𐐩𐐪𐐫𐐬𐐭 🎻 99 x`.split(/\s+/)
const genres = ['Folk', 'folk', 'FOLK', 'Jazz', 'jazz', 'Música', 'MÚSICA', 'low-fi']
const artists = [anna, bert]

const word = fc.constantFrom(...words)
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((each) => each.join(' '))

/** One of the few works of an artist, in one of a few editions. */
const work = fc
  .record({
    at: fc.nat(11),
    manifest: fc.nat(3),
    kind: fc.constantFrom('track' as const, 'release' as const),
    title: phrase,
    artistName: fc.constantFrom('Anna', 'Аnnа', 'Tide Pool', 'Zoë River'),
    releaseTitle: fc.option(phrase),
    genre: fc.option(fc.constantFrom(...genres)),
    tags: fc.uniqueArray(fc.constantFrom(...genres), { selector: (tag) => tag.toLowerCase(), maxLength: 3 }),
    createdAt: fc.nat(4),
  })
  .map(({ at, manifest, ...rest }) => ({ at, manifest, ...rest }))
type MadeWork = typeof work extends fc.Arbitrary<infer Value> ? Value : never

const works = fc.uniqueArray(work, { selector: ({ at, kind }) => `${kind}/${at}`, maxLength: 8 })

function toIndexed(artist: number, { at, manifest, ...rest }: MadeWork): IndexedWork {
  const id = workId.parse(`${artist}${at.toString(16)}`.padStart(32, '0'))
  const edition = manifest + 1
  return { ...rest, id, edition, manifest: `bafy${rest.kind}${id}x${manifest}` as CidText }
}

type Change = (index: SearchIndex) => Promise<void>

const artist = fc.nat(artists.length - 1)
const subject = fc.oneof(
  artist.map((at): CatalogueSubject => catalogueSubject.parse(artists[at])),
  fc.tuple(artist, work).map(([at, made]) => subjectOfWork(made.kind, toIndexed(at, made).id)),
)
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ at: artist, number: fc.nat(20), works }).map(
      ({ at, number, works: made }): Change =>
        (index) =>
          index.replace([
            { artist: artists[at] ?? anna, number, works: made.map((each) => toIndexed(at, each)) },
          ]),
    ),
  },
  artist.map(
    (at): Change =>
      (index) =>
        index.forget([artists[at] ?? anna]),
  ),
  fc.uniqueArray(subject, { maxLength: 3 }).map(
    (subjects): Change =>
      (index) =>
        index.hide(new Set(subjects)),
  ),
)

/** What somebody types: words, the last perhaps half, one perhaps with a letter missing; or anything at all. */
const typedWord = fc
  .tuple(word, fc.nat(9), fc.constantFrom('whole', 'half', 'typo'))
  .map(([each, at, how]) => {
    if (how === 'whole') return each
    return how === 'half' ? each.slice(0, at + 1) : each.slice(0, at) + each.slice(at + 1)
  })
const typed = fc.oneof(
  { weight: 5, arbitrary: fc.array(typedWord, { minLength: 1, maxLength: 3 }).map((each) => each.join(' ')) },
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const query: fc.Arbitrary<SearchQuery> = fc.oneof(
  { weight: 6, arbitrary: typed.map((text) => ({ by: 'text' as const, text })) },
  fc.constant({ by: 'newest' as const }),
  fc.constantFrom(...genres).map((genre) => ({ by: 'genre' as const, genre })),
  artist.map((at) => ({ by: 'artist' as const, artist: artists[at] ?? anna })),
  fc.constantFrom('anna', 'ANNA', 'tide pool', 'nobody').map((name) => ({ by: 'name' as const, name })),
)
const page = fc.record({ limit: fc.integer({ min: 1, max: 9 }), offset: fc.oneof(fc.constant(0), fc.nat(9)) })
/** Of so few works a word is rare, and so few are looked at: each way to the newest is gone. */
const limits = fc.record({ rareWorks: fc.nat(4), newestLookedAt: fc.integer({ min: 1, max: 6 }) })

test('both engines answer the same, in the same order', async () => {
  await databases.create()
  const postgres = await databases.connect()
  const property = fc.asyncProperty(
    fc.array(change, { minLength: 1, maxLength: 12 }),
    fc.array(fc.tuple(query, page), { minLength: 5, maxLength: 20 }),
    limits,
    async (changes, queries, textLimits) => {
      await postgres.query(`TRUNCATE search_artists, search_catalogues, search_works, search_texts, search_words,
        search_genres, search_work_genres, search_hidden`)
      const sqlite = new SqliteSearchIndex(':memory:')
      const other = new PostgresSearchIndex(postgres, 'one', textLimits)
      for (const each of changes) {
        await each(sqlite)
        await each(other)
      }
      for (const [asked, at] of queries)
        expect(await other.find(asked, at)).toEqual(await sqlite.find(asked, at))
      expect(await other.genres(5)).toEqual(await sqlite.genres(5))
      expect(await other.count()).toBe(await sqlite.count())
      await sqlite.close()
    },
  )
  await fc.assert(property, { numRuns: 100 })
})

test('both engines look at as many works of many', async () => {
  await databases.create()
  const sqlite = new SqliteSearchIndex(':memory:')
  const other = new PostgresSearchIndex(await databases.connect(), 'one', {
    rareWorks: 100,
    newestLookedAt: 350,
  })
  const made = Array.from({ length: 700 }, (_, at) => {
    const title = at % 7 === 0 ? 'Tide' : at % 3 === 0 ? `River Tide ${at}` : `Tide ${at}`
    return toIndexed(0, {
      at,
      manifest: 0,
      kind: 'track',
      title: at % 11 === 0 ? 'Harbour' : title,
      artistName: at % 5 === 0 ? 'Tide Pool' : 'Anna',
      releaseTitle: null,
      genre: null,
      tags: [],
      createdAt: at % 13,
    })
  })
  for (const index of [sqlite, other]) await index.replace([{ artist: anna, number: 1, works: made }])
  const texts = ['tide', 'tide river', 't', 'harbour tide', 'tdie', 'pool']
  const queries: SearchQuery[] = [{ by: 'newest' }, ...texts.map((text) => ({ by: 'text' as const, text }))]
  for (const asked of queries)
    for (const offset of [0, 180, 190, 400, 650])
      expect({ asked, offset, found: await other.find(asked, { limit: 50, offset }) }).toEqual({
        asked,
        offset,
        found: await sqlite.find(asked, { limit: 50, offset }),
      })
  await sqlite.close()
})
