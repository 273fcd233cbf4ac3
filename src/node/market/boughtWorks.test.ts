import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { type Label, label, toAddress } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { addWorks } from '../catalogue/testing/addWorks.ts'
import { BoughtWorks } from './boughtWorks.ts'
import { addPurchase } from './testing/addPurchase.ts'

const account = toAddress(`0x${'11'.repeat(20)}`)
let store: Store
let bought: BoughtWorks
beforeEach(() => {
  store = openStore(':memory:')
  const catalogue = { manifest: () => undefined, edition: () => undefined }
  bought = new BoughtWorks({ store, catalogue, account })
})

function offer(title: string): Label {
  addWorks(store, [{ title, artistName: 'Ana', releaseTitle: null, genre: null }])
  const id = store.prepare('SELECT work FROM works WHERE title = ?').pluck().get(title)
  return label.parse(`track/${String(id)}/1`)
}

function buy(track: Label, createdAt: number, state: 'owned' | 'paying' = 'owned'): void {
  addPurchase(store, { label: track, manifest: 'cid', state, createdAt })
}

const titles = async () => (await bought.list()).map(({ work }) => work.title)

test('lists what was bought, newest first, and gives the same list until it changes', async () => {
  const [salt, tide] = [offer('Salt'), offer('Tide')]
  buy(salt, 1)
  buy(tide, 2)
  buy(offer('Ebb'), 3, 'paying')
  const list = await bought.list()
  expect(list.map(({ work }) => work.title)).toEqual(['Tide', 'Salt'])
  offer('A work of somebody else’s')
  expect(await bought.list()).toBe(list)
  expect(bought.get(salt)?.title).toBe('Salt')
  store.exec("UPDATE purchases SET state = 'owned'")
  expect(bought.get(salt)).toBeUndefined()
  expect(await titles()).toEqual(['Ebb', 'Tide', 'Salt'])
})

test('hears of a key, a new title and a download', async () => {
  const salt = offer('Salt')
  buy(salt, 1)
  expect((await bought.list()).map(({ work }) => work.isOwned)).toEqual([false])
  store.prepare('INSERT INTO content_keys VALUES (?, 1, ?)').run(salt.split('/')[1], randomBytes(8))
  expect((await bought.list()).map(({ work }) => work.isOwned)).toEqual([true])
  store.exec("UPDATE works SET title = 'Salt (live)'")
  expect(await titles()).toEqual(['Salt (live)'])
  store.prepare('INSERT INTO downloads VALUES (?, 1, 1)').run(salt)
  expect((await bought.list()).map(({ isDownloaded }) => isDownloaded)).toEqual([true])
})

/** A release as the catalogue takes it in. @returns its label */
function announceRelease(edition: number, id = randomBytes(16).toString('hex')): Label {
  const row = { id, edition, cid: `cid ${id} ${edition}` }
  store.prepare("INSERT INTO manifests VALUES (@cid, 'release', @id, @edition, '0x', '', x'00')").run(row)
  store
    .prepare(
      `INSERT INTO works (kind, work, edition, artist, manifest, listed, title, artist_name, amount, chain_id,
         token_network, created_at, name_key)
       VALUES ('release', @id, @edition, '0x', @cid, 1, 'Edition ' || @edition, 'Ana', '5', 1, '0x', 0, 'ana')
       ON CONFLICT (work, kind) DO UPDATE SET edition = excluded.edition, title = excluded.title`,
    )
    .run(row)
  return label.parse(`release/${id}/${edition}`)
}

test('hears of a release that was bought, in any edition, and of nobody else’s', async () => {
  const id = randomBytes(16).toString('hex')
  buy(announceRelease(1, id), 1)
  const list = await bought.list()
  announceRelease(1)
  announceRelease(2)
  expect(await bought.list()).toBe(list)
  announceRelease(2, id)
  expect(await bought.list()).not.toBe(list)
})

test('lists many purchases whole, each once', async () => {
  const tracks = Array.from({ length: 120 }, (_, index) => offer(`Track ${index}`))
  for (const [index, track] of tracks.entries()) buy(track, index)
  expect(await titles()).toEqual(tracks.map((_, index) => `Track ${119 - index}`))
})

test('what changes while it is read is in what is given', async () => {
  for (let index = 0; index < 60; index += 1) buy(offer(`Track ${index}`), index)
  const reading = bought.list()
  buy(offer('Bought meanwhile'), 1000)
  expect((await reading)[0]?.work.title).toBe('Bought meanwhile')
})
