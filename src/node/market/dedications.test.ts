import { afterEach, beforeEach, expect, test } from 'vitest'
import { signDedication, type SignedDedication } from '../../protocol/dedication.ts'
import { hex32 } from '../../shared/ids.ts'
import { EarlyDedications } from './earlyDedications.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import { randomHex } from './testing/randomHex.ts'
import type { Trader } from './testing/trader.ts'

const said = { name: 'Ana', note: 'For the train.\nHappy birthday!' }
let harness: MarketHarness
let artist: Trader
let giver: Trader
let friend: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener: giver, offered } = await openTrade(30n))
  friend = await (await harness.addTrader()).start()
})
afterEach(() => harness.closeConserved())

const give = (dedication: typeof said | null = said, to = friend) =>
  giver.buy(offered, { recipient: to.keys.identity, ...(dedication && { dedication }) })
const inboxOf = (trader: Trader) => trader.runningMarket().buyer.inbox
const dedicationsOf = (trader: Trader) => trader.gifts().map(({ dedication }) => dedication)
const isDedicated = () => dedicationsOf(friend).some((dedication) => dedication !== null)

test('what the giver wrote comes with the gift, and stays with it once it is taken', async () => {
  await give()
  await harness.waitUntil(isDedicated)
  const [gift] = friend.gifts()
  expect(gift).toMatchObject({ giver: giver.account, dedication: said })
  inboxOf(friend).accept(gift?.id ?? '')
  await harness.waitUntil(() => friend.purchases().length === 1)
  expect(friend.newestPurchase().dedication).toEqual(said)
  expect(giver.newestPurchase().dedication).toEqual(said)
})

test('an artist, who knows the request, can’t take the letter with a gift out of the mailbox', async () => {
  await friend.stop()
  const { id } = await give(null)
  await giver.waitForPurchase(id, 'handedOver')
  expect(harness.countLetters()).toBe(1)
  const { ticket } = giver.newestPurchase().signedRequest.request
  const order = giver.newestPurchase().orderId
  if (order === null) throw new Error('It was paid.')
  const known = [
    ticket,
    hex32.parse(id),
    MailboxClient.requestTicket(ticket),
    MailboxClient.deliveryTicket(order),
    MailboxClient.greetingTicket(order),
    MailboxClient.thanksTicket(order),
  ]
  for (const each of known) expect(await artist.withdrawLetter(friend, each)).toBe(false)
  await friend.start()
  await harness.waitUntil(() => friend.gifts().length === 1)
})

test('nothing is sent where nothing was written, nor with what one buys for oneself', async () => {
  await friend.stop()
  const { id } = await give(null)
  await giver.waitForPurchase(id, 'handedOver')
  expect(harness.countLetters()).toBe(1)
  offered = await harness.addWork(artist, 30n)
  expect((await giver.buy(offered, { dedication: said })).dedication).toBeNull()
})

test('it waits in the mailbox sealed, for whom it is for alone, and lies sealed on both disks', async () => {
  await friend.stop()
  const { id } = await give()
  await giver.waitForPurchase(id, 'handedOver')
  expect(harness.countLetters()).toBe(2)
  const texts = [harness.readMailbox(), giver.store.serialize(), artist.store.serialize()]
  await friend.start()
  await harness.waitUntil(isDedicated)
  for (const bytes of [...texts, friend.store.serialize()]) {
    expect(bytes.includes(Buffer.from('Happy birthday'))).toBe(false)
  }
})

test('of a giver whose gifts are taken by themselves it comes too', async () => {
  friend.runningMarket().acceptGiftsFrom(giver.account, true)
  await give()
  await harness.waitUntil(() => friend.purchases()[0]?.dedication !== undefined)
  await harness.waitUntil(() => friend.newestPurchase().dedication !== null)
  expect(friend.newestPurchase().dedication).toEqual(said)
})

/** What somebody signs for a gift, whose ever it is. */
const sign = (id: string, by: Trader, words = said) => signDedication(hex32.parse(id), words, by.keys.account)

test('the artist, who knows of the gift, does not speak for its giver, and nor does whoever it is for', async () => {
  await give(null)
  await harness.waitUntil(() => friend.gifts().length === 1)
  const { id } = friend.gifts()[0] ?? { id: '' }
  for (const other of [artist, friend]) await inboxOf(friend).receiveDedication(await sign(id, other))
  expect(dedicationsOf(friend)).toEqual([null])
  const real = await sign(id, giver)
  const forged: SignedDedication = { ...real, body: { ...real.body, name: 'Joan' } }
  const renamed: SignedDedication = { ...(await sign(id, artist)), signer: giver.account }
  for (const each of [forged, renamed]) {
    await expect(inboxOf(friend).receiveDedication(each)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  }
  await inboxOf(friend).receiveDedication(real)
  await inboxOf(friend).receiveDedication(await sign(id, giver, { ...said, name: 'Another' }))
  expect(dedicationsOf(friend)).toEqual([said])
})

test('it says nothing of another gift, another recipient, or what one bought for oneself', async () => {
  await give()
  await harness.waitUntil(isDedicated)
  const signed = await sign(friend.gifts()[0]?.id ?? '', giver)
  const other = await harness.addWork(artist, 30n)
  const third = await (await harness.addTrader()).start()
  for (const recipient of [friend, third]) {
    await giver.buy(other, { recipient: recipient.keys.identity })
    await harness.waitUntil(() => recipient.gifts().some(({ label }) => label === other.work.label))
    await inboxOf(recipient).receiveDedication(signed)
  }
  expect(dedicationsOf(friend)).toEqual([said, null])
  expect(dedicationsOf(third)).toEqual([null])
  const own = await giver.buy(await harness.addWork(artist, 30n))
  await inboxOf(giver).receiveDedication(await sign(own.id, giver))
  expect(giver.runningMarket().buyer.purchases.get(own.id)?.dedication).toBeNull()
})

test('of a gift that never comes nothing stays, however many are sent', async () => {
  const signed = await Promise.all(Array.from({ length: 65 }, () => sign(randomHex(), artist)))
  for (const each of signed) await inboxOf(friend).receiveDedication(each)
  expect([friend.gifts(), friend.purchases()]).toEqual([[], []])
  const early = new EarlyDedications()
  for (const each of signed) early.keep(each)
  const found = signed.map(({ body }) => early.take(body.gift, artist.account))
  expect([found[0], found[1], found[64]]).toEqual([null, said, said])
  expect(early.take(signed[1]?.body.gift ?? '', artist.account)).toBeNull()
})

test('a dedication that is there before its gift is taken up with it', async () => {
  await friend.stop()
  const { id } = await give(null)
  await giver.waitForPurchase(id, 'handedOver')
  await friend.start()
  await inboxOf(friend).receiveDedication(await sign(id, giver))
  await harness.waitUntil(isDedicated)
  expect(dedicationsOf(friend)).toEqual([said])
})

test.each(['before-write', 'after-write'])('a giver who was killed %s says it once', async (at) => {
  giver.crashAt((machine, { on }, step) => machine === 'purchase' && on === 'handedOver' && step === at)
  await giver.retryThroughCrash(() => give())
  await harness.waitUntil(isDedicated)
  await giver.waitUntilRestarted()
  await harness.waitUntil(() => giver.newestPurchase().state === 'handedOver')
  expect(dedicationsOf(friend)).toEqual([said])
})

test('it is refused where it is too long, or holds what no text may', async () => {
  const of = (name: string, note = 'x') => sign(randomHex(), giver, { name, note })
  await expect(of('a'.repeat(61))).rejects.toThrow('at most 60 characters')
  await expect(of('Ana', 'x'.repeat(301))).rejects.toThrow('at most 300 characters')
  await expect(of('\u200b')).rejects.toThrow('something to read')
  expect((await of('An\u202ea\u001b[31m', 'a\u2066b')).body).toMatchObject({ name: 'Ana[31m', note: 'ab' })
})
