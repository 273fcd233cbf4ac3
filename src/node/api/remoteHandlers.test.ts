import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decode, encode } from '../../protocol/codec.ts'
import { remoteProtocol } from '../../protocol/remote.ts'
import type { LeaseView } from '../../shared/api/lease.ts'
import { orderId, secretHash, toAddress } from '../../shared/ids.ts'
import { randomHex } from '../market/testing/randomHex.ts'
import { createWares, Shop } from '../market/testing/sellerFixture.ts'
import type { RemoteControl } from '../remote/remoteControl.ts'
import { pairingHandlers, remoteHandlers } from './remoteHandlers.ts'

const wares = await createWares()
const context = { signal: new AbortController().signal, report: () => undefined }
const waiting: LeaseView = { isHere: false, other: null, yieldedTo: null, isTakingOver: false }
const account = wares.people.artist.identity.body.account
let shop: Shop

beforeEach(() => {
  shop = new Shop(wares)
})
afterEach(() => shop.close())

function server(lease: LeaseView, raiden: 'ready' | 'starting') {
  const made = shop.createSeller()
  const setToSell = vi.fn<(since: number | null) => void>()
  const wallet = vi.fn<() => Promise<never>>(async () => Promise.reject(new Error('asked')))
  const own = {
    status: async () => ({
      account,
      peer: 'peer',
      network: { id: 'n', name: 'N', symbol: 'tUSD', decimals: 18 },
      parts: [{ name: 'raiden', state: raiden }],
      warnings: [],
    }),
    lease: async () => lease,
    takeOver: async () => ({ ...lease, isTakingOver: !lease.isHere }),
    wallet,
  }
  const { sales, codes, refunder, thanker } = made.seller
  const ledger = { rate: () => undefined, rates: () => new Map() }
  const views = { codes, refunder, thanker, ledger }
  const handlers = remoteHandlers({ pairings: { setToSell }, own, sales, views })
  return { made, setToSell, wallet, handlers }
}

test('an overview has the newest sales that were made, as they cross the network, and does not wait for payments that start', async () => {
  const { made, wallet, handlers } = server(waiting, 'starting')
  for (let count = 0; count < 52; count += 1) {
    const own = {
      id: orderId.parse(randomHex()),
      secretHash: secretHash.parse(randomHex()),
      recipient: toAddress(`0x${String(count).padStart(40, '0')}`),
    }
    shop.add(made, { ...own, state: count === 51 ? 'invoiced' : 'paid', createdAt: count })
  }
  const overview = await handlers.overview({}, context)
  expect(wallet).not.toHaveBeenCalled()
  expect(overview.saleCount).toBe(51)
  expect(overview.sales.map(({ createdAt }) => createdAt)).toEqual(
    Array.from({ length: 50 }, (_, index) => 50 - index),
  )
  const { output, maxBytes } = remoteProtocol.operations.overview
  const bytes = encode(output, overview)
  expect(decode(output, bytes, maxBytes)).toEqual(overview)
})

test('a server that is to sell asks for a connection of its own once it does; one that sells already does nothing', async () => {
  const idle = server(waiting, 'starting')
  expect(await idle.handlers.sell({}, context)).toMatchObject({ isTakingOver: true })
  expect(idle.setToSell.mock.calls).toEqual([[expect.any(Number)]])
  const selling = server({ ...waiting, isHere: true }, 'ready')
  expect(await selling.handlers.sell({}, context)).toMatchObject({ isHere: true })
  expect(selling.setToSell).not.toHaveBeenCalled()
})

test('an app that is not paired can’t be unpaired, which is said with what was typed', async () => {
  const remote = { pairings: { apps: [] } } as unknown as RemoteControl
  const asked = pairingHandlers(remote).unpairApp({ peer: '12D3' }, context)
  await expect(asked).rejects.toMatchObject({ code: 'REMOTE_NOT_PAIRED', message: /“12D3”/ })
})
