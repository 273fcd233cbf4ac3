import type { CID } from 'multiformats/cid'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { address, type Address, type CidText } from '../../shared/ids.ts'
import { ChannelPartners } from '../channelPartners.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { PinBlocks, type WantedBlock } from './pinBlocks.ts'
import { PinRecords } from './pinRecords.ts'
import { defaultPinLimits, type PinLimits } from './pinRoom.ts'

const anna = address.parse(`0x${'a'.repeat(40)}`)
const bert = address.parse(`0x${'b'.repeat(40)}`)
const block = (name: string, size = 10): WantedBlock => ({
  cid: cidOf(new TextEncoder().encode(name), 'raw'),
  size,
})
const liars = (count: number) =>
  Array.from({ length: count }, (_, each) => address.parse(`0x${each.toString(16).padStart(40, '0')}`))
/** As a catalogue lists them. */
const linked = (blocks: readonly WantedBlock[]) =>
  blocks.map(({ cid, size }) => ({ cid: cid.toString() as CidText, size }))

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

test('what is missing is told in order, those tried least first, until it is kept', async () => {
  const pins = openPins()
  const [a, b, c] = [block('a'), block('b'), block('c')]
  await pins.setWanted(anna, 1, linked([a, b, c]), { isComplete: true })
  expect(names(pins.missing(anna, 2))).toEqual(names([a, b]))
  pins.recordMisses(anna, [a.cid])
  expect(names(pins.missing(anna, 3))).toEqual(names([b, c, a]))
  pins.markKept(anna, [b, c])
  expect(pins.progress(anna, 1)).toEqual({ blocks: 3, missing: 1, refused: 0 })
  expect(records.get(anna)?.listed).toBe(true)
})

test('an artist has so much room; what goes beyond it is refused', async () => {
  const pins = openPins({ artistBytes: 25 })
  await pins.setWanted(anna, 1, linked([block('a'), block('b'), block('c'), block('d', 5)]), {
    isComplete: true,
  })
  expect(pins.progress(anna, 1)).toEqual({ blocks: 4, missing: 3, refused: 1 })
  expect(
    await openPins({ nonPartnerBlocks: 1 }).setWanted(bert, 1, linked([block('x'), block('y')]), {
      isComplete: true,
    }),
  ).toBeUndefined()
  expect(pins.progress(bert, 1)).toEqual({ blocks: 2, missing: 1, refused: 1 })
})

test('what is not listed counts as refused, for the head that wants it', async () => {
  const pins = openPins()
  await pins.setWanted(anna, 1, linked([block('a')]), { isComplete: true, unlisted: 7 })
  expect(pins.progress(anna, 1)).toEqual({ blocks: 8, missing: 1, refused: 7 })
  expect(pins.progress(anna, 2)).toEqual({ blocks: 0, missing: 0, refused: 0 })
  await pins.setWanted(anna, 1, linked([block('a')]), { isComplete: true })
  expect(pins.progress(anna, 1)).toEqual({ blocks: 1, missing: 1, refused: 0 })
})

test('while very many are set, others have their turn', async () => {
  const many = Array.from({ length: 5000 }, (_, index) => block(String(index)))
  let turns = 0
  const count = () => {
    turns += 1
    immediate = setImmediate(count)
  }
  let immediate = setImmediate(count)
  await openPins().setWanted(anna, 1, linked(many), { isComplete: true })
  clearImmediate(immediate)
  expect(turns).toBeGreaterThanOrEqual(5)
})

/** Fetches what there is room for. */
async function keep(
  pins: PinBlocks,
  artist: Address,
  wanted: readonly WantedBlock[],
  number = 1,
): Promise<void> {
  await pins.setWanted(artist, number, linked(wanted), { isComplete: true })
  for (let some = pins.reserve(artist, 1); some.length > 0; some = pins.reserve(artist, 1)) {
    pins.markKept(artist, some)
    pins.release(artist)
  }
}

test('artists without a channel share a room, and all share the whole', async () => {
  const pins = openPins({ nonPartnerBytes: 10, totalBytes: 30 })
  await keep(pins, anna, [block('a')])
  await keep(pins, bert, [block('b')])
  expect(pins.progress(bert, 1).refused).toBe(1)
  new ChannelPartners(store).add([bert])
  await keep(pins, bert, [block('b'), block('c'), block('d')])
  expect(pins.progress(anna, 1)).toEqual({ blocks: 1, missing: 0, refused: 1 })
  expect(pins.progress(bert, 1)).toEqual({ blocks: 3, missing: 0, refused: 0 })
  expect(pins.totalBytes()).toBe(30)
})

test('blocks that are promised and never come take nobody’s room', async () => {
  const pins = openPins({ nonPartnerBytes: 40, totalBytes: 40 })
  const promised = Array.from({ length: 20 }, (_, each) => block(`promised ${each}`, 1000))
  for (const liar of liars(16)) {
    records.follow({ artist: liar, number: 1, catalogue: block('c').cid })
    await pins.setWanted(liar, 1, linked(promised), { isComplete: true })
    pins.recordMisses(liar, [block('promised 0').cid])
  }
  await keep(pins, anna, [block('a'), block('b'), block('c'), block('d')])
  expect(pins.progress(anna, 1)).toEqual({ blocks: 4, missing: 0, refused: 0 })
  for (const liar of liars(16)) pins.giveUp(liar)
  expect(pins.progress(liars(1)[0] as Address, 1).blocks).toBe(0)
})

test('what is being fetched is reserved until it has come or has not', async () => {
  const pins = openPins({ nonPartnerBytes: 10 })
  for (const artist of [anna, bert])
    await pins.setWanted(artist, 1, linked([block(artist)]), { isComplete: true })
  expect(pins.reserve(anna, 9)).toHaveLength(1)
  expect(pins.reserve(bert, 9)).toHaveLength(0)
  pins.release(anna)
  await pins.setWanted(bert, 1, linked([block(bert)]), { isComplete: true })
  expect(pins.reserve(bert, 9)).toHaveLength(1)
})

test('whoever has most gives way until all have the same', async () => {
  const pins = openPins({ nonPartnerBytes: 100 })
  const many = Array.from({ length: 10 }, (_, each) => block(`many ${each}`))
  await keep(pins, anna, many)
  await keep(pins, bert, [...many.slice(0, 3), block('x'), block('y'), block('z'), block('q')])
  const kept = (artist: Address) => {
    const { blocks, refused, missing } = pins.progress(artist, 1)
    return blocks - refused - missing
  }
  expect([kept(anna), kept(bert)]).toEqual([5, 5])
  expect(pins.totalBytes()).toBe(100)
})

test('what is there has the size it had when it came, whatever a newer manifest says', async () => {
  const pins = openPins({ artistBytes: 30 })
  await keep(pins, anna, [block('a', 20)])
  follow(anna, 2)
  await keep(pins, anna, [block('a', 1), block('b', 15)], 2)
  expect(pins.totalBytes()).toBe(20)
  expect(pins.progress(anna, 2)).toEqual({ blocks: 2, missing: 0, refused: 1 })
})

test('however much is promised, kept and taken back, what is counted is what is there', async () => {
  const steps = fc.array(
    fc.record({
      who: fc.nat(2),
      blocks: fc.array(fc.record({ name: fc.nat(12), size: fc.integer({ min: 1, max: 9 }) }), {
        maxLength: 8,
      }),
      comes: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const own = openHubStore(':memory:')
      const pins = new PinBlocks(own, {
        ...defaultPinLimits,
        artistBytes: 30,
        nonPartnerBytes: 40,
        totalBytes: 50,
      })
      const pinned = new PinRecords(own, now)
      new ChannelPartners(own).add([anna])
      for (const [number, { who, blocks, comes }] of all.entries()) {
        const artist = [anna, bert, ...liars(1)][who] as Address
        pinned.follow({ artist, number: number + 1, catalogue: block('c').cid })
        await pins.setWanted(
          artist,
          number + 1,
          linked(blocks.map(({ name, size }) => block(String(name), size))),
          { isComplete: true },
        )
        const some = pins.reserve(artist, 5)
        if (comes) pins.markKept(artist, some)
        pins.release(artist)
        const there = own
          .prepare("SELECT coalesce(sum(size), 0) FROM pin_blocks WHERE state = 'kept'")
          .pluck()
        expect(pins.totalBytes()).toBe(there.get())
        expect(pins.totalBytes()).toBeLessThanOrEqual(50)
      }
      own.close()
    }),
    { numRuns: 60 },
  )
})

test('blocks of an older head stay while there is room, and are garbage when there is none', async () => {
  const pins = openPins({ artistBytes: 30 })
  const [a, b, c, d] = [block('a'), block('b'), block('c'), block('d')]
  await pins.setWanted(anna, 1, linked([a, b]), { isComplete: true })
  pins.markKept(anna, [a, b])
  follow(anna, 2)
  await pins.setWanted(anna, 2, linked([b, c]), { isComplete: true })
  expect(pins.progress(anna, 2)).toEqual({ blocks: 2, missing: 1, refused: 0 })
  expect(pins.garbage()).toEqual([])
  follow(anna, 3)
  await pins.setWanted(anna, 3, linked([b, c, d]), { isComplete: true })
  expect(texts(pins.garbage())).toEqual(names([a]))
})

test('what another artist has pinned too is no garbage', async () => {
  const pins = openPins({ artistBytes: 10 })
  const shared = block('shared')
  for (const artist of [anna, bert]) {
    await pins.setWanted(artist, 1, linked([shared]), { isComplete: true })
    pins.markKept(artist, [shared])
  }
  follow(anna, 2)
  await pins.setWanted(anna, 2, linked([block('new')]), { isComplete: true })
  expect(pins.garbage()).toEqual([])
  follow(bert, 2)
  await pins.setWanted(bert, 2, linked([block('new')]), { isComplete: true })
  expect(texts(pins.garbage())).toEqual(names([shared]))
  pins.removeFromGarbage(shared.cid)
  expect(pins.garbage()).toEqual([])
})

test('a block that is another than its manifest says is refused and deleted', async () => {
  const pins = openPins()
  await pins.setWanted(anna, 1, linked([block('a')]), { isComplete: true })
  pins.markRefused(anna, block('a').cid)
  expect(pins.progress(anna, 1)).toEqual({ blocks: 1, missing: 0, refused: 1 })
  expect(texts(pins.garbage())).toEqual(names([block('a')]))
})

test('what was kept and is gone is missing again, and due', async () => {
  const pins = openPins()
  const [a, b] = [block('a'), block('b')]
  await pins.setWanted(anna, 1, linked([a, b]), { isComplete: true })
  pins.markKept(anna, [a, b])
  for (const artist of [anna, bert]) records.finishRound({ ...pinOf(artist), artist }, null)
  expect(records.nextDue()).toBeNull()
  await pins.verifyKept(async (cid) => cid.equals(b.cid), now())
  expect(names(pins.missing(anna, 9))).toEqual(names([a]))
  expect(records.nextDue()).toBe(now())
})

test('an older head is not followed, and a newer one begins anew', () => {
  expect(follow(anna, 1)).toBe(false)
  records.finishRound(pinOf(anna), now() + 1000, 1)
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
