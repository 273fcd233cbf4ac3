import { beforeEach, expect, test, vi } from 'vitest'
import { requestDigest, signInvoice, signRequest } from '../../protocol/purchase.ts'
import { cidText, fromLabel, type Label, orderId, secretHash, toLabel, workId } from '../../shared/ids.ts'
import type { GrantedPolicy } from '../access/access.ts'
import { EarlierEditions } from './earlierEditions.ts'
import type { Sale } from './sales.ts'
import type { Work, WorkResolver } from './workResolver.ts'
import { createOrder, createRequest, createTestPolicy } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'
import { addDebts, createWares, type MadeSeller, Shop } from './testing/sellerFixture.ts'

const wares = await createWares()
const { people, work, order } = wares
const { artist, listener, friend } = people
const newer: Work = {
  ...work,
  label: toLabel('track', fromLabel(work.label).id, 2),
  manifest: cidText.parse(`bafy${'n'.repeat(55)}`),
}
const release: Work = {
  ...work,
  label: toLabel('release', fromLabel(work.label).id, 1),
  manifest: cidText.parse(`bafy${'r'.repeat(55)}`),
}
const newerPolicy = await createTestPolicy(artist, listener, newer.label)
const request = await createRequest(listener, newer)
let shop: Shop
let made: MadeSeller

beforeEach(() => {
  shop = new Shop(wares)
  shop.onSale = newer
  made = shop.createSeller()
  made.make.mockResolvedValue(newerPolicy)
  return () => shop.close()
})

const sold = (change: Partial<Sale> = {}) => shop.add(made, { state: 'delivered', ...change })
/** What an answer costs, and whether the secret comes with it. */
const termsOf = async (asked = request) => {
  const offer = await made.seller.answer(asked)
  return [offer.signed.invoice.amount, 'secret' in offer]
}
const priced = [100n, false]
const revoke = (...orders: readonly string[]) =>
  made.list.mockReturnValue(
    orders.map((of) => ({ order: of, revocation: { body: {} } }) as unknown as GrantedPolicy),
  )

test.each(['paid', 'delivered'] as const)(
  'an earlier edition that is %s gives the newer one',
  async (state) => {
    const earlier = sold({ state })
    const offer = await made.seller.answer(request)
    expect(offer.signed.invoice).toMatchObject({ amount: 0n, label: newer.label, manifest: newer.manifest })
    const sale = made.seller.sales.get(offer.signed.invoice.order)
    expect(sale).toMatchObject({ state: 'paid', amount: 0n, earlierOrder: earlier.id })
    expect(offer.secret).toBe(sale?.secret)
    expect(made.record).toHaveBeenCalledExactlyOnceWith(newerPolicy, earlier.recipient, sale?.id)
  },
)

test('it is given whoever may pay, whatever the hub owes, and to those without a channel', async () => {
  sold()
  made.standing.mockResolvedValue('stranger')
  made.canReceive.mockResolvedValue(false)
  addDebts(made.seller.sales, order.sale)
  expect((await made.seller.answer(request)).signed.invoice.amount).toBe(0n)
})

test('it is given when many strangers order at once, and takes none of their places', async () => {
  sold()
  const takeStrangerPlace = vi.fn<() => boolean>().mockReturnValue(false)
  const crowded = shop.createSeller({ customers: { standing: async () => 'stranger', takeStrangerPlace } })
  crowded.make.mockResolvedValue(newerPolicy)
  expect((await crowded.seller.answer(request)).signed.invoice.amount).toBe(0n)
  expect(takeStrangerPlace).not.toHaveBeenCalled()
})

test('asked again, in the same bytes or others, it is the same order with one policy', async () => {
  sold()
  const first = await made.seller.answer(request)
  expect(await made.seller.answer(request)).toEqual(first)
  const again = await made.seller.answer(await createRequest(listener, newer))
  expect(again.signed.invoice.order).toBe(first.signed.invoice.order)
  expect(made.make).toHaveBeenCalledTimes(1)
  expect(made.seller.sales.list()).toHaveLength(2)
})

test('an invoice with a price that is out is replaced by one without', async () => {
  expect(await termsOf()).toEqual(priced)
  sold()
  made.canReceive.mockResolvedValue(false)
  expect((await made.seller.answer(await createRequest(listener, newer))).signed.invoice.amount).toBe(0n)
})

test.each(['invoiced', 'refusing', 'expired'] as const)(
  'one that is %s counts for nothing',
  async (state) => {
    sold({ state })
    expect(await termsOf()).toEqual(priced)
  },
)

test('one whose payment is being decided is waited for', async () => {
  sold({ state: 'releasing' })
  await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_UNSETTLED' })
  made.receivable.mockResolvedValue(0n as Awaited<ReturnType<typeof made.receivable>>)
  expect(await made.seller.answerable()).toEqual([request])
})

test('one that was revoked counts for nothing, nor does what was given for it', async () => {
  const earlier = sold()
  revoke(earlier.id)
  expect(await termsOf()).toEqual(priced)
  shop.forgetSales()
  const release2 = shop.add(made, { state: 'paid', label: release.label })
  const given = { id: orderId.parse(randomHex()), secretHash: secretHash.parse(randomHex()) }
  shop.add(made, { ...given, state: 'paid', earlierOrder: release2.id })
  revoke(release2.id)
  expect(await termsOf(await createRequest(listener, newer))).toEqual(priced)
})

test('another work of the artist gives nothing', async () => {
  sold({ label: wares.free.label })
  expect(await termsOf()).toEqual(priced)
})

test('a release that holds it in another edition gives it, one that does not hold it does not', async () => {
  const { invoice } = order.sale.invoice
  const signed = { ...order.sale.invoice, invoice: { ...invoice, manifest: release.manifest } }
  for (const [tracks, amount] of [
    [work.tracks, 0n],
    [wares.free.tracks, 100n],
    [work.tracks.map((track) => ({ ...track, edition: 2 })), 100n],
  ] as const) {
    shop.forgetSales()
    const works = { onSale: () => newer, published: () => ({ ...release, tracks }) }
    made = shop.createSeller({
      works: works as unknown as WorkResolver,
    })
    made.make.mockResolvedValue(newerPolicy)
    shop.add(made, { state: 'paid', label: release.label, invoice: signed })
    expect((await made.seller.answer(await createRequest(listener, newer))).signed.invoice.amount).toBe(
      amount,
    )
  }
})

test('a stranger pays, whatever they say', async () => {
  sold()
  expect(await termsOf(await createRequest(friend, newer))).toEqual(priced)
})

test('who names somebody as the recipient that has an earlier edition pays nothing and gets nothing', async () => {
  sold()
  const asked = await createRequest(friend, newer, { recipient: listener })
  await expect(made.seller.answer(asked)).rejects.toMatchObject({ code: 'ORDER_ALREADY_OWNED' })
  expect(made.make).not.toHaveBeenCalled()
})

test('who signs in the name of a buyer is found out', async () => {
  sold()
  const forged = await signRequest(
    request.request,
    { recipient: listener.identity, buyer: listener.identity },
    friend.account,
  )
  await expect(made.seller.answer(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
})

test('an old request that is sent again brings the old edition alone', async () => {
  const earlier = sold()
  const { signed } = await made.seller.answer(earlier.request)
  expect(signed.invoice).toMatchObject({ label: work.label, order: earlier.id })
})

test('a receipt brings a policy for its own label and recipient alone, however it is changed', async () => {
  sold()
  made.make.mockResolvedValue(order.policy)
  await made.seller.renew(order.receipt)
  expect(made.make.mock.calls.map(([label, recipient]) => [label, recipient])).toEqual([
    [work.label, listener.identity.body],
  ])
  const invoice = { ...order.receipt.invoice.invoice, label: newer.label, manifest: newer.manifest }
  const request2 = await createRequest(friend, newer)
  const forgeries = [
    { ...order.receipt, invoice: { ...order.receipt.invoice, invoice } },
    { ...order.receipt, request: request2 },
    {
      ...order.receipt,
      invoice: await signInvoice({ ...invoice, request: requestDigest(request2) }, friend.account),
    },
    { ...(await createOrder(friend, friend, { ...newer, artist: friend.identity.body.account })).receipt },
  ]
  const codes = await Promise.all(
    forgeries.map((forgery) => made.seller.renew(forgery).catch((error: { code?: string }) => error.code)),
  )
  expect(codes).toEqual(['PROTOCOL_FORGED', 'PROTOCOL_FORGED', 'PROTOCOL_FORGED', 'ORDER_NOT_FOR_US'])
  expect(made.make).toHaveBeenCalledTimes(1)
})

test('a buyer of the newer edition pays for the older one no more', async () => {
  const { id, edition } = { ...fromLabel(work.label), edition: 3 }
  sold({ label: toLabel('track', id, edition) })
  expect((await made.seller.answer(request)).signed.invoice.amount).toBe(0n)
})

/** What is on the releases of these editions, by the artist's own sales alone. */
function findWith(tracks: Readonly<Record<string, Work['tracks']>>, revoked: readonly Sale[] = []) {
  const editions = new EarlierEditions({
    sales: made.seller.sales,
    works: {
      published: (manifest) => {
        const on = tracks[manifest]
        return on === undefined ? undefined : { ...release, tracks: on }
      },
    },
    renewals: { isRevoked: (of) => revoked.some(({ id }) => id === of) },
  })
  return (label: Label) => editions.find(label, listener.identity.body.account)?.id
}
/** A paid sale of its own; of a release in this manifest. */
function paid(label: Label, manifest: string = label, change: Partial<Sale> = {}): Sale {
  const { invoice } = order.sale.invoice
  const signed = { ...order.sale.invoice, invoice: { ...invoice, manifest: manifestOf(manifest) } }
  const own = { id: orderId.parse(randomHex()), secretHash: secretHash.parse(randomHex()) }
  return shop.add(made, { ...own, state: 'paid', label, invoice: signed, ...change })
}
const manifestOf = (text: string) => cidText.parse(`bafy${text.replaceAll(/[^a-z]/g, 'q').padEnd(55, 'q')}`)
const { id: track } = fromLabel(work.label)
const releaseOf = (digit: string, edition = 1) =>
  toLabel('release', workId.parse(`${track.slice(0, -1)}${digit}`), edition)
const elsewhere = wares.free.tracks

test('a release is given for another edition of itself, and for no release that holds something else of its name', () => {
  const [first, other] = [releaseOf('a'), releaseOf('b')]
  const { id } = fromLabel(first)
  const holding = { [manifestOf(other)]: [{ ...work.tracks[0], id, edition: 7 }] } as never
  paid(other)
  expect(findWith(holding)(releaseOf('a', 2))).toBeUndefined()
  const earlier = paid(first)
  expect(findWith(holding)(releaseOf('a', 2))).toBe(earlier.id)
})

test('an edition is not given for itself', () => {
  paid(newer.label)
  expect(findWith({})(newer.label)).toBeUndefined()
})

test('of a work whose access was ended in one edition no other edition counts', () => {
  const [first, third] = [paid(work.label), paid(toLabel('track', track, 3))]
  expect(findWith({})(newer.label)).toBe(first.id)
  expect(findWith({}, [first])(newer.label)).toBeUndefined()
  expect(findWith({}, [third])(newer.label)).toBeUndefined()
})

test('a release gives a track that is one of several on it, in one of its editions', () => {
  const first = paid(releaseOf('a'))
  paid(releaseOf('a', 2), 'later')
  const on = {
    [manifestOf(first.label)]: [...elsewhere, ...work.tracks],
    [manifestOf('later')]: elsewhere,
  }
  expect(findWith(on)(newer.label)).toBe(first.id)
  expect(findWith({})(newer.label)).toBeUndefined()
})

test('of a release whose access was ended in one edition none counts, of other releases each does', () => {
  const [first, second, other] = [
    paid(releaseOf('a')),
    paid(releaseOf('a', 2), 'later'),
    paid(releaseOf('b')),
  ]
  const on = {
    [manifestOf(first.label)]: work.tracks,
    [manifestOf('later')]: elsewhere,
    [manifestOf(other.label)]: work.tracks,
  }
  expect(findWith(on, [second])(newer.label)).toBe(other.id)
  expect(findWith(on, [second, other])(newer.label)).toBeUndefined()
})
