import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { MemoryRaiden } from '../../raiden/testing/memoryRaiden.ts'
import { type CidText, type hex32, toAddress, type WorkId } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { AccessHarness, createSealedTrack } from '../access/testing/accessHarness.ts'
import { commitmentsOf } from './draftSale.ts'
import { newRequest } from './newRequest.ts'
import { Seller } from './seller.ts'
import type { Work } from './workResolver.ts'

const network = new MemoryNetwork()
const accessHarness = new AccessHarness(async () => network.peer())
const [hub, token, tokenNetwork] = ['3', '4', '5'].map((digit) => toAddress(`0x${digit.repeat(40)}`)) as [
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
]
const chain = { id: 31337, token, tokenNetwork }
const someManifest = () => cidOf(randomBytes(32), 'dag-cbor').toString() as CidText
type Person = Awaited<ReturnType<AccessHarness['addUser']>>
let artist: Person
let listener: Person
let seller: Seller
let onSale: Work | undefined

beforeAll(async () => {
  for (let index = 0; index < 3; index++) await accessHarness.addUrsula()
  artist = await accessHarness.addUser()
  listener = await accessHarness.addUser()
  const raiden = new MemoryRaiden({
    hub,
    token,
    fee: 0n,
    lockMs: 1000,
    now: Date.now,
    onMove: () => undefined,
  })
  raiden.balances.set(artist.keys.identity.body.account, 0n)
  const payments = raiden.connect(artist.keys.identity.body.account)
  seller = new Seller({
    store: artist.store,
    keys: artist.keys,
    calls: artist.peer,
    payments,
    registry: payments,
    mailbox: { send: () => Promise.reject(new Error('nothing is refused')) },
    valueOfGas: toAmount,
    customers: { standing: async () => 'connected', takeStrangerPlace: () => true },
    lockMs: 1000,
    maximumFee: toAmount(0n),
    grants: artist.grants,
    works: {
      onSale: (label) => (onSale?.label === label ? onSale : undefined),
      published: () => undefined,
      byManifest: () => Promise.reject(new Error('nobody asks')),
      isKnown: () => false,
      artist: () => undefined,
    },
    chain,
    revealTimeoutMs: 1000,
    terms: { threshold: 2, shares: 3, accessMs: 60_000 },
    invoiceMs: 60_000,
  })
  await seller.start()
})
afterAll(async () => {
  await seller.stop()
  await accessHarness.stop()
})

async function someWork(amount: Amount): Promise<Work> {
  const { label, capsule, tracks } = await createSealedTrack(artist.keys)
  return {
    label,
    manifest: someManifest(),
    artist: artist.keys.identity.body.account,
    title: 'A song',
    price: { amount, chainId: chain.id, tokenNetwork },
    capsule,
    tracks: tracks as { id: WorkId; edition: number; commitment: ReturnType<typeof hex32.parse> }[],
  }
}

function request(work: Work) {
  return newRequest({ buyer: listener.keys, work, chain, expiry: Date.now() + 60_000 })
}

test('an invoice stays as it is for its request, when another price is asked from now on and when the work is withdrawn', async () => {
  const before = await someWork(toAmount(5n))
  onSale = before
  const asked = await request(before)
  const { signed } = await seller.answer(asked)
  onSale = { ...before, manifest: someManifest(), price: { ...before.price, amount: toAmount(9n) } }
  expect((await seller.answer(asked)).signed).toEqual(signed)
  onSale = undefined
  expect((await seller.answer(asked)).signed).toEqual(signed)
  await expect(seller.answer(await request(before))).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
})

test.each([9n, 2n])(
  'a further attempt has an identity of its own, and the price of its time: %s',
  async (price) => {
    const before = await someWork(toAmount(5n))
    onSale = before
    const asked = await request(before)
    const first = (await seller.answer(asked)).signed.invoice
    onSale = { ...before, manifest: someManifest(), price: { ...before.price, amount: toAmount(price) } }
    const second = (await seller.answer(await request(onSale))).signed.invoice
    expect(second).toMatchObject({ amount: price, manifest: onSale.manifest })
    for (const part of ['order', 'secretHash', 'paymentId'] as const)
      expect(second[part]).not.toBe(first[part])
    expect(seller.sales.get(first.order)).toMatchObject({ state: 'expired' })
    await expect(seller.answer(asked)).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
  },
)

test('what was had for nothing is given again under its new price', async () => {
  const free = await someWork(toAmount(0n))
  onSale = free
  const first = await seller.answer(await request(free))
  onSale = { ...free, manifest: someManifest(), price: { ...free.price, amount: toAmount(9n) } }
  const again = await seller.answer(await request(onSale))
  expect(again.signed.invoice).toMatchObject({
    order: first.signed.invoice.order,
    amount: 0n,
    manifest: onSale.manifest,
  })
  expect(again.secret).toBe(first.secret)
})

test('what one has is given again after its release was put in another order', async () => {
  const [one, other] = await Promise.all([someWork(toAmount(0n)), someWork(toAmount(0n))])
  const release = { ...one, tracks: [...one.tracks, ...other.tracks] }
  onSale = release
  const first = await seller.answer(await request(release))
  const reordered = { ...release, manifest: someManifest(), tracks: release.tracks.toReversed() }
  onSale = reordered
  const again = await seller.answer(await request(reordered))
  expect(again.signed.invoice).toMatchObject({
    order: first.signed.invoice.order,
    manifest: reordered.manifest,
    commitments: commitmentsOf(reordered),
  })
  expect(again.signed.invoice.commitments).not.toBe(first.signed.invoice.commitments)
})
