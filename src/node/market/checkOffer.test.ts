import { expect, test } from 'vitest'
import { hashSecret, type Offer, signInvoice } from '../../protocol/purchase.ts'
import { secret as secretSchema, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { checkOffer } from './checkOffer.ts'
import { createOrder, createPeople, createWork, orderTime } from './testing/orderFixture.ts'

const price = 100n
const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
const otherHash = `0x${'77'.repeat(32)}`
const secret = secretSchema.parse(`0x${'55'.repeat(32)}`)
const { artist, listener } = await createPeople()
const work = await createWork(artist, price)
const { purchase, sale } = await createOrder(artist, listener, work)
const genuine: Offer = { signed: sale.invoice, sealedPolicy: sale.sealedPolicy }

type Invoice = Offer['signed']['invoice']
/** The artist's offer, with some of its invoice signed otherwise. */
async function offerWith(change: Partial<Invoice>, rest: Partial<Offer> = {}): Promise<Offer> {
  const signed = await signInvoice({ ...genuine.signed.invoice, ...change }, artist.account)
  return { ...genuine, signed, ...rest }
}
const check = (offer: Offer, now = orderTime) => checkOffer(purchase, offer, work, now)

test('what the artist really offers is taken', async () => {
  await expect(check(genuine)).resolves.toBeUndefined()
  await expect(check(await offerWith({}))).resolves.toBeUndefined()
})

test.each<[string, Partial<Record<keyof Invoice, unknown>>]>([
  ['request', { request: otherHash }],
  ['buyer', { buyer: elsewhere }],
  ['recipient', { recipient: elsewhere }],
  ['chain', { chainId: 5 }],
  ['token', { tokenNetwork: elsewhere }],
  ['label', { label: `track/${'b'.repeat(32)}/1` }],
  ['manifest', { manifest: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy' }],
  ['commitments', { commitments: otherHash }],
  ['policy', { sealedPolicy: otherHash }],
  ['terms', { threshold: 4, shares: 3 }],
  ['secret', { amount: toAmount(0n) }],
])('an invoice of another %s is not paid, and that is named alone', async (part, change) => {
  await expect(check(await offerWith(change as Partial<Invoice>))).rejects.toMatchObject({
    code: 'ORDER_INVOICE_WRONG',
    message: expect.stringContaining(`(${part})`) as string,
  })
})

test('what differs in several ways is named in full', async () => {
  await expect(check(await offerWith({ buyer: elsewhere, recipient: elsewhere }))).rejects.toMatchObject({
    code: 'ORDER_INVOICE_WRONG',
    message: expect.stringContaining('(buyer, recipient)') as string,
  })
})

test('an invoice that somebody else signed is forged, whomever it names', async () => {
  const own = genuine.signed.invoice
  const forged = await signInvoice(own, listener.account)
  await expect(check({ ...genuine, signed: forged })).rejects.toMatchObject({
    code: 'ORDER_INVOICE_FORGED',
    cause: expect.objectContaining({ code: 'PROTOCOL_FORGED' }) as unknown,
  })
  const foreign = await signInvoice({ ...own, seller: listener.identity.body.account }, listener.account)
  await expect(check({ ...genuine, signed: foreign })).rejects.toMatchObject({
    code: 'ORDER_INVOICE_FORGED',
    message: expect.stringContaining('somebody else') as string,
  })
})

test('the price that was shown is paid to its last unit, a lower one too, and no higher one', async () => {
  await check(await offerWith({ amount: toAmount(price) }))
  await check(await offerWith({ amount: toAmount(price - 1n) }))
  await expect(check(await offerWith({ amount: toAmount(price + 1n) }))).rejects.toMatchObject({
    code: 'ORDER_PRICE_CHANGED',
  })
})

test('as many shares as are needed are enough', async () => {
  await expect(check(await offerWith({ threshold: 3, shares: 3 }))).resolves.toBeUndefined()
})

test('an invoice counts until the moment it runs out', async () => {
  const { expiry } = genuine.signed.invoice
  await check(genuine, expiry - 1)
  await expect(check(genuine, expiry)).rejects.toMatchObject({ code: 'ORDER_INVOICE_EXPIRED' })
})

test('what comes with its secret is paid for or free: neither price nor time matter, the secret does', async () => {
  const { expiry } = genuine.signed.invoice
  const change = { secretHash: hashSecret(secret) }
  await check(await offerWith({ ...change, amount: toAmount(0n) }, { secret }))
  await check(await offerWith({ ...change, amount: toAmount(price + 1n) }, { secret }), expiry)
  await expect(check(await offerWith({}, { secret }))).rejects.toMatchObject({
    code: 'ORDER_INVOICE_WRONG',
    message: expect.stringContaining('(secret)') as string,
  })
})
