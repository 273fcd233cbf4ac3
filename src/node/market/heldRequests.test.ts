import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { identityDigest, requestDigest, type SignedRequest, signRequest } from '../../protocol/purchase.ts'
import { type CidText, toAddress, toLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { openStore } from '../store/openStore.ts'
import { HeldRequests } from './heldRequests.ts'
import { randomHex } from './testing/randomHex.ts'

const buyers = await Promise.all([deriveKeys(newWords(), 1), deriveKeys(newWords(), 1)])
const seller = toAddress(`0x${'5'.repeat(40)}`)

async function requestOf(buyer: 0 | 1, expiry: number): Promise<SignedRequest> {
  const { identity, account } = buyers[buyer]
  return signRequest(
    {
      buyer: identity.body.account,
      seller,
      chainId: 1,
      tokenNetwork: seller,
      label: toLabel('track', newWorkId(seller), 1),
      manifest: cidOf(randomBytes(32), 'dag-cbor').toString() as CidText,
      recipient: identity.body.account,
      recipientDigest: identityDigest(identity),
      nonce: randomHex(),
      expiry,
      ticket: randomHex(),
    },
    { recipient: identity, buyer: identity },
    account,
  )
}

test('what is held is what can be answered, oldest first, until it is answered or runs out; after a restart too', async () => {
  const pool = await Promise.all(
    [...Array(6).keys()].map((n) => requestOf(n % 2 === 0 ? 0 : 1, (n + 1) * 10)),
  )
  const step = fc.oneof(
    fc.record({ hold: fc.nat(5), amount: fc.bigInt({ min: 1n, max: 9n }) }),
    fc.record({ remove: fc.nat(5) }),
    fc.record({ pass: fc.integer({ min: 1, max: 15 }) }),
    fc.constant('restart' as const),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.bigInt({ min: 0n, max: 9n }), (steps, receivable) => {
      const store = openStore(':memory:')
      let now = 0
      let held = new HeldRequests(store, () => now)
      let model: { request: SignedRequest; amount: bigint }[] = []
      for (const each of steps) {
        if (each === 'restart') held = new HeldRequests(store, () => now)
        else if ('pass' in each) now += each.pass
        else {
          const request = pool['hold' in each ? each.hold : each.remove] as SignedRequest
          model = model.filter(({ request: { request: body } }) => body.expiry > now)
          if ('remove' in each) {
            held.remove(request)
            model = model.filter((one) => one.request !== request)
          } else if (request.request.expiry > now) {
            held.hold(request, toAmount(each.amount))
            if (model.every((one) => one.request !== request)) model.push({ request, amount: each.amount })
          }
        }
      }
      model = model.filter(({ request: { request: body } }) => body.expiry > now)
      const answerable = model.filter(({ amount }) => amount <= receivable)
      expect(held.answerableWith(toAmount(receivable)).map(requestDigest)).toEqual(
        answerable.map(({ request }) => requestDigest(request)),
      )
      expect(held.countBuyers()).toBe(new Set(model.map(({ request }) => request.request.buyer)).size)
      store.close()
    }),
    { numRuns: 100 },
  )
})

test('nobody has more than sixteen of theirs held', async () => {
  const held = new HeldRequests(openStore(':memory:'), () => 0)
  const many = await Promise.all(Array.from({ length: 18 }, () => requestOf(0, 10)))
  const taken = many.map((request) => held.hold(request, toAmount(1n)))
  expect(taken.filter(Boolean)).toHaveLength(16)
  expect(held.hold(await requestOf(1, 10), toAmount(1n))).toBe(true)
})

test('a request is held once, and whether it was held is said when it is removed', async () => {
  const held = new HeldRequests(openStore(':memory:'), () => 0)
  const request = await requestOf(0, 10)
  expect([held.remove(request), held.hold(request, toAmount(1n))]).toEqual([false, true])
  expect([held.hold(request, toAmount(1n)), held.has(request)]).toEqual([false, true])
  expect([held.remove(request), held.remove(request)]).toEqual([true, false])
})

test('a thousand are held at most, of all buyers', async () => {
  const store = openStore(':memory:')
  const held = new HeldRequests(store, () => 0)
  held.hold(await requestOf(0, 10), toAmount(1n))
  const copyUntil = (count: number) =>
    store.exec(
      `WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       INSERT OR IGNORE INTO held_requests (id, request, buyer, amount, expiry)
       SELECT 'copy ' || i, request, 'buyer ' || i, amount, expiry FROM n, (SELECT * FROM held_requests LIMIT 1)`,
    )
  copyUntil(999)
  expect(held.hold(await requestOf(1, 10), toAmount(1n))).toBe(true)
  expect(held.hold(await requestOf(1, 10), toAmount(1n))).toBe(false)
})
