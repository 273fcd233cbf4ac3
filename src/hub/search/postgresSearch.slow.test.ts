import { describe, expect, test } from 'vitest'
import { pino } from 'pino'
import { CatalogueHarness, offer } from '../../node/catalogue/testing/catalogueHarness.ts'
import { HeadRecords } from '../../node/catalogue/headRecords.ts'
import { catalogueSubject } from '../../shared/ids.ts'
import { openHubStore } from '../openHubStore.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { openSearchIndex } from './openSearchIndex.ts'
import { PostgresSearchIndex } from './postgresSearchIndex.ts'
import { SearchFollower } from './searchFollower.ts'
import { createSearchHandlers } from './searchHandlers.ts'
import { anna, bert, indexedWork, searchIndexContract } from './testing/searchIndexContract.ts'

const databases = PostgresDatabases.forTests()
const page = { limit: 50, offset: 0 }
const silent = pino({ level: 'silent' })

searchIndexContract('PostgreSQL', async () => {
  await databases.create()
  return new PostgresSearchIndex(await databases.connect(), 'one')
})

describe('an index that two processes of a hub write', () => {
  const openTwo = async () => {
    await databases.create()
    return [
      new PostgresSearchIndex(await databases.connect(), 'one'),
      new PostgresSearchIndex(await databases.connect(), 'two'),
    ] as const
  }

  test('one catalogue that both write at one moment is there once, and counted once', async () => {
    const [first, second] = await openTwo()
    const works = Array.from({ length: 40 }, (_, at) => indexedWork(`Tide ${at}`, { genre: 'Folk' }))
    for (let number = 1; number <= 10; number += 1) {
      const newer = works.slice(0, 41 - number).map((work) => ({ ...work, title: `${work.title} ${number}` }))
      const older = { artist: anna, number: number - 1, works }
      await Promise.all([
        first.replace([{ artist: anna, number, works: newer }]),
        second.replace([{ artist: anna, number, works: newer }]),
        second.replace([older]),
        first.replace([{ artist: bert, number, works: [] }]),
      ])
      expect(await first.count()).toBe(newer.length)
      expect(await second.genres(10)).toEqual([{ genre: 'Folk', works: newer.length }])
    }
    const [{ works: counted } = { works: 0 }] = await (
      await databases.connect()
    ).query<{ works: number }>("SELECT works FROM search_words WHERE word = 'tide'")
    expect(counted).toBe(31)
  })

  test('a process that is behind puts nothing older in place, and one that starts again reads what it missed', async () => {
    const [first, second] = await openTwo()
    const newest = { artist: anna, number: 2, works: [indexedWork('Newest')] }
    await first.replace([newest])
    expect(await second.missing([{ artist: anna, number: 1 }])).toEqual([anna])
    await second.replace([{ artist: anna, number: 1, works: [indexedWork('Older')] }])
    expect(await second.find({ by: 'newest' }, page)).toMatchObject([{ id: newest.works[0]?.id }])
    expect(await second.missing([{ artist: anna, number: 1 }])).toEqual([])
    expect(await second.missing([{ artist: anna, number: 2 }])).toEqual([anna])
  })

  test('what one process has forgotten stays while another has it', async () => {
    const [first, second] = await openTwo()
    const catalogue = { artist: anna, number: 1, works: [indexedWork('Tidemarks')] }
    await Promise.all([first.replace([catalogue]), second.replace([catalogue])])
    await first.forget([anna])
    expect(await first.count()).toBe(1)
    await second.forget([anna])
    expect(await first.count()).toBe(0)
  })

  test('what one process hides is hidden at both, until it shows it again', async () => {
    const [first, second] = await openTwo()
    await first.replace([{ artist: anna, number: 1, works: [indexedWork('Tidemarks')] }])
    await first.hide(new Set([catalogueSubject.parse(anna)]))
    await second.hide(new Set())
    expect(await second.find({ by: 'newest' }, page)).toEqual([])
    await second.hide(new Set([catalogueSubject.parse(anna)]))
    await first.hide(new Set())
    expect(await first.find({ by: 'text', text: 'tide' }, page)).toEqual([])
    await second.hide(new Set())
    expect(await first.find({ by: 'text', text: 'tide' }, page)).toHaveLength(1)
  })
})

test('while the server is away nothing is found, and what came meanwhile is indexed when it is back', async () => {
  await databases.create()
  const harness = new CatalogueHarness()
  const { catalogue, store } = harness
  const hubStore = openHubStore(':memory:')
  const index = openSearchIndex(hubStore, await databases.connect(), '')
  const follower = new SearchFollower({ index, catalogue, heads: new HeadRecords(store), log: silent })
  const handlers = createSearchHandlers({
    index,
    catalogue,
    comingArtists: () => [],
    onStale: () => undefined,
    now: () => 0,
  })
  const ask = async () =>
    handlers.find({ query: { by: 'newest' }, limit: 5, offset: 0 }, { peer: 'somebody' as never })
  await follower.start()
  await catalogue.start()
  await databases.server.stop('at once')
  const failed = { code: 'HUB_SEARCH_FAILED', message: expect.not.stringContaining('127.0.0.1') as string }
  await expect(ask()).rejects.toMatchObject(failed)
  await expect(handlers.genres({}, { peer: 'somebody' as never })).rejects.toMatchObject(failed)
  const accepted = Promise.withResolvers<void>()
  catalogue.onChange(() => accepted.resolve())
  const made = await offer(harness.blocks, {
    tracks: [{ credits: { title: 'Meanwhile', artistName: 'Anna', genre: 'Folk' } }],
  })
  await catalogue.receive(made.head, null)
  await accepted.promise
  await databases.server.start()
  await follower.settled()
  expect((await ask()).works).toHaveLength(1)
  expect(await handlers.genres({}, { peer: 'somebody' as never })).toEqual({
    genres: [{ genre: 'Folk', works: 1 }],
  })
  await follower.stop()
  await harness.stop()
  hubStore.close()
})

test('a process knows itself again, and reads all of its catalogues into a database that is new', async () => {
  const hubStore = openHubStore(':memory:')
  const catalogue = { artist: anna, number: 1 }
  await databases.create()
  const index = openSearchIndex(hubStore, await databases.connect(), '')
  await index.replace([{ ...catalogue, works: [] }])
  expect(await openSearchIndex(hubStore, await databases.connect(), '').missing([catalogue])).toEqual([])
  const other = openHubStore(':memory:')
  expect(await openSearchIndex(other, await databases.connect(), '').missing([catalogue])).toEqual([anna])
  await databases.create()
  expect(await openSearchIndex(hubStore, await databases.connect(), '').missing([catalogue])).toEqual([anna])
  hubStore.close()
  other.close()
})
