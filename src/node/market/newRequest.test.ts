import { expect, test } from 'vitest'
import { identityDigest, verifyRequest } from '../../protocol/purchase.ts'
import { toAmount } from '../../shared/money.ts'
import { newRequest } from './newRequest.ts'
import { chain } from './testing/marketFixtures.ts'
import { createPeople, createWork, orderTime } from './testing/orderFixture.ts'

const { artist, listener, friend } = await createPeople()
const work = await createWork(artist)
const input = { buyer: listener, work, chain, expiry: orderTime + 5 }

test('a request says who asks whom for what, on which chain and until when, and its buyer signed it', async () => {
  const signed = await newRequest(input)
  const { account } = listener.identity.body
  expect(signed.request).toMatchObject({
    buyer: account,
    seller: artist.identity.body.account,
    chainId: chain.id,
    tokenNetwork: chain.tokenNetwork,
    label: work.label,
    manifest: work.manifest,
    recipient: account,
    recipientDigest: identityDigest(listener.identity),
    expiry: orderTime + 5,
  })
  expect([signed.recipient, signed.buyer]).toEqual([listener.identity, listener.identity])
  await expect(verifyRequest(signed)).resolves.toBeUndefined()
})

test('a gift names whom it is for', async () => {
  const signed = await newRequest({ ...input, recipient: friend.identity })
  expect(signed.request).toMatchObject({
    buyer: listener.identity.body.account,
    recipient: friend.identity.body.account,
    recipientDigest: identityDigest(friend.identity),
  })
  expect([signed.recipient, signed.buyer]).toEqual([friend.identity, listener.identity])
  await expect(verifyRequest(signed)).resolves.toBeUndefined()
})

test('what the buyer chose to pay is signed with the rest, and left out where nothing was chosen', async () => {
  const chosen = await newRequest({ ...input, amount: toAmount(7n) })
  expect(chosen.request.amount).toBe(7n)
  await expect(verifyRequest(chosen)).resolves.toBeUndefined()
  expect((await newRequest(input)).request).not.toHaveProperty('amount')
})

test('no two requests are one order, or are answered in one place', async () => {
  const requests = await Promise.all([newRequest(input), newRequest(input)])
  const texts = requests.flatMap(({ request: { nonce, ticket } }) => [nonce, ticket])
  expect(new Set(texts).size).toBe(4)
})
