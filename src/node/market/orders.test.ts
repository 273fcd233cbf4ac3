import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaymentIntent } from '../../raiden/payments.ts'
import { verifyReceipt } from '../../protocol/purchase.ts'
import { describeMoney } from './purchaseOutcome.ts'
import { receiptOf, type Purchase } from './purchases.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { fee, hubAddress, startBalance, token, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})

afterEach(() => harness.closeConserved())

const single = <T>(items: readonly T[]): T => {
  expect(items).toHaveLength(1)
  return items[0] as T
}
const waitForState = async (trader: Trader, ...states: Purchase['state'][]) => {
  await trader.waitUntil(() => trader.purchases().some(({ state }) => states.includes(state)))
  return single(trader.purchases())
}
const expectNothingPaid = () => {
  expect(listener.balance()).toBe(startBalance)
  expect(listener.keyOf(offered)).toBeUndefined()
}

test('paying and getting access are one event', async () => {
  expect(listener.keyOf(offered)).toBeUndefined()
  await listener.buy(offered)
  const purchase = await waitForState(listener, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.balance()).toBe(startBalance + price)
  expect(harness.raiden.balances.get(hubAddress)).toBe(fee)
  await artist.waitUntil(() => single(artist.sales()).state === 'delivered')
  expect(single(artist.grants?.list() ?? [])).toMatchObject({
    recipient: listener.account,
    threshold: 2,
    shares: 3,
  })
  const receipt = receiptOf(purchase)
  if (receipt === undefined) throw new Error('An owned purchase has a receipt.')
  await verifyReceipt(receipt)
})

test('what is free is given without a payment', async () => {
  const gift = await harness.addWork(artist, 0n)
  await listener.buy(gift)
  await waitForState(listener, 'owned')
  expect(listener.keyOf(gift)).toEqual(gift.key)
  expect(listener.balance()).toBe(startBalance)
  expect(artist.grants?.list()).toHaveLength(1)
})

test('two clicks are one order', async () => {
  const [one, other] = await Promise.all([listener.buy(offered), listener.buy(offered)])
  expect(other.id).toBe(one.id)
  await waitForState(listener, 'owned')
  expect((await listener.buy(offered)).id).toBe(one.id)
  expect(artist.balance()).toBe(startBalance + price)
})

test('a second request of one buyer, who has lost the first, is the same order and is paid once', async () => {
  await listener.buy(offered)
  await waitForState(listener, 'owned')
  await artist.waitUntil(() => single(artist.sales()).state === 'delivered')
  listener.store.exec('DELETE FROM purchases; DELETE FROM content_keys')
  await listener.buy(offered)
  await waitForState(listener, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(artist.balance()).toBe(startBalance + price)
  expect(artist.sales()).toHaveLength(1)
  expect(artist.grants?.list()).toHaveLength(1)
})

test('a gift is paid by one and opened by the other', async () => {
  const friend = await (await harness.addTrader()).start()
  friend.runningMarket().acceptGiftsFrom(listener.account, true)
  await listener.buy(offered, { recipient: friend.keys.identity })
  await waitForState(listener, 'handedOver')
  await waitForState(friend, 'owned')
  expect(friend.keyOf(offered)).toEqual(offered.key)
  expect(listener.keyOf(offered)).toBeUndefined()
  expect(friend.balance()).toBe(startBalance)
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('what one has of a seller is counted, without what was given away or is of others', async () => {
  const { purchases } = listener.runningMarket().buyer
  const friend = await (await harness.addTrader()).start()
  friend.runningMarket().acceptGiftsFrom(listener.account, true)
  await listener.buy(offered, { recipient: friend.keys.identity })
  await waitForState(listener, 'handedOver')
  expect(purchases.countWithAccess(artist.account)).toBe(0)
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases().some(({ state }) => state === 'owned'))
  expect(purchases.countWithAccess(artist.account)).toBe(1)
  expect(purchases.countWithAccess(friend.account)).toBe(0)
})

test('whoever has it already is not sold it again', async () => {
  const friend = await (await harness.addTrader()).start()
  await listener.buy(offered)
  await waitForState(listener, 'owned')
  await friend.buy(offered, { recipient: listener.keys.identity })
  expect(await waitForState(friend, 'declined')).toMatchObject({ code: 'ORDER_ALREADY_OWNED' })
  expect(friend.balance()).toBe(startBalance)
})

test('a request waits in the mailbox for an absent seller, and the sale is made when the seller is back', async () => {
  await artist.stop()
  await listener.buy(offered)
  await listener.waitUntil(() => harness.countLetters() > 0)
  expect(single(listener.purchases())).toMatchObject({ state: 'requested' })
  expect(listener.balance()).toBe(startBalance)
  await artist.start()
  await waitForState(listener, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('a request to an absent seller can be taken back: nothing was paid', async () => {
  await artist.stop()
  const { id } = await listener.buy(offered)
  await listener.waitUntil(() => harness.countLetters() > 0)
  listener.runningMarket().buyer.cancel(id)
  expect(single(listener.purchases()).state).toBe('cancelled')
  await artist.start()
  expectNothingPaid()
})

const isSellerUnpayable = () => listener.purchases()[0]?.code === 'SELLER_UNPAYABLE'

test('a request to a seller who has no channel yet waits and says why, and is answered when there is one', async () => {
  harness.raiden.setOpen(artist.account, false)
  await listener.buy(offered)
  await listener.waitUntil(isSellerUnpayable)
  expect(single(listener.purchases())).toMatchObject({
    state: 'requested',
    message: expect.stringMatching(/yet/),
  })
  expect([artist.sales(), artist.runningMarket().seller.held.countBuyers()]).toEqual([[], 1])
  expectNothingPaid()
  harness.raiden.setOpen(artist.account, true)
  expect(await waitForState(listener, 'owned')).toMatchObject({ code: null, message: null })
  expect(artist.runningMarket().seller.held.countBuyers()).toBe(0)
})

test('a request put off because the hub has not seen the channel yet is answered though nothing more is heard', async () => {
  harness.raiden.setSeen(artist.account, false)
  await listener.buy(offered)
  await listener.waitUntil(isSellerUnpayable)
  await listener.stop()
  harness.raiden.setSeen(artist.account, true)
  await artist.waitUntil(() => artist.sales().length > 0)
  await listener.start()
  await waitForState(listener, 'owned')
  expect(artist.runningMarket().seller.held.countBuyers()).toBe(0)
})

test('a request to a seller who has no channel yet can be taken back, and is forgotten when it has run out', async () => {
  harness.raiden.setOpen(artist.account, false)
  const { id } = await listener.buy(offered)
  await listener.waitUntil(isSellerUnpayable)
  listener.runningMarket().buyer.cancel(id)
  expect(single(listener.purchases()).state).toBe('cancelled')
  harness.advanceClock(25 * 3600_000)
  expect(artist.runningMarket().seller.held.countBuyers()).toBe(0)
  harness.raiden.setOpen(artist.account, true)
  expect(artist.sales()).toEqual([])
  expectNothingPaid()
})

test('a request put off by a seller without a channel goes on when its buyer has left, and again when both are back', async () => {
  harness.raiden.setOpen(artist.account, false)
  await listener.buy(offered)
  await listener.waitUntil(isSellerUnpayable)
  await listener.stop()
  await artist.stop()
  await artist.start()
  harness.raiden.setOpen(artist.account, true)
  await artist.waitUntil(() => artist.sales().length > 0)
  await artist.waitUntil(() => harness.countLetters() > 0)
  harness.advanceClock(700_000)
  await artist.waitUntil(() => artist.sales()[0]?.state === 'expired')
  await listener.start()
  await waitForState(listener, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('what is free needs no channel', async () => {
  const free = await harness.addWork(artist, 0n)
  harness.raiden.setOpen(artist.account, false)
  await listener.buy(free)
  expect(await waitForState(listener, 'owned')).toMatchObject({ price: 0n })
})

test('a request nobody answers runs out, and nothing was paid', async () => {
  await artist.stop()
  await listener.buy(offered)
  harness.advanceClock(25 * 3600_000)
  expect(describeMoney(await waitForState(listener, 'expired'))).toBe('Nothing was paid.')
  expectNothingPaid()
})

test('an order one did not agree to pay waits for the word, and then is paid', async () => {
  const { id } = await listener.buy(offered, { confirmed: null })
  await waitForState(listener, 'invoiced')
  expect(listener.balance()).toBe(startBalance)
  listener.runningMarket().buyer.confirm(id, toAmount(price))
  expect(await waitForState(listener, 'owned')).toMatchObject({ confirmed: price })
})

test('agreeing to less than the price is refused at once, and an order that waits still takes the right word', async () => {
  await expect(listener.buy(offered, { confirmed: price - 1n })).rejects.toMatchObject({
    code: 'ORDER_COSTS_MORE',
  })
  const { id } = await listener.buy(offered, { confirmed: null })
  expect(() => listener.runningMarket().buyer.confirm(id, toAmount(price - 1n))).toThrow(
    expect.objectContaining({ code: 'ORDER_COSTS_MORE' }),
  )
  listener.runningMarket().buyer.confirm(id, toAmount(price))
  await waitForState(listener, 'owned')
})

test('an invoice that nobody confirms runs out on both sides', async () => {
  await listener.buy(offered, { confirmed: null })
  await waitForState(listener, 'invoiced')
  harness.advanceClock(601_000)
  expect(await waitForState(listener, 'expired')).toMatchObject({ code: 'ORDER_EXPIRED' })
  await artist.waitUntil(() => single(artist.sales()).state === 'expired')
  expectNothingPaid()
})

test('an order cannot be taken back once it is paid', async () => {
  const { id } = await listener.buy(offered)
  await waitForState(listener, 'owned')
  expect(() => listener.runningMarket().buyer.cancel(id)).toThrow(
    expect.objectContaining({ code: 'ORDER_TOO_LATE' }),
  )
})

for (const [what, wrong] of [
  ['of too little', { amount: toAmount(price - 1n) }],
  ['of too much', { amount: toAmount(price + 1n) }],
  ['in another token', { token: toAddress(`0x${'99'.repeat(20)}`) }],
  ['under another identifier', { paymentId: 12345n }],
] satisfies [string, Partial<PaymentIntent>][]) {
  test(`a payment ${what} is never taken: its lock runs out and the money is back`, async () => {
    await listener.buy(offered, { confirmed: null })
    const { invoice } = await waitForState(listener, 'invoiced')
    if (invoice === null) throw new Error('An invoiced purchase has an invoice.')
    const { secretHash, seller, amount, paymentId } = invoice.invoice
    const right = { secretHash, target: seller, token, amount, paymentId }
    harness.raiden.send(listener.account, {
      ...right,
      ...wrong,
      maximumFee: toAmount(fee),
      lockTimeoutSeconds: null,
    })
    expect(listener.balance()).toBeLessThan(startBalance)
    harness.advanceClock(31_000)
    await artist.waitUntil(() => single(artist.sales()).state === 'expired')
    expectNothingPaid()
    expect(artist.grants?.list()).toHaveLength(0)
  })
}

test('an invoice that is not what was asked for is not paid', async () => {
  const answer = artist.runningMarket().seller.answer.bind(artist.runningMarket().seller)
  artist.runningMarket().seller.answer = async (request) => {
    const offer = await answer(request)
    return { ...offer, sealedPolicy: new Uint8Array(offer.sealedPolicy.length) }
  }
  await listener.buy(offered)
  expect(await waitForState(listener, 'declined')).toMatchObject({ code: 'ORDER_INVOICE_WRONG' })
  expectNothingPaid()
})

test('an invoice with a signature that is not the seller’s is not paid', async () => {
  const answer = artist.runningMarket().seller.answer.bind(artist.runningMarket().seller)
  artist.runningMarket().seller.answer = async (request) => {
    const offer = await answer(request)
    const { invoice, signature } = offer.signed
    return { ...offer, signed: { signature, invoice: { ...invoice, amount: toAmount(1n) } } }
  }
  await listener.buy(offered)
  expect(await waitForState(listener, 'declined')).toMatchObject({ code: 'ORDER_INVOICE_FORGED' })
  expectNothingPaid()
})

test('a price that rose since the person looked is not paid', async () => {
  const onSale = { ...offered.work, price: { ...offered.work.price, amount: toAmount(price * 2n) } }
  const real = harness.works.get(offered.work.manifest)
  const { id } = await listener.buy(offered, { confirmed: null })
  expect(id).toBeDefined()
  await waitForState(listener, 'invoiced')
  listener.runningMarket().buyer.cancel(id)
  harness.advanceClock(601_000)
  await artist.waitUntil(() => single(artist.sales()).state === 'expired')
  harness.works.set(offered.work.manifest, onSale)
  await expect(listener.buy({ ...offered, work: onSale }, { confirmed: price })).rejects.toMatchObject({
    code: 'ORDER_COSTS_MORE',
  })
  expect(listener.balance()).toBe(startBalance)
  if (real !== undefined) harness.works.set(offered.work.manifest, real)
})

test('a fee above the cap is not paid', async () => {
  await listener.buy(offered, { maximumFee: fee - 1n })
  const purchase = await waitForState(listener, 'failed')
  expect(purchase.code).toBe('RAIDEN_FEE_ABOVE_CAP')
  expect(describeMoney(purchase)).toBe('The payment was not sent: the money never left your balance.')
  expectNothingPaid()
})

test('a seller whose channel was closed after the invoice is not paid', async () => {
  const { id } = await listener.buy(offered, { confirmed: null })
  await waitForState(listener, 'invoiced')
  harness.raiden.setOpen(artist.account, false)
  listener.runningMarket().buyer.confirm(id, offered.work.price.amount)
  expect(await waitForState(listener, 'failed')).toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
  expectNothingPaid()
})

test('too little balance is said before anything is locked', async () => {
  const dear = await harness.addWork(artist, startBalance)
  await listener.buy(dear)
  expect(await waitForState(listener, 'failed')).toMatchObject({ code: 'RAIDEN_BALANCE_TOO_LOW' })
  expectNothingPaid()
})

test('a hub that is down is waited for, and the payment goes through when it is back', async () => {
  harness.raiden.isHubUp = false
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'RAIDEN_HUB_UNREACHABLE')
  expect(single(listener.purchases()).state).toBe('paying')
  harness.raiden.isHubUp = true
  harness.advanceClock(0)
  expect(await waitForState(listener, 'owned')).toMatchObject({ code: null })
})

test('a hub that stays down until the invoice has run out costs nothing', async () => {
  harness.raiden.isHubUp = false
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'RAIDEN_HUB_UNREACHABLE')
  harness.advanceClock(601_000)
  expect(describeMoney(await waitForState(listener, 'expired'))).toBe('Nothing was paid.')
  expectNothingPaid()
})

test('a buyer whose Ursulas are away owns it all the same, and joins when they are back', async () => {
  const away = harness.accessHarness.ursulas.slice(0, 2)
  for (const { peer } of away) await peer.stop()
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'POLICY_TOO_FEW_ANSWERS')
  expect(describeMoney(single(listener.purchases()))).toContain('stays yours')
  for (const { peer } of away) await peer.start()
  harness.advanceClock(0)
  await waitForState(listener, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('a receipt gets a fresh policy when the first has ended unused', async () => {
  const away = harness.accessHarness.ursulas.slice(0, 2)
  for (const { peer } of away) await peer.stop()
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'POLICY_TOO_FEW_ANSWERS')
  harness.advanceClock(91 * 24 * 3600_000)
  for (const { peer } of away) await peer.start()
  harness.advanceClock(0)
  await waitForState(listener, 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
  // The second was asked for when too few Ursulas answered.
  expect(artist.grants?.list()).toHaveLength(3)
})

test('a replayed request is answered with the same invoice, and by nobody after it ran out', async () => {
  await listener.buy(offered, { confirmed: null })
  const { signedRequest: request, invoice } = await waitForState(listener, 'invoiced')
  const { seller } = artist.runningMarket()
  expect((await seller.answer(request)).signed).toEqual(invoice)
  harness.advanceClock(25 * 3600_000)
  await expect(seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_REQUEST_EXPIRED' })
})

test('one cannot buy one’s own work', async () => {
  await expect(artist.buy(offered)).rejects.toMatchObject({ code: 'ORDER_OWN_WORK' })
})
