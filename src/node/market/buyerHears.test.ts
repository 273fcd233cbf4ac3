import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Buyer, type BuyerOptions } from './buyer.ts'
import {
  createOrder,
  createPeople,
  createWork,
  type OrderFixture,
  type OrderPeople,
  orderTime,
} from './testing/orderFixture.ts'

let people: OrderPeople
let order: OrderFixture
let store: Store

beforeAll(async () => {
  people = await createPeople()
  order = await createOrder(people.artist, people.listener, await createWork(people.artist))
})
beforeEach(() => {
  store = openStore(':memory:', { keys: people.listener })
})
afterEach(() => store.close())

test('a word from a seller’s node lets their orders be asked for at once, and nobody else’s', async () => {
  const call = vi
    .fn<() => Promise<never>>()
    .mockRejectedValue(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
  const onChange = vi.fn<(id: string) => void>()
  const buyer = new Buyer({
    store,
    keys: people.listener,
    calls: { call },
    mailbox: { send: async () => undefined },
    works: { artist: () => people.artist.identity },
    now: () => orderTime,
    onChange,
  } as unknown as BuyerOptions)
  const { id, seller } = order.purchase
  buyer.purchases.insert({ ...order.purchase, state: 'requested', deadline: orderTime + 3_600_000 })
  vi.spyOn(buyer.contacts, 'ofPeer').mockImplementation((peer) => (peer === 'theirs' ? [seller] : []))
  await buyer.start()
  await expect.poll(() => onChange.mock.calls).toEqual([[id]])
  buyer.hear('another' as PeerIdText)
  expect(buyer.contacts.absence(seller)).toMatchObject({ since: orderTime })
  expect(call).toHaveBeenCalledTimes(1)
  buyer.hear('theirs' as PeerIdText)
  expect(onChange.mock.calls[1]).toEqual([id])
  await expect.poll(() => call.mock.calls.length).toBe(2)
  await buyer.stop()
})
