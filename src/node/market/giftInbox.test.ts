import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { digest } from '../../protocol/codec.ts'
import { type Receipt, requestDigest, signInvoice, signRequest } from '../../protocol/purchase.ts'
import { secret as secretOf } from '../../shared/ids.ts'
import { sealPolicy } from '../access/sealedPolicy.ts'
import { draftSale } from './draftSale.ts'
import { newRequest } from './newRequest.ts'
import { chain, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'
import { randomHex } from './testing/randomHex.ts'

let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(100n))
})
afterEach(() => harness.closeConserved())

const inbox = () => listener.runningMarket().buyer.inbox
const terms = () => ({ threshold: 2, shares: 3, end: harness.now + 24 * 3600_000 })

interface SelfMade {
  readonly receipt: Receipt
  readonly sealedPolicy: Uint8Array
}

/** What a stranger can make without paying anybody: it is giver and artist in one. */
async function selfMade(stranger: Trader, song: WorkFixture, recipient = listener): Promise<SelfMade> {
  const { keys } = stranger
  const { identity } = recipient.keys
  const expiry = harness.now + 3600_000
  const signed = await newRequest({ buyer: keys, work: song.work, chain, recipient: identity, expiry })
  const policy = await stranger.grants?.make(song.work.label, identity.body, terms())
  if (policy === undefined) throw new Error('The stranger runs.')
  const { work } = song
  const common = { signed, work, policy, terms: terms(), now: harness.now, invoiceMs: 600_000 }
  const { sale, invoice } = draftSale({ ...common, amount: work.price.amount })
  const receipt = {
    v: 1 as const,
    request: signed,
    invoice: await signInvoice(invoice, keys.account),
    secret: sale.secret,
  }
  return { receipt, sealedPolicy: sale.sealedPolicy }
}

async function startStranger(): Promise<{ stranger: Trader; song: WorkFixture }> {
  const stranger = await (await harness.addStranger()).start()
  return { stranger, song: await harness.addWork(stranger, 5n) }
}

const receive = ({ receipt, sealedPolicy }: SelfMade) => inbox().receive(receipt, sealedPolicy)

test('a stranger’s self-made gift is not taken as paid: it waits, and keeps nobody from buying', async () => {
  const { stranger, song } = await startStranger()
  await receive(await selfMade(stranger, song))
  expect(listener.gifts()).toMatchObject([{ state: 'waiting', giver: stranger.account, isVouched: false }])
  expect([listener.purchases(), listener.keyOf(song)]).toEqual([[], undefined])
  await listener.buy(song)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(stranger.balance()).toBe(startBalance + 5n)
})

test('nobody is asked for a gift, and nothing of it is fetched, before it is accepted', async () => {
  const { stranger, song } = await startStranger()
  harness.works.delete(song.work.manifest)
  if (listener.access === undefined) throw new Error('The listener runs.')
  const joins = vi.spyOn(listener.access, 'join')
  await receive(await selfMade(stranger, song))
  listener.runningMarket().wake()
  await new Promise((resolve) => setImmediate(resolve))
  const [gift] = listener.gifts()
  // Fetching its manifest would have failed, and been noted.
  expect(gift).toMatchObject({ state: 'waiting', code: null })
  expect(joins).not.toHaveBeenCalled()
})

test.each([
  [
    'a policy that is not the one sold',
    'PROTOCOL_FORGED',
    async (made: SelfMade) => ({ ...made, sealedPolicy: new Uint8Array(40) }),
  ],
  [
    'a secret that opens nothing',
    'PROTOCOL_FORGED',
    async (made: SelfMade) => ({
      ...made,
      receipt: { ...made.receipt, secret: secretOf.parse(randomHex()) },
    }),
  ],
] as const)('a gift with %s is refused, and not kept', async (_what, code, spoil) => {
  const { stranger, song } = await startStranger()
  const spoilt = await spoil(await selfMade(stranger, song))
  await expect(receive(spoilt)).rejects.toMatchObject({ code })
  expect(listener.gifts()).toEqual([])
})

test('a gift whose policy is for somebody else, or another label, is refused', async () => {
  const { stranger, song } = await startStranger()
  const made = await selfMade(stranger, song)
  const resell = async (label: typeof song.work.label, identity: Trader['keys']['identity']) => {
    const policy = await stranger.grants?.make(label, identity.body, terms())
    if (policy === undefined) throw new Error('The stranger runs.')
    const sealedPolicy = sealPolicy(policy, made.receipt.secret)
    const body = { ...made.receipt.invoice.invoice, sealedPolicy: digest(sealedPolicy) }
    const invoice = await signInvoice(body, stranger.keys.account)
    return { receipt: { ...made.receipt, invoice }, sealedPolicy }
  }
  await expect(receive(await resell(song.work.label, stranger.keys.identity))).rejects.toMatchObject({
    code: 'POLICY_NOT_YOURS',
  })
  const other = await harness.addWork(stranger, 5n)
  await expect(receive(await resell(other.work.label, listener.keys.identity))).rejects.toMatchObject({
    code: 'POLICY_FORGED',
  })
})

test('a gift of an artist’s work that somebody else has signed is refused', async () => {
  const { stranger } = await startStranger()
  const made = await selfMade(stranger, offered)
  await expect(receive(made)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  const seller = stranger.account
  const request = { ...made.receipt.request.request, seller }
  const { keys } = stranger
  const identities = { recipient: listener.keys.identity, buyer: keys.identity }
  const signed = await signRequest(request, identities, keys.account)
  const body = { ...made.receipt.invoice.invoice, seller, request: requestDigest(signed) }
  const receipt = { ...made.receipt, request: signed, invoice: await signInvoice(body, keys.account) }
  await expect(receive({ ...made, receipt })).rejects.toMatchObject({
    code: 'PROTOCOL_FORGED',
    message: expect.stringContaining('artist of the work'),
  })
})

test('one giver has eight gifts waiting at most, and all together sixty-four; who has a channel goes before', async () => {
  const { stranger, song } = await startStranger()
  const made = await selfMade(stranger, song)
  for (let sent = 0; sent < 8; sent += 1) await receive(await selfMade(stranger, song))
  await expect(receive(made)).rejects.toMatchObject({ code: 'GIFT_TOO_MANY' })
  const [gift] = listener.gifts()
  if (gift === undefined) throw new Error('There is a gift.')
  for (let sent = 8; sent < 64; sent += 1) {
    const giver = `0x${sent.toString(16).padStart(40, '0')}` as Trader['account']
    inbox().gifts.insert({ ...gift, id: randomHex(), giver })
  }
  const friend = await (await harness.addTrader()).start()
  const theirs = await harness.addWork(friend, 5n)
  await receive(await selfMade(friend, theirs))
  const waiting = listener.gifts()
  expect([waiting.length, waiting.at(-1)?.giver]).toEqual([64, friend.account])
  expect(waiting.filter(({ giver }) => giver === stranger.account)).toHaveLength(7)
})

test('what strangers give replaces nothing of those who have a channel', async () => {
  const friend = await (await harness.addTrader()).start()
  await receive(await selfMade(friend, await harness.addWork(friend, 5n)))
  const [gift] = listener.gifts()
  if (gift === undefined) throw new Error('There is a gift.')
  for (let sent = 1; sent < 64; sent += 1) {
    const giver = `0x${sent.toString(16).padStart(40, '0')}` as Trader['account']
    inbox().gifts.insert({ ...gift, id: randomHex(), giver })
  }
  const { stranger, song } = await startStranger()
  await expect(receive(await selfMade(stranger, song))).rejects.toMatchObject({ code: 'GIFT_TOO_MANY' })
  const another = await (await harness.addTrader()).start()
  const theirs = await selfMade(another, await harness.addWork(another, 5n))
  await expect(receive(theirs)).rejects.toMatchObject({ code: 'GIFT_TOO_MANY' })
})

test('an accepted gift is opened and then owned, and a repeated letter brings nothing new', async () => {
  const friend = await (await harness.addTrader()).start()
  await friend.buy(offered, { recipient: listener.keys.identity })
  await listener.waitUntil(() => listener.gifts().length === 1)
  const [gift] = listener.gifts()
  if (gift === undefined) throw new Error('There is a gift.')
  expect([gift.isVouched, inbox().isVerified(gift)]).toEqual([true, true])
  inbox().accept(gift.id)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect([listener.keyOf(offered), listener.gifts()]).toEqual([offered.key, []])
  await receive(gift)
  expect(listener.gifts()).toEqual([])
})

test('a declined gift is gone, and can’t be accepted any more; the artist gives it to whoever asks for what was paid', async () => {
  const friend = await (await harness.addTrader()).start()
  await friend.buy(offered, { recipient: listener.keys.identity })
  await listener.waitUntil(() => listener.gifts().length === 1)
  const id = listener.gifts()[0]?.id ?? ''
  inbox().decline(id)
  expect(listener.store.prepare('SELECT count(*) FROM gifts').pluck().get()).toBe(0)
  expect(() => inbox().accept(id)).toThrow(expect.objectContaining({ code: 'GIFT_UNKNOWN' }))
  expect(() => inbox().decline(id)).toThrow(expect.objectContaining({ code: 'GIFT_UNKNOWN' }))
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect([listener.balance(), artist.balance()]).toEqual([startBalance, startBalance + 100n])
})

test('gifts of a chosen giver are accepted by themselves, those that wait too; no longer once that is taken back', async () => {
  const friend = await (await harness.addTrader()).start()
  const market = listener.runningMarket()
  await friend.buy(offered, { recipient: listener.keys.identity })
  await listener.waitUntil(() => listener.gifts().length === 1)
  market.acceptGiftsFrom(friend.account, true)
  expect(market.giftGivers.list()).toEqual([friend.account])
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  market.acceptGiftsFrom(friend.account, false)
  const another = await harness.addWork(artist, 100n)
  await friend.buy(another, { recipient: listener.keys.identity })
  await listener.waitUntil(() => listener.gifts().length === 1)
  expect(listener.gifts()).toMatchObject([{ state: 'waiting' }])
})

test('a policy that has run out while a gift waited is renewed with the receipt', async () => {
  const friend = await (await harness.addTrader()).start()
  await friend.buy(offered, { recipient: listener.keys.identity })
  await listener.waitUntil(() => listener.gifts().length === 1)
  await listener.stop()
  listener.store.exec(`UPDATE gifts SET deadline = ${harness.now + 400 * 24 * 3600_000}`)
  harness.advanceClock(91 * 24 * 3600_000)
  await listener.start()
  inbox().accept(listener.gifts()[0]?.id ?? '')
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})
