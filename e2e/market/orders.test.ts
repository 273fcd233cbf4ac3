import assert from 'node:assert/strict'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaymentIntent } from '../../src/raiden/payments.ts'
import { verifyReceipt } from '../../src/protocol/purchase.ts'
import { moneyOf } from '../../src/node/market/purchaseOutcome.ts'
import { receiptOf, type Purchase } from '../../src/node/market/purchases.ts'
import { toAddress } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { Fair, fee, hubAddress, type Party, startBalance, token, type Ware } from './fair.ts'

const price = 100n
let fair: Fair
let artist: Party
let listener: Party
let ware: Ware

beforeEach(async () => {
  fair = await Fair.open()
  ;[artist, listener] = await Promise.all([fair.party(), fair.party()])
  await artist.start()
  await listener.start()
  ware = await fair.ware(artist, price)
})

afterEach(async () => {
  const money = fair.total()
  await fair.close()
  assert.equal(money, startBalance * BigInt(fair.parties.length), 'money is conserved')
})

const only = <T>(items: readonly T[]): T => {
  expect(items).toHaveLength(1)
  return items[0] as T
}
const reaches = async (party: Party, ...states: Purchase['state'][]) => {
  await party.until(() => party.purchases().some(({ state }) => states.includes(state)))
  return only(party.purchases())
}
const untouched = () => {
  expect(listener.balance()).toBe(startBalance)
  expect(listener.keyOf(ware)).toBeUndefined()
}

test('paying and getting access are one event', async () => {
  expect(listener.keyOf(ware)).toBeUndefined()
  await listener.buy(ware)
  const purchase = await reaches(listener, 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.balance()).toBe(startBalance + price)
  expect(fair.raiden.balances.get(hubAddress)).toBe(fee)
  await artist.until(() => only(artist.sales()).state === 'delivered')
  expect(only(artist.grants?.list() ?? [])).toMatchObject({
    recipient: listener.account,
    threshold: 2,
    shares: 3,
  })
  const receipt = receiptOf(purchase)
  if (receipt === undefined) throw new Error('An owned purchase has a receipt.')
  await verifyReceipt(receipt)
})

test('what is free is given without a payment', async () => {
  const gift = await fair.ware(artist, 0n)
  await listener.buy(gift)
  await reaches(listener, 'owned')
  expect(listener.keyOf(gift)).toEqual(gift.key)
  expect(listener.balance()).toBe(startBalance)
  expect(artist.grants?.list()).toHaveLength(1)
})

test('two clicks are one order', async () => {
  const [one, other] = await Promise.all([listener.buy(ware), listener.buy(ware)])
  expect(other.id).toBe(one.id)
  await reaches(listener, 'owned')
  expect((await listener.buy(ware)).id).toBe(one.id)
  expect(artist.balance()).toBe(startBalance + price)
})

test('a second request of one buyer, who has lost the first, is the same order and is paid once', async () => {
  await listener.buy(ware)
  await reaches(listener, 'owned')
  await artist.until(() => only(artist.sales()).state === 'delivered')
  listener.store.exec('DELETE FROM purchases; DELETE FROM content_keys')
  await listener.buy(ware)
  await reaches(listener, 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
  expect(artist.balance()).toBe(startBalance + price)
  expect(artist.sales()).toHaveLength(1)
  expect(artist.grants?.list()).toHaveLength(1)
})

test('a gift is paid by one and opened by the other', async () => {
  const friend = await (await fair.party()).start()
  await listener.buy(ware, { recipient: friend.keys.identity })
  await reaches(listener, 'handedOver')
  await reaches(friend, 'owned')
  expect(friend.keyOf(ware)).toEqual(ware.key)
  expect(listener.keyOf(ware)).toBeUndefined()
  expect(friend.balance()).toBe(startBalance)
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('whoever has it already is not sold it again', async () => {
  const friend = await (await fair.party()).start()
  await listener.buy(ware)
  await reaches(listener, 'owned')
  await friend.buy(ware, { recipient: listener.keys.identity })
  expect(await reaches(friend, 'declined')).toMatchObject({ code: 'ORDER_ALREADY_OWNED' })
  expect(friend.balance()).toBe(startBalance)
})

test('a request waits in the mailbox for an absent seller, and the sale is made when the seller is back', async () => {
  await artist.stop()
  await listener.buy(ware)
  await listener.until(() => fair.letters() > 0)
  expect(only(listener.purchases())).toMatchObject({ state: 'requested' })
  expect(listener.balance()).toBe(startBalance)
  await artist.start()
  await reaches(listener, 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
})

test('a request to an absent seller can be taken back: nothing was paid', async () => {
  await artist.stop()
  const { id } = await listener.buy(ware)
  await listener.until(() => fair.letters() > 0)
  listener.running().buyer.cancel(id)
  expect(only(listener.purchases()).state).toBe('cancelled')
  await artist.start()
  untouched()
})

const isPutOff = () => listener.purchases()[0]?.code === 'SELLER_UNPAYABLE'

test('a request to a seller who has no channel yet waits and says why, and is answered when there is one', async () => {
  fair.raiden.setOpen(artist.account, false)
  await listener.buy(ware)
  await listener.until(isPutOff)
  expect(only(listener.purchases())).toMatchObject({
    state: 'requested',
    message: expect.stringMatching(/yet/),
  })
  expect([artist.sales(), artist.running().seller.held.countBuyers()]).toEqual([[], 1])
  untouched()
  fair.raiden.setOpen(artist.account, true)
  expect(await reaches(listener, 'owned')).toMatchObject({ code: null, message: null })
  expect(artist.running().seller.held.countBuyers()).toBe(0)
})

test('a request put off because the hub has not seen the channel yet is answered though nothing more is heard', async () => {
  fair.raiden.setSeen(artist.account, false)
  await listener.buy(ware)
  await listener.until(isPutOff)
  await listener.stop()
  fair.raiden.setSeen(artist.account, true)
  await artist.until(() => artist.sales().length > 0)
  await listener.start()
  await reaches(listener, 'owned')
  expect(artist.running().seller.held.countBuyers()).toBe(0)
})

test('a request to a seller who has no channel yet can be taken back, and is forgotten when it has run out', async () => {
  fair.raiden.setOpen(artist.account, false)
  const { id } = await listener.buy(ware)
  await listener.until(isPutOff)
  listener.running().buyer.cancel(id)
  expect(only(listener.purchases()).state).toBe('cancelled')
  fair.pass(25 * 3600_000)
  expect(artist.running().seller.held.countBuyers()).toBe(0)
  fair.raiden.setOpen(artist.account, true)
  expect(artist.sales()).toEqual([])
  untouched()
})

test('a request put off by a seller without a channel goes on when its buyer has left, and again when both are back', async () => {
  fair.raiden.setOpen(artist.account, false)
  await listener.buy(ware)
  await listener.until(isPutOff)
  await listener.stop()
  await artist.stop()
  await artist.start()
  fair.raiden.setOpen(artist.account, true)
  await artist.until(() => artist.sales().length > 0)
  await artist.until(() => fair.letters() > 0)
  fair.pass(700_000)
  await artist.until(() => artist.sales()[0]?.state === 'expired')
  await listener.start()
  await reaches(listener, 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
})

test('what is free needs no channel', async () => {
  const free = await fair.ware(artist, 0n)
  fair.raiden.setOpen(artist.account, false)
  await listener.buy(free)
  expect(await reaches(listener, 'owned')).toMatchObject({ price: 0n })
})

test('a request nobody answers runs out, and nothing was paid', async () => {
  await artist.stop()
  await listener.buy(ware)
  fair.pass(25 * 3600_000)
  expect(moneyOf(await reaches(listener, 'expired'))).toBe('Nothing was paid.')
  untouched()
})

test('an order one did not agree to pay waits for the word, and then is paid', async () => {
  const { id } = await listener.buy(ware, { confirmed: null })
  await reaches(listener, 'invoiced')
  expect(listener.balance()).toBe(startBalance)
  listener.running().buyer.confirm(id, toAmount(price))
  expect(await reaches(listener, 'owned')).toMatchObject({ confirmed: price })
})

test('agreeing to less than the price is refused at once, and an order that waits still takes the right word', async () => {
  await expect(listener.buy(ware, { confirmed: price - 1n })).rejects.toMatchObject({
    code: 'ORDER_COSTS_MORE',
  })
  const { id } = await listener.buy(ware, { confirmed: null })
  expect(() => listener.running().buyer.confirm(id, toAmount(price - 1n))).toThrow(
    expect.objectContaining({ code: 'ORDER_COSTS_MORE' }),
  )
  listener.running().buyer.confirm(id, toAmount(price))
  await reaches(listener, 'owned')
})

test('an invoice that nobody confirms runs out on both sides', async () => {
  await listener.buy(ware, { confirmed: null })
  await reaches(listener, 'invoiced')
  fair.pass(601_000)
  expect(await reaches(listener, 'expired')).toMatchObject({ code: 'ORDER_EXPIRED' })
  await artist.until(() => only(artist.sales()).state === 'expired')
  untouched()
})

test('an order cannot be taken back once it is paid', async () => {
  const { id } = await listener.buy(ware)
  await reaches(listener, 'owned')
  expect(() => listener.running().buyer.cancel(id)).toThrow(
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
    await listener.buy(ware, { confirmed: null })
    const { invoice } = await reaches(listener, 'invoiced')
    if (invoice === null) throw new Error('An invoiced purchase has an invoice.')
    const { secretHash, seller, amount, paymentId } = invoice.invoice
    const right = { secretHash, target: seller, token, amount, paymentId }
    fair.raiden.send(listener.account, {
      ...right,
      ...wrong,
      maximumFee: toAmount(fee),
      lockTimeoutSeconds: null,
    })
    expect(listener.balance()).toBeLessThan(startBalance)
    fair.pass(31_000)
    await artist.until(() => only(artist.sales()).state === 'expired')
    untouched()
    expect(artist.grants?.list()).toHaveLength(0)
  })
}

test('an invoice that is not what was asked for is not paid', async () => {
  const answer = artist.running().seller.answer.bind(artist.running().seller)
  artist.running().seller.answer = async (request) => {
    const offer = await answer(request)
    return { ...offer, sealedPolicy: new Uint8Array(offer.sealedPolicy.length) }
  }
  await listener.buy(ware)
  expect(await reaches(listener, 'declined')).toMatchObject({ code: 'ORDER_INVOICE_WRONG' })
  untouched()
})

test('an invoice with a signature that is not the seller’s is not paid', async () => {
  const answer = artist.running().seller.answer.bind(artist.running().seller)
  artist.running().seller.answer = async (request) => {
    const offer = await answer(request)
    const { invoice, signature } = offer.signed
    return { ...offer, signed: { signature, invoice: { ...invoice, amount: toAmount(1n) } } }
  }
  await listener.buy(ware)
  expect(await reaches(listener, 'declined')).toMatchObject({ code: 'ORDER_INVOICE_FORGED' })
  untouched()
})

test('a price that rose since the person looked is not paid', async () => {
  const onSale = { ...ware.work, price: { ...ware.work.price, amount: toAmount(price * 2n) } }
  const real = fair.works.get(ware.work.manifest)
  const { id } = await listener.buy(ware, { confirmed: null })
  expect(id).toBeDefined()
  await reaches(listener, 'invoiced')
  listener.running().buyer.cancel(id)
  fair.pass(601_000)
  await artist.until(() => only(artist.sales()).state === 'expired')
  fair.works.set(ware.work.manifest, onSale)
  await expect(listener.buy({ ...ware, work: onSale }, { confirmed: price })).rejects.toMatchObject({
    code: 'ORDER_COSTS_MORE',
  })
  expect(listener.balance()).toBe(startBalance)
  if (real !== undefined) fair.works.set(ware.work.manifest, real)
})

test('a fee above the cap is not paid', async () => {
  await listener.buy(ware, { maximumFee: fee - 1n })
  const purchase = await reaches(listener, 'failed')
  expect(purchase.code).toBe('RAIDEN_FEE_ABOVE_CAP')
  expect(moneyOf(purchase)).toBe('The payment was not sent: the money never left your balance.')
  untouched()
})

test('a seller whose channel was closed after the invoice is not paid', async () => {
  const { id } = await listener.buy(ware, { confirmed: null })
  await reaches(listener, 'invoiced')
  fair.raiden.setOpen(artist.account, false)
  listener.running().buyer.confirm(id, ware.work.price.amount)
  expect(await reaches(listener, 'failed')).toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
  untouched()
})

test('too little balance is said before anything is locked', async () => {
  const dear = await fair.ware(artist, startBalance)
  await listener.buy(dear)
  expect(await reaches(listener, 'failed')).toMatchObject({ code: 'RAIDEN_BALANCE_TOO_LOW' })
  untouched()
})

test('a hub that is down is waited for, and the payment goes through when it is back', async () => {
  fair.raiden.isHubUp = false
  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.code === 'RAIDEN_HUB_UNREACHABLE')
  expect(only(listener.purchases()).state).toBe('paying')
  fair.raiden.isHubUp = true
  fair.pass(0)
  expect(await reaches(listener, 'owned')).toMatchObject({ code: null })
})

test('a hub that stays down until the invoice has run out costs nothing', async () => {
  fair.raiden.isHubUp = false
  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.code === 'RAIDEN_HUB_UNREACHABLE')
  fair.pass(601_000)
  expect(moneyOf(await reaches(listener, 'expired'))).toBe('Nothing was paid.')
  untouched()
})

test('a buyer whose Ursulas are away owns it all the same, and joins when they are back', async () => {
  const away = fair.world.ursulas.slice(0, 2)
  for (const { peer } of away) await peer.stop()
  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.code === 'POLICY_TOO_FEW_ANSWERS')
  expect(moneyOf(only(listener.purchases()))).toContain('stays yours')
  for (const { peer } of away) await peer.start()
  fair.pass(0)
  await reaches(listener, 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
})

test('a receipt gets a fresh policy when the first has ended unused', async () => {
  const away = fair.world.ursulas.slice(0, 2)
  for (const { peer } of away) await peer.stop()
  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.code === 'POLICY_TOO_FEW_ANSWERS')
  fair.pass(91 * 24 * 3600_000)
  for (const { peer } of away) await peer.start()
  fair.pass(0)
  await reaches(listener, 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.grants?.list()).toHaveLength(2)
})

test('a replayed request is answered with the same invoice, and by nobody after it ran out', async () => {
  await listener.buy(ware, { confirmed: null })
  const { request, invoice } = await reaches(listener, 'invoiced')
  const { seller } = artist.running()
  expect((await seller.answer(request)).signed).toEqual(invoice)
  fair.pass(25 * 3600_000)
  await expect(seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_REQUEST_EXPIRED' })
})

test('one cannot buy one’s own work', async () => {
  await expect(artist.buy(ware)).rejects.toMatchObject({ code: 'ORDER_OWN_WORK' })
})
