import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SignedRequest } from '../../protocol/purchase.ts'
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

function requestBy(
  { keys }: Pick<Trader, 'keys'>,
  { work }: WorkFixture,
  recipient = keys.identity,
): Promise<SignedRequest> {
  return newRequest({ buyer: keys, work, chain, recipient, expiry: harness.now + 3600_000 })
}

test('an account without a channel gets no invoice, and nothing is kept of its request', async () => {
  const { seller } = artist.runningMarket()
  const stranger = await harness.addStranger()
  for (let times = 0; times < 5; times += 1) {
    await expect(seller.answer(await requestBy(stranger, offered))).rejects.toMatchObject({
      code: 'BUYER_NOT_CONNECTED',
    })
  }
  expect([artist.sales(), seller.held.countBuyers()]).toEqual([[], 0])
})

test('an order of an account without a channel waits, says why, and goes on once there is one', async () => {
  harness.strangers.add(listener.account)
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'BUYER_NOT_CONNECTED')
  expect(listener.balance()).toBe(startBalance)
  harness.strangers.delete(listener.account)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
})

test('what is free is given to strangers too, but not to any number of them', async () => {
  const { seller } = artist.runningMarket()
  const song = await harness.addWork(artist, 0n)
  const answer = async () => seller.answer(await requestBy(await harness.addStranger(), song))
  for (let given = 0; given < 64; given += 1) await answer()
  await expect(answer()).rejects.toMatchObject({ code: 'SELLER_BUSY' })
  await seller.answer(await requestBy(listener, song))
  harness.advanceClock(3600_000)
  await answer()
}, 60_000)

test('while the hub is away, those it can’t vouch for share what strangers get', async () => {
  await harness.hub.stop()
  await artist.runningMarket().seller.answer(await requestBy(listener, offered))
  expect(artist.sales()).toHaveLength(1)
  await harness.hub.start()
})

test('when very many invoices wait, each buyer gets one', async () => {
  const { seller } = artist.runningMarket()
  await seller.answer(await requestBy(listener, offered))
  const [sale] = artist.sales()
  if (sale === undefined) throw new Error('There is a sale.')
  for (let open = 1; open < 512; open += 1) {
    const buyer = `0x${open.toString(16).padStart(40, '0')}` as Trader['account']
    seller.sales.insert({
      ...sale,
      id: randomHex() as unknown as typeof sale.id,
      buyer,
      secretHash: randomHex() as never,
    })
  }
  const another = await harness.addWork(artist, 100n)
  await expect(seller.answer(await requestBy(listener, another))).rejects.toMatchObject({
    code: 'SELLER_BUSY',
  })
  await seller.answer(await requestBy(await harness.addTrader(), another))
})

test('an invoice that was never paid is forgotten a day after it ran out', async () => {
  const { seller } = artist.runningMarket()
  await seller.answer(await requestBy(listener, offered))
  harness.advanceClock(601_000)
  await artist.waitUntil(() => artist.sales()[0]?.state === 'expired')
  harness.advanceClock(24 * 3600_000)
  const { id } = await listener.buy(offered)
  await listener.waitUntil(() => listener.runningMarket().buyer.purchases.get(id)?.state === 'owned')
  expect(artist.sales()).toMatchObject([
    { buyer: listener.account, state: expect.stringMatching(/paid|delivered/) },
  ])
})

test('what a stranger got for somebody, and does not hand over, is given to whom it is for', async () => {
  const { seller } = artist.runningMarket()
  const song = await harness.addWork(artist, 0n)
  const stranger = await harness.addStranger()
  await seller.answer(await requestBy(stranger, song, listener.keys.identity))
  await listener.buy(song)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.keyOf(song)).toEqual(song.key)
})

test('forged letters in an artist’s mailbox are counted by their reason', async () => {
  const stranger = await (await harness.addStranger()).start()
  const request = await requestBy(stranger, offered)
  await artist.stop()
  const forged = { ...request, request: { ...request.request, nonce: randomHex() } }
  await stranger.sendLetter(artist, { kind: 'purchase', body: forged }, harness.now + 3600_000)
  await artist.start()
  await expect.poll(() => harness.countLetters()).toBe(0)
  expect(artist.runningMarket().droppedLetters.totals()).toEqual({ PROTOCOL_FORGED: 1 })
})
