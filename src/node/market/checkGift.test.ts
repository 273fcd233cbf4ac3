import { beforeAll, expect, test } from 'vitest'
import { digest } from '../../protocol/codec.ts'
import { type Receipt, requestDigest, signInvoice } from '../../protocol/purchase.ts'
import { toAddress } from '../../shared/ids.ts'
import { sealPolicy } from '../access/sealedPolicy.ts'
import { checkGift } from './checkGift.ts'
import type { Gift } from './gifts.ts'
import { chain } from './testing/marketFixtures.ts'
import {
  createGift,
  createOrder,
  createPeople,
  createRequest,
  createTestPolicy,
  createWork,
  type OrderPeople,
} from './testing/orderFixture.ts'
import type { Work } from './workResolver.ts'

let people: OrderPeople
let work: Work
let gift: Gift

beforeAll(async () => {
  people = await createPeople()
  work = await createWork(people.artist)
  gift = await createGift(people, work)
})

const own = () => people.listener.identity.body
const check = (receipt: Receipt = gift.receipt, sealedPolicy = gift.sealedPolicy, on = chain, who = own()) =>
  checkGift(receipt, sealedPolicy, who, on)

test('what was paid for us is taken', async () => {
  await expect(check()).resolves.toBeUndefined()
})

test('a gift for somebody else, or on another network, is not', async () => {
  const { sealedPolicy, receipt } = gift
  const notForUs = { code: 'ORDER_NOT_FOR_US' }
  await expect(check(receipt, sealedPolicy, chain, people.friend.identity.body)).rejects.toMatchObject(
    notForUs,
  )
  await expect(check(receipt, sealedPolicy, { ...chain, id: chain.id + 1 })).rejects.toMatchObject(notForUs)
  const tokenNetwork = toAddress(`0x${'99'.repeat(20)}`)
  await expect(check(receipt, sealedPolicy, { ...chain, tokenNetwork })).rejects.toMatchObject(notForUs)
})

test('a receipt whose parts do not belong together is forged', async () => {
  const { receipt } = await createGift(people, work)
  await expect(check({ ...gift.receipt, secret: receipt.secret })).rejects.toMatchObject({
    code: 'PROTOCOL_FORGED',
  })
})

test('a work sold by somebody who did not make it is forged', async () => {
  const { friend, listener } = people
  const request = await createRequest(friend, work, {
    recipient: listener,
    seller: friend.identity.body.account,
  })
  const body = { ...gift.receipt.invoice.invoice, seller: friend.identity.body.account }
  const invoice = await signInvoice({ ...body, request: requestDigest(request) }, friend.account)
  await expect(check({ ...gift.receipt, request, invoice })).rejects.toMatchObject({
    code: 'PROTOCOL_FORGED',
    message: expect.stringContaining('artist of the work') as string,
  })
})

test('another policy than the one that was sold is forged', async () => {
  await expect(check(gift.receipt, new Uint8Array(40))).rejects.toMatchObject({
    code: 'PROTOCOL_FORGED',
    message: expect.stringContaining('policy') as string,
  })
})

test('a policy for somebody else, or for another work, is refused though it was sold', async () => {
  const { artist, friend, listener } = people
  const sell = async (policy: Awaited<ReturnType<typeof createTestPolicy>>) => {
    const sealed = sealPolicy(policy, gift.receipt.secret)
    const body = { ...gift.receipt.invoice.invoice, sealedPolicy: digest(sealed) }
    return check({ ...gift.receipt, invoice: await signInvoice(body, artist.account) }, sealed)
  }
  await expect(sell(await createTestPolicy(artist, friend, work.label))).rejects.toMatchObject({
    code: 'POLICY_NOT_YOURS',
  })
  const other = await createOrder(artist, listener, await createWork(artist))
  await expect(sell(other.policy)).rejects.toMatchObject({ code: 'POLICY_FORGED' })
})
