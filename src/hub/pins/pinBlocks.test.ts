import type { CID } from 'multiformats/cid'
import { beforeEach, expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { address, type Address } from '../../shared/ids.ts'
import { ChannelPartners } from '../channelPartners.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { defaultPinLimits, PinBlocks, type PinLimits, type WantedBlock } from './pinBlocks.ts'
import { PinRecords } from './pinRecords.ts'

const anna = address.parse(`0x${'a'.repeat(40)}`)
const bert = address.parse(`0x${'b'.repeat(40)}`)
const block = (name: string, size = 10): WantedBlock => ({
  cid: cidOf(new TextEncoder().encode(name), 'raw'),
  size,
})
const names = (blocks: readonly WantedBlock[]) => blocks.map(({ cid }) => cid.toString())
const texts = (cids: readonly CID[]) => cids.map(String)
const { now, advance } = createManualClock()
let store: HubStore
let records: PinRecords

const openPins = (limits: Partial<PinLimits> = {}) => new PinBlocks(store, { ...defaultPinLimits, ...limits })
const follow = (artist: Address, number: number) =>
  records.follow({ artist, number, catalogue: block('c').cid })

beforeEach(() => {
  store = openHubStore(':memory:')
  records = new PinRecords(store, now)
  for (const artist of [anna, bert]) follow(artist, 1)
})

test('what is missing is told in order, those tried least first, until it is kept', () => {
  const pins = openPins()
  const [a, b, c] = [block('a'), block('b'), block('c')]
  pins.setWanted(anna, 1, [a, b, c], true)
  expect(names(pins.missing(anna, 2))).toEqual(names([a, b]))
  pins.recordMisses(anna, [a.cid])
  expect(names(pins.missing(anna, 3))).toEqual(names([b, c, a]))
  pins.markKept(anna, [b.cid, c.cid])
  expect(pins.progress(anna, 1)).toEqual({ blocks: 3, missing: 1, refused: 0 })
  expect(records.get(anna)?.listed).toBe(true)
})

test('an artist has so much room; what goes beyond it is refused', () => {
  const pins = openPins({ artistBytes: 25 })
  pins.setWanted(anna, 1, [block('a'), block('b'), block('c'), block('d', 5)], true)
  expect(pins.progress(anna, 1)).toEqual({ blocks: 4, missing: 3, refused: 1 })
  expect(openPins({ artistBlocks: 1 }).setWanted(bert, 1, [block('x'), block('y')], true)).toBeUndefined()
  expect(pins.progress(bert, 1)).toEqual({ blocks: 2, missing: 1, refused: 1 })
})

test('artists without a channel share a room, and all share the whole', () => {
  const pins = openPins({ nonPartnerBytes: 10, totalBytes: 30 })
  pins.setWanted(anna, 1, [block('a')], true)
  pins.setWanted(bert, 1, [block('b')], true)
  expect(pins.progress(bert, 1).refused).toBe(1)
  new ChannelPartners(store).add([bert])
  pins.setWanted(bert, 1, [block('b'), block('c'), block('d')], true)
  expect(pins.progress(bert, 1)).toEqual({ blocks: 3, missing: 2, refused: 1 })
  expect(pins.totalBytes()).toBe(30)
})

test('blocks of an older head stay while there is room, and are garbage when there is none', () => {
  const pins = openPins({ artistBytes: 30 })
  const [a, b, c, d] = [block('a'), block('b'), block('c'), block('d')]
  pins.setWanted(anna, 1, [a, b], true)
  pins.markKept(anna, [a.cid, b.cid])
  follow(anna, 2)
  pins.setWanted(anna, 2, [b, c], true)
  expect(pins.progress(anna, 2)).toEqual({ blocks: 2, missing: 1, refused: 0 })
  expect(pins.garbage()).toEqual([])
  follow(anna, 3)
  pins.setWanted(anna, 3, [b, c, d], true)
  expect(texts(pins.garbage())).toEqual(names([a]))
})

test('what another artist has pinned too is no garbage', () => {
  const pins = openPins({ artistBytes: 10 })
  const shared = block('shared')
  for (const artist of [anna, bert]) {
    pins.setWanted(artist, 1, [shared], true)
    pins.markKept(artist, [shared.cid])
  }
  follow(anna, 2)
  pins.setWanted(anna, 2, [block('new')], true)
  expect(pins.garbage()).toEqual([])
  follow(bert, 2)
  pins.setWanted(bert, 2, [block('new')], true)
  expect(texts(pins.garbage())).toEqual(names([shared]))
  pins.removeFromGarbage(shared.cid)
  expect(pins.garbage()).toEqual([])
})

test('a block that is another than its manifest says is refused and deleted', () => {
  const pins = openPins()
  pins.setWanted(anna, 1, [block('a')], true)
  pins.markRefused(anna, block('a').cid)
  expect(pins.progress(anna, 1)).toEqual({ blocks: 1, missing: 0, refused: 1 })
  expect(texts(pins.garbage())).toEqual(names([block('a')]))
})

test('what was kept and is gone is missing again, and due', async () => {
  const pins = openPins()
  const [a, b] = [block('a'), block('b')]
  pins.setWanted(anna, 1, [a, b], true)
  pins.markKept(anna, [a.cid, b.cid])
  for (const artist of [anna, bert]) records.finishRound({ ...pinOf(artist), artist }, null)
  expect(records.nextDue()).toBeNull()
  await pins.verifyKept(async (cid) => cid.equals(b.cid), now())
  expect(names(pins.missing(anna, 9))).toEqual(names([a]))
  expect(records.nextDue()).toBe(now())
})

test('an older head is not followed, and a newer one begins anew', () => {
  expect(follow(anna, 1)).toBe(false)
  records.finishRound(pinOf(anna), now() + 1000)
  expect(pinOf(anna).attempts).toBe(1)
  expect(records.due().map(({ artist }) => artist)).toEqual([bert])
  advance(1000)
  expect(records.due()).toHaveLength(2)
  expect(follow(anna, 2)).toBe(true)
  expect(pinOf(anna)).toMatchObject({ number: 2, attempts: 0, listed: false })
  records.finishRound({ ...pinOf(anna), number: 1 }, null)
  expect(records.due()).toHaveLength(2)
})

function pinOf(artist: Address) {
  const pin = records.get(artist)
  if (pin === undefined) throw new Error('There is no such pin.')
  return pin
}
