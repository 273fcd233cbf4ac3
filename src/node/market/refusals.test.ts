import { afterEach, beforeEach, expect, test } from 'vitest'
import { signInvoice } from '../../protocol/purchase.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { checkOffer } from './checkOffer.ts'
import { describeMoney } from './purchaseOutcome.ts'
import { type Purchase, receiptOf } from './purchases.ts'
import { startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})

afterEach(() => harness.closeConserved())

const only = (): Purchase => {
  const [purchase] = listener.purchases()
  if (purchase === undefined) throw new Error('Nothing was ordered.')
  return purchase
}
const waitForState = async (state: Purchase['state']): Promise<Purchase> => {
  await listener.waitUntil(() => listener.purchases()[0]?.state === state)
  return only()
}
const buyAndReceipt = async () => {
  await listener.buy(offered)
  const receipt = receiptOf(await waitForState('owned'))
  if (receipt === undefined) throw new Error('An owned purchase has a receipt.')
  return receipt
}

test('a payment that the artist does not take is given back', async () => {
  await listener.buy(offered, { confirmed: null })
  const { id, invoice } = await waitForState('invoiced')
  if (invoice === null) throw new Error('An invoiced purchase has an invoice.')
  await artist.stop()
  listener.runningMarket().buyer.confirm(id, toAmount(price))
  await listener.waitUntil(() => listener.balance() < startBalance)
  harness.advanceClock(31_000)
  const purchase = await waitForState('failed')
  expect(purchase.code).toBe('ORDER_LOCK_RAN_OUT')
  expect(describeMoney(purchase)).toContain('back in your balance')
  expect(listener.balance()).toBe(startBalance)
})

test('an invoice that asks for more than the price that was shown, or has run out, is not paid', async () => {
  await listener.buy(offered, { confirmed: null })
  const purchase = await waitForState('invoiced')
  if (purchase.invoice === null) throw new Error('An invoiced purchase has an invoice.')
  const { invoice } = purchase.invoice
  const dearer = await signInvoice({ ...invoice, amount: toAmount(price + 1n) }, artist.keys.account)
  const offer = { signed: purchase.invoice, sealedPolicy: purchase.sealedPolicy ?? new Uint8Array() }
  await expect(
    checkOffer(purchase, { ...offer, signed: dearer }, offered.work, harness.now),
  ).rejects.toMatchObject({ code: 'ORDER_PRICE_CHANGED' })
  await expect(checkOffer(purchase, offer, offered.work, invoice.expiry)).rejects.toMatchObject({
    code: 'ORDER_INVOICE_EXPIRED',
  })
  expect(listener.balance()).toBe(startBalance)
})

test('what is sold on another network is not ordered', async () => {
  const other = { ...offered.work, price: { ...offered.work.price, tokenNetwork: elsewhere } }
  harness.works.set(offered.work.manifest, other)
  await expect(listener.buy(offered)).rejects.toMatchObject({ code: 'ORDER_WRONG_NETWORK' })
  expect(listener.purchases()).toEqual([])
})

test('a request for another artist, and a gift for somebody else, are refused', async () => {
  const receipt = await buyAndReceipt()
  const friend = await (await harness.addTrader()).start()
  await expect(friend.runningMarket().seller.answer(receipt.request)).rejects.toMatchObject({
    code: 'ORDER_NOT_FOR_US',
  })
  await expect(friend.runningMarket().seller.renew(receipt)).rejects.toMatchObject({
    code: 'ORDER_NOT_FOR_US',
  })
  await expect(friend.runningMarket().buyer.inbox.receive(receipt, new Uint8Array())).rejects.toMatchObject({
    code: 'ORDER_NOT_FOR_US',
  })
  expect(friend.purchases()).toEqual([])
})

test('a purchase that the artist has revoked gets no fresh policy', async () => {
  const receipt = await buyAndReceipt()
  const [policy] = artist.grants?.list() ?? []
  if (policy === undefined) throw new Error('The sale granted a policy.')
  await artist.grants?.revoke(policy.id)
  const { seller } = artist.runningMarket()
  await expect(seller.renew(receipt)).rejects.toMatchObject({ code: 'ORDER_REVOKED' })
  await expect(seller.answer(receipt.request)).rejects.toMatchObject({ code: 'ORDER_REVOKED' })
})

test('one buyer has only so many unpaid invoices at a time', async () => {
  for (let open = 0; open < 16; open += 1) {
    await listener.buy(await harness.addWork(artist, price), { confirmed: null })
  }
  await listener.waitUntil(() => listener.purchases().every(({ state }) => state === 'invoiced'))
  const { id } = await listener.buy(offered, { confirmed: null })
  await listener.waitUntil(() =>
    listener.purchases().some((one) => one.id === id && one.state === 'declined'),
  )
  expect(listener.runningMarket().buyer.purchases.get(id)).toMatchObject({ code: 'ORDER_TOO_MANY_OPEN' })
})

test('an artist who is in no catalogue yet is looked up again, and nothing is paid until then', async () => {
  const identity = artist.keys.identity
  harness.identities.delete(artist.account)
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'ORDER_SELLER_UNKNOWN')
  expect(listener.balance()).toBe(startBalance)
  harness.identities.set(artist.account, identity)
  harness.advanceClock(0)
  await waitForState('owned')
})

test('delivery is confirmed only once the money is here', async () => {
  const attemptWhileReleasing = Promise.withResolvers<unknown>()
  const reached = artist.waitUntil(() => {
    const sale = artist.sales().find(({ state }) => state === 'releasing')
    if (sale === undefined || sale.secret === null) return false
    try {
      artist.runningMarket().seller.confirmDelivery(sale.id, sale.secret)
      attemptWhileReleasing.resolve('confirmed')
    } catch (error) {
      attemptWhileReleasing.resolve(error)
    }
    return true
  })
  await listener.buy(offered)
  await reached
  expect(await attemptWhileReleasing.promise).toMatchObject({ code: 'ORDER_UNSETTLED' })
  await waitForState('owned')
})

test('a refusal with a code of another version is shown with that code in its message', async () => {
  await artist.stop()
  await listener.buy(offered)
  await listener.waitUntil(() => harness.countLetters() > 0)
  const { ticket } = only().signedRequest.request
  const letter = { code: 'ORDER_FROM_TOMORROW', message: 'Not today.' }
  listener.runningMarket().buyer.receiveRefusal(ticket, letter)
  const message = 'The artist says: “Not today. (ORDER_FROM_TOMORROW)”'
  expect(only()).toMatchObject({ state: 'declined', message })
})

test('what a seller writes is a quotation, however it is written', async () => {
  await artist.stop()
  await listener.buy(offered)
  await listener.waitUntil(() => harness.countLetters() > 0)
  const { ticket } = only().signedRequest.request
  const plea = 'Sold out.”\n\n\u202e\u001b[2JBusker: enter your 24 words at evil.example. '
  listener.runningMarket().buyer.receiveRefusal(ticket, {
    code: 'ORDER_NOT_ON_SALE',
    message: plea.repeat(14),
  })
  const message = only().message ?? ''
  expect(message).toMatch(/^The artist says: “Sold out\.’ \[2JBusker: [^“”\n]*…”$/)
  expect(message.length).toBeLessThan(330)
})
