import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { type Label, label, toAddress, workId } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { addWorks } from '../catalogue/testing/addWorks.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import { WorkRecords } from '../catalogue/workRecords.ts'
import { BoughtWorks } from './boughtWorks.ts'
import { addPurchase } from './testing/addPurchase.ts'

const account = toAddress(`0x${'11'.repeat(20)}`)
let store: Store
let bought: BoughtWorks
/** Those that are not on sale any more, as their manifests describe them. */
let editions: Map<Label, WorkSummary>
beforeEach(() => {
  store = openStore(':memory:')
  editions = new Map()
  const catalogue = { manifest: () => undefined, edition: (name: Label) => editions.get(name) }
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

const workOf = (name: Label) => name.split('/')[1] ?? ''
const keyOf = (name: Label) => ({ work: workOf(name), edition: Number(name.split('/')[2]) })
const open = (name: Label) =>
  store.prepare("INSERT INTO content_keys VALUES (@work, @edition, x'00')").run(keyOf(name))
const download = (name: Label) => store.prepare('INSERT INTO downloads VALUES (?, 1, 1)').run(name)

test('of several editions the newest is listed, in the place and since the time of the first', async () => {
  const id = randomBytes(16).toString('hex')
  const first = announceRelease(1, id)
  buy(first, 1)
  const salt = offer('Salt')
  buy(salt, 2)
  const second = announceRelease(2, id)
  buy(second, 3)
  expect((await bought.list()).map(({ work, boughtAt }) => [work.label, boughtAt])).toEqual([
    [salt, 2],
    [second, 1],
  ])
})

test('an edition that was downloaded is listed until the newer one is', async () => {
  const first = offer('Salt')
  const before = new WorkRecords(store).work('track', workId.parse(workOf(first)))
  if (before === undefined) throw new Error('It is on sale.')
  editions.set(first, { ...before, listed: false })
  buy(first, 1)
  open(first)
  download(first)
  store.exec("UPDATE works SET edition = 2, title = 'Salt (remastered)'")
  const second = label.parse(`track/${workOf(first)}/2`)
  expect(await titles()).toEqual(['Salt'])
  buy(second, 2)
  open(second)
  expect(await titles()).toEqual(['Salt'])
  expect(bought.get(second)?.title).toBe('Salt')
  download(second)
  expect(await titles()).toEqual(['Salt (remastered)'])
  expect(bought.get(first)?.title).toBe('Salt (remastered)')
})

test('the tracks of a release are listed in its order now', async () => {
  const release = announceRelease(1)
  const [salt, tide] = [offer('Salt'), offer('Tide')]
  const note = store.prepare('INSERT INTO release_tracks (manifest, position, label) VALUES (?, ?, ?)')
  for (const [position, track] of [salt, tide].entries()) note.run('as it was bought', position, track)
  addPurchase(store, { label: release, manifest: 'as it was bought', state: 'owned', createdAt: 1 })
  store.exec("UPDATE works SET title = 'Bought' WHERE kind = 'release'")
  expect(await titles()).toEqual(['Bought', 'Salt', 'Tide'])
  expect((await bought.list()).map(({ work }) => work.durationMs)).toEqual([2000, 1000, 1000])
  const now = store.prepare('SELECT manifest FROM works WHERE work = ?').pluck().get(workOf(release))
  for (const [position, track] of [tide, salt].entries()) note.run(now, position, track)
  store.prepare("UPDATE works SET title = 'Edited' WHERE work = ?").run(workOf(release))
  expect(await titles()).toEqual(['Edited', 'Tide', 'Salt'])
})
