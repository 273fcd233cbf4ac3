import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Address, cidText, fromLabel, toLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { PurchaseState } from '../../shared/orderStates.ts'
import type { Manifest } from '../catalogue/work.ts'
import { openStore, type Store } from '../store/openStore.ts'
import type { Buyer } from './buyer.ts'
import { EditionClaims } from './editionClaims.ts'
import { type Purchase, Purchases } from './purchases.ts'
import { listWork } from './testing/editionFixtures.ts'
import { createOrder, createPeople, createWork, orderTime } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'
import type { Work, WorkReference } from './workResolver.ts'

const hourMs = 3600_000
const dayMs = 24 * hourMs
const { artist, listener, friend } = await createPeople()
const account = listener.identity.body.account
/** Of two artists. */
const [work, other] = [await createWork(artist), await createWork(friend)]
const order = await createOrder(artist, listener, work)

let store: Store
let purchases: Purchases
let manifests: Map<string, Manifest>
let now: number
let listeners: Set<(artist: Address) => void>
const claim = vi.fn<Buyer['claim']>()
const manifest = vi.fn<(cid: string) => Manifest | undefined>((cid) => manifests.get(cid))
const onFailure = vi.fn<(error: unknown) => void>()
let claims: EditionClaims

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  store = openStore(':memory:', { keys: listener })
  purchases = new Purchases(store, listener)
  manifests = new Map()
  now = orderTime
  listeners = new Set()
  claim.mockReset().mockResolvedValue(order.purchase)
  manifest.mockClear()
  onFailure.mockReset()
  claims = new EditionClaims({
    store,
    account,
    catalogue: {
      manifest,
      onChange: (told) => {
        listeners.add(told)
        return () => listeners.delete(told)
      },
    },
    buyer: { claim, purchases },
    now: () => now,
    onFailure,
  })
})
afterEach(async () => {
  await claims.stop()
  store.close()
  vi.useRealTimers()
})

/** Another edition of a work, under a manifest of its own. */
function editionOf(of: Work, edition: number): Work {
  const { kind, id } = fromLabel(of.label)
  const end = 'abcdefgh'.charAt(edition).repeat(3)
  return { ...of, label: toLabel(kind, id, edition), manifest: cidText.parse(`${of.manifest}${end}`) }
}
const newer = editionOf(work, 2)
const newerOther = editionOf(other, 2)

function add(of: Work, state: PurchaseState, change: Partial<Purchase> = {}): Purchase {
  const { label, manifest: cid, artist: seller } = of
  const purchase = {
    ...order.purchase,
    id: randomHex(),
    state,
    label,
    manifest: cid,
    seller,
    deadline: null,
    ...change,
  }
  purchases.insert(purchase)
  return purchase
}
/** Orders of the first work's edition that were made for nothing. */
const addClaims = (count: number, createdAt: number) => {
  for (let made = 0; made < count; made += 1) add(newer, 'expired', { price: toAmount(0n), createdAt })
}
const announce = (by: Work = work) => listeners.forEach((told) => told(by.artist))
const claimed = () => claim.mock.calls.map(([{ label }]) => label)
const reference = ({ label, manifest: cid, artist: by }: Work): WorkReference => ({
  label,
  manifest: cid,
  artist: by,
})
/** What is asked for of the first artist until the other's, whose turn comes later, has come. */
async function claimedBefore(): Promise<string[]> {
  const before = claimed().filter((label) => label === newerOther.label).length
  announce(other)
  await expect
    .poll(() => claimed().filter((label) => label === newerOther.label).length)
    .toBeGreaterThan(before)
  return claimed().filter((label) => label !== newerOther.label)
}

/** One owns a work of each artist, what was on sale at the start is asked for, and then both sell a newer edition. */
async function startOwning(): Promise<void> {
  add(work, 'owned')
  add(other, 'owned')
  listWork(store, newerOther)
  await claims.start()
  await claimedBefore()
  claim.mockClear()
  listWork(store, newer)
}

test('at the start it is asked for what came meanwhile, of every artist of whom one has something', async () => {
  add(work, 'owned')
  add(other, 'owned')
  listWork(store, newer)
  listWork(store, newerOther)
  await claims.start()
  await claims.start()
  expect(listeners.size).toBe(1)
  expect(await claimedBefore()).toEqual([newer.label])
  expect(claim.mock.calls.slice(0, 2)).toEqual(
    expect.arrayContaining([[reference(newer)], [reference(newerOther)]]),
  )
})

test('it is asked for when a catalogue has changed; what is told while that is done has it looked once more', async () => {
  await startOwning()
  announce()
  expect(await claimedBefore()).toEqual([newer.label])
  claim.mockClear()
  for (const _ of [1, 2, 3]) announce()
  expect(await claimedBefore()).toEqual([newer.label, newer.label])
})

test.each<[PurchaseState, number]>([
  ['owned', 1],
  ['joined', 1],
  ['failed', 1],
  ['requested', 0],
  ['paying', 0],
])('an order that is %s has it looked at %i times', async (state, times) => {
  await startOwning()
  const changed = add(editionOf(work, 3), state)
  listWork(store, editionOf(work, 4))
  claims.orderChanged('nobody’s')
  claims.orderChanged(changed.id)
  expect(await claimedBefore()).toHaveLength(times)
})

test.each<[PurchaseState, Partial<Purchase>, number]>([
  ['requested', {}, 0],
  ['paid', {}, 0],
  ['unopened', {}, 0],
  ['cancelled', {}, 0],
  ['cancelled', { manifest: work.manifest }, 0],
  ['declined', {}, 0],
  ['declined', { manifest: work.manifest }, 1],
  ['expired', {}, 1],
  ['failed', {}, 1],
])('after an order for it that is %s, %o, it is asked for %i times', async (state, change, times) => {
  await startOwning()
  add(newer, state, change)
  announce()
  expect(await claimedBefore()).toHaveLength(times)
})

test('of several orders for it one that is final is enough', async () => {
  await startOwning()
  add(newer, 'expired')
  add(newer, 'cancelled', { createdAt: orderTime - 1 })
  announce()
  expect(await claimedBefore()).toEqual([])
})

test('four editions of a work are asked for within a day, and those that wait once that is over', async () => {
  await startOwning()
  addClaims(1, now - dayMs)
  addClaims(3, now - dayMs + 1)
  announce()
  expect(await claimedBefore()).toHaveLength(1)
  claim.mockClear()
  addClaims(1, now - dayMs + hourMs)
  announce()
  expect(await claimedBefore()).toEqual([])
  vi.advanceTimersByTime(hourMs)
  expect(await claimedBefore()).toEqual([])
  now += 1
  vi.advanceTimersByTime(hourMs / 2)
  expect(await claimedBefore()).toEqual([])
  vi.advanceTimersByTime(hourMs / 2)
  expect(await claimedBefore()).toHaveLength(1)
})

test('an artist of whom nothing waits any more is not looked at every hour', async () => {
  await startOwning()
  addClaims(4, now)
  announce()
  expect(await claimedBefore()).toEqual([])
  now += dayMs
  vi.advanceTimersByTime(hourMs)
  expect(await claimedBefore()).toHaveLength(1)
  vi.advanceTimersByTime(hourMs)
  expect(await claimedBefore()).toHaveLength(1)
})

test('a track is not asked for beside a release with it that is under way, beside another one it is', async () => {
  await startOwning()
  const { id } = fromLabel(work.label)
  const release = { ...editionOf(work, 5), label: toLabel('release', id, 1) }
  const track = { id, edition: 2 }
  const holds = (edition: number) =>
    manifests.set(release.manifest, {
      kind: 'release',
      body: { tracks: [{ ...track, edition }, other.tracks[0]] },
    } as unknown as Manifest)
  add(release, 'paid')
  holds(3)
  announce()
  expect(await claimedBefore()).toHaveLength(1)
  holds(2)
  announce()
  expect(await claimedBefore()).toHaveLength(1)
})

test('one that can’t be asked for is reported, and does not keep back the next', async () => {
  await startOwning()
  const second = await createWork(artist)
  add(second, 'owned')
  listWork(store, editionOf(second, 2))
  const failure = new Error('no such work')
  claim.mockRejectedValueOnce(failure)
  announce()
  expect(await claimedBefore()).toHaveLength(2)
  expect(onFailure.mock.calls).toEqual([[failure]])
})

test('a store that can’t be read is reported, and the next look is made', async () => {
  await startOwning()
  store.exec('ALTER TABLE works RENAME TO gone')
  announce()
  await expect.poll(() => onFailure.mock.calls).toEqual([[expect.objectContaining({ code: 'SQLITE_ERROR' })]])
  store.exec('ALTER TABLE gone RENAME TO works')
  announce()
  expect(await claimedBefore()).toEqual([newer.label])
})

test('a stop waits for what is being asked for, asks for nothing more, and looks at nobody else', async () => {
  await startOwning()
  const second = await createWork(artist)
  add(second, 'owned')
  listWork(store, editionOf(second, 2))
  const asking = Promise.withResolvers<Purchase>()
  claim.mockReturnValueOnce(asking.promise)
  announce()
  await expect.poll(claimed).toHaveLength(1)
  add({ ...editionOf(other, 5), label: toLabel('release', fromLabel(other.label).id, 1) }, 'owned')
  announce(other)
  const stopped = vi.fn<() => void>()
  const stopping = claims.stop().then(stopped)
  await new Promise((resolve) => setImmediate(resolve))
  expect([stopped.mock.calls.length, listeners.size, vi.getTimerCount()]).toEqual([0, 0, 0])
  asking.resolve(order.purchase)
  await stopping
  expect([claimed().length, manifest.mock.calls]).toEqual([1, []])
})

test('after a stop no order makes it look, and after the next start all is looked at again', async () => {
  await startOwning()
  const { id } = add(editionOf(other, 3), 'failed')
  announce()
  await claims.stop()
  store.exec('ALTER TABLE works RENAME TO gone')
  claims.orderChanged(id)
  await claims.stop()
  expect([claimed(), onFailure.mock.calls]).toEqual([[], []])
  store.exec('ALTER TABLE gone RENAME TO works')
  await claims.start()
  expect(await claimedBefore()).toEqual([newer.label])
})

test('who was to be looked at when it was stopped is looked at after the next start', async () => {
  await startOwning()
  const asking = Promise.withResolvers<Purchase>()
  claim.mockReturnValueOnce(asking.promise)
  announce(other)
  announce()
  const stopping = claims.stop()
  asking.resolve(order.purchase)
  await stopping
  await claims.start()
  expect(await claimedBefore()).toEqual([newer.label])
})

test('a stop without a start does nothing', async () => {
  await expect(claims.stop()).resolves.toBeUndefined()
})
