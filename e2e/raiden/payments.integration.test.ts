import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAmount } from '../../src/shared/money.ts'
import {
  completePayment,
  waitForIncoming,
  waitForOutcome,
  createPayment,
  waitForSecret,
  type PaymentFixture,
} from '../../harness/raiden/paymentFixture.ts'
import { oneToken } from '../../harness/raiden/raidenHarness.ts'
import { channelCapacity, hubFee, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'

describe('paying a seller who holds the secret', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes()
  })
  afterAll(async () => nodes?.harness.stop())

  const order = (changes: Partial<PaymentFixture['intent']> = {}): PaymentFixture =>
    createPayment(nodes.accounts.seller.address, nodes.harness.network.token, changes)
  const buyerHas = async () => channelCapacity(nodes.buyer, nodes.accounts.hub)

  const buy = (bought: PaymentFixture) => completePayment(nodes.buyer, nodes.seller, bought)

  test('the buyer learns the secret with the payment, and both sides record it paid', async () => {
    const { buyer, seller, accounts } = nodes
    const bought = order()
    const before = await buyerHas()
    const locked = waitForIncoming(seller, bought.secretHash)
    const learnt = waitForSecret(buyer, bought.secretHash)
    const paid = waitForOutcome(buyer, bought.secretHash)
    const earned = waitForOutcome(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    expect(await locked).toMatchObject({
      state: 'pending',
      secret: null,
      amount: oneToken,
      paymentId: bought.intent.paymentId,
      token: nodes.harness.network.token,
      initiator: accounts.buyer.address,
      target: accounts.seller.address,
    })
    expect(await seller.incomingPending()).toHaveLength(1)
    await seller.release(bought.secretHash, bought.secret)
    expect(await learnt).toBe(bought.secret)
    expect((await paid).transfer).toMatchObject({ state: 'paid', direction: 'sent', fee: hubFee })
    expect((await earned).transfer).toMatchObject({ state: 'paid', direction: 'received', amount: oneToken })
    expect(await seller.incomingPending()).toEqual([])
    expect((await buyerHas()).own).toBe(before.own - oneToken - hubFee)
    expect(await buyer.outcomesAfter(0, 10)).toEqual([await paid])
  })

  test('the same hash paid again, at once and later, is paid once', async () => {
    const { buyer, seller } = nodes
    const bought = order()
    const before = await buyerHas()
    const done = waitForOutcome(buyer, bought.secretHash)
    const locked = waitForIncoming(seller, bought.secretHash)
    await Promise.all([buyer.pay(bought.intent), buyer.pay(bought.intent), buyer.pay({ ...bought.intent })])
    await buyer.pay(bought.intent)
    await locked
    await Promise.all([1, 2].map(async () => seller.release(bought.secretHash, bought.secret)))
    await done
    await buyer.pay(bought.intent)
    await seller.release(bought.secretHash, bought.secret)
    expect(await buyerHas()).toEqual({ own: before.own - oneToken - hubFee, locked: 0n })
  })

  test('a hash that belongs to other terms is refused', async () => {
    const bought = order()
    await buy(bought)
    const before = await buyerHas()
    const dearer = { ...bought.intent, amount: toAmount(2n * oneToken) }
    await expect(nodes.buyer.pay(dearer)).rejects.toMatchObject({ code: 'RAIDEN_HASH_MISMATCH' })
    expect(await buyerHas()).toEqual(before)
  })

  test('a fee above the cap is refused, and nothing is locked', async () => {
    const { harness, buyer } = nodes
    const bought = order({ maximumFee: toAmount(4n) })
    const before = await buyerHas()
    harness.statedFee = toAmount(5n)
    await expect(buyer.pay(bought.intent)).rejects.toMatchObject({ code: 'RAIDEN_FEE_ABOVE_CAP' })
    harness.statedFee = hubFee
    expect(await buyer.lookup(bought.secretHash, 'sent')).toEqual({ state: 'unknown' })
    expect(await buyerHas()).toEqual(before)
    // The refusal left nothing behind that stands in the way of the same payment.
    await buy(bought)
  })

  test('with no way to the target nothing is locked', async () => {
    const { harness, buyer } = nodes
    const unreachable = await harness.account('unreachable', 0n)
    const bought = createPayment(unreachable.address, harness.network.token)
    await expect(buyer.pay(bought.intent)).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
    expect(await buyer.lookup(bought.secretHash, 'sent')).toEqual({ state: 'unknown' })
  })

  test('more than the channel holds is refused, also by many at once', async () => {
    const { buyer, seller, accounts } = nodes
    const { own } = await buyerHas()
    const half = toAmount(own / 2n)
    const both = [order({ amount: half }), order({ amount: half })]
    const results = await Promise.allSettled(both.map(async ({ intent }) => buyer.pay(intent)))
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: expect.stringMatching(/RAIDEN_BALANCE_TOO_LOW|RAIDEN_NO_ROUTE/) },
    })
    const sent = both[results.findIndex(({ status }) => status === 'fulfilled')]
    if (sent === undefined) throw new Error('nothing was sent')
    const done = waitForOutcome(buyer, sent.secretHash)
    await expect.poll(async () => seller.incomingPending(), { timeout: 10_000 }).toHaveLength(1)
    await seller.release(sent.secretHash, sent.secret)
    await done
    expect((await channelCapacity(buyer, accounts.hub)).locked).toBe(0n)
  })

  test('a lock shorter than the reveal timeout is refused', async () => {
    const bought = order({ lockTimeoutSeconds: 5 })
    await expect(nodes.buyer.pay(bought.intent)).rejects.toMatchObject({ code: 'RAIDEN_LOCK_TIMEOUT' })
  })

  test('a secret that is not the hash’s, or of no transfer, is not released', async () => {
    const [one, other] = [order(), order()]
    await expect(nodes.seller.release(one.secretHash, other.secret)).rejects.toMatchObject({
      code: 'RAIDEN_SECRET_WRONG',
    })
    await expect(nodes.seller.release(one.secretHash, one.secret)).rejects.toMatchObject({
      code: 'RAIDEN_TRANSFER_UNKNOWN',
    })
  })

  test('twenty payments at once all arrive, and every unit is accounted for', async () => {
    const { buyer, seller } = nodes
    const bought = Array.from({ length: 20 }, () => order({ amount: toAmount(1_000n) }))
    const before = await buyerHas()
    const stop = seller.onIncoming(({ secretHash }) => {
      const match = bought.find((each) => each.secretHash === secretHash)
      if (match) void seller.release(match.secretHash, match.secret)
    })
    await Promise.all(
      bought.map(async ({ intent, secretHash }) => {
        const done = waitForOutcome(buyer, secretHash)
        await buyer.pay(intent)
        return done
      }),
    )
    stop()
    expect(await buyerHas()).toEqual({ own: before.own - 20n * (1_000n + hubFee), locked: 0n })
  })
})
