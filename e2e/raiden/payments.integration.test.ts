import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAmount } from '../../src/shared/money.ts'
import { incoming, outcome, purchase, secretOf, type Purchase } from './testing/purchase.ts'
import { TOKEN } from './testing/raidenWorld.ts'
import { capacity, HUB_FEE, threeNodes, type ThreeNodes } from './testing/threeNodes.ts'

describe('paying a seller who holds the secret', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes()
  })
  afterAll(async () => nodes?.world.stop())

  const order = (changes: Partial<Purchase['intent']> = {}): Purchase =>
    purchase(nodes.accounts.seller.address, nodes.world.network.token, changes)
  const buyerHas = async () => capacity(nodes.buyer, nodes.accounts.hub)

  async function buy(bought: Purchase): Promise<void> {
    const { buyer, seller } = nodes
    const done = Promise.all([outcome(buyer, bought.secretHash), outcome(seller, bought.secretHash)])
    const locked = incoming(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    await locked
    await seller.release(bought.secretHash, bought.secret)
    await done
  }

  test('the buyer learns the secret with the payment, and both sides record it paid', async () => {
    const { buyer, seller, accounts } = nodes
    const bought = order()
    const before = await buyerHas()
    const locked = incoming(seller, bought.secretHash)
    const learnt = secretOf(buyer, bought.secretHash)
    const paid = outcome(buyer, bought.secretHash)
    const earned = outcome(seller, bought.secretHash)
    await buyer.pay(bought.intent)
    expect(await locked).toMatchObject({
      state: 'pending',
      secret: null,
      amount: TOKEN,
      paymentId: bought.intent.paymentId,
      token: nodes.world.network.token,
      initiator: accounts.buyer.address,
      target: accounts.seller.address,
    })
    expect(await seller.incomingPending()).toHaveLength(1)
    await seller.release(bought.secretHash, bought.secret)
    expect(await learnt).toBe(bought.secret)
    expect((await paid).transfer).toMatchObject({ state: 'paid', direction: 'sent', fee: HUB_FEE })
    expect((await earned).transfer).toMatchObject({ state: 'paid', direction: 'received', amount: TOKEN })
    expect(await seller.incomingPending()).toEqual([])
    expect((await buyerHas()).own).toBe(before.own - TOKEN - HUB_FEE)
    expect(await buyer.outcomesAfter(0, 10)).toEqual([await paid])
  })

  test('the same hash paid again, at once and later, is paid once', async () => {
    const { buyer, seller } = nodes
    const bought = order()
    const before = await buyerHas()
    const done = outcome(buyer, bought.secretHash)
    const locked = incoming(seller, bought.secretHash)
    await Promise.all([buyer.pay(bought.intent), buyer.pay(bought.intent), buyer.pay({ ...bought.intent })])
    await buyer.pay(bought.intent)
    await locked
    await Promise.all([1, 2].map(async () => seller.release(bought.secretHash, bought.secret)))
    await done
    await buyer.pay(bought.intent)
    await seller.release(bought.secretHash, bought.secret)
    expect(await buyerHas()).toEqual({ own: before.own - TOKEN - HUB_FEE, locked: 0n })
  })

  test('a hash that belongs to other terms is refused', async () => {
    const bought = order()
    await buy(bought)
    const before = await buyerHas()
    const dearer = { ...bought.intent, amount: toAmount(2n * TOKEN) }
    await expect(nodes.buyer.pay(dearer)).rejects.toMatchObject({ code: 'RAIDEN_HASH_MISMATCH' })
    expect(await buyerHas()).toEqual(before)
  })

  test('a fee above the cap is refused, and nothing is locked', async () => {
    const { world, buyer } = nodes
    const bought = order({ maximumFee: toAmount(4n) })
    const before = await buyerHas()
    world.statedFee = toAmount(5n)
    await expect(buyer.pay(bought.intent)).rejects.toMatchObject({ code: 'RAIDEN_FEE_ABOVE_CAP' })
    world.statedFee = HUB_FEE
    expect(await buyer.lookup(bought.secretHash, 'sent')).toEqual({ state: 'unknown' })
    expect(await buyerHas()).toEqual(before)
    // The refusal left nothing behind that stands in the way of the same payment.
    await buy(bought)
  })

  test('with no way to the target nothing is locked', async () => {
    const { world, buyer } = nodes
    const stranger = await world.account('stranger', 0n)
    const bought = purchase(stranger.address, world.network.token)
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
    const done = outcome(buyer, sent.secretHash)
    await expect.poll(async () => seller.incomingPending(), { timeout: 10_000 }).toHaveLength(1)
    await seller.release(sent.secretHash, sent.secret)
    await done
    expect((await capacity(buyer, accounts.hub)).locked).toBe(0n)
  })

  test('a lock that is never released runs out, and the money is back', async () => {
    const { buyer, seller, accounts, hub } = nodes
    const bought = order({ lockTimeoutSeconds: 15 })
    const before = [await buyerHas(), await capacity(hub, accounts.seller)]
    const failed = Promise.all([outcome(buyer, bought.secretHash), outcome(seller, bought.secretHash)])
    await buyer.pay(bought.intent)
    expect((await failed).map(({ transfer }) => transfer.state)).toEqual(['failed', 'failed'])
    await expect
      .poll(async () => [await buyerHas(), await capacity(hub, accounts.seller)], { timeout: 10_000 })
      .toEqual(before)
    await expect(seller.release(bought.secretHash, bought.secret)).rejects.toMatchObject({
      code: 'RAIDEN_TRANSFER_EXPIRED',
    })
    await buy(order())
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
        const done = outcome(buyer, secretHash)
        await buyer.pay(intent)
        return done
      }),
    )
    stop()
    expect(await buyerHas()).toEqual({ own: before.own - 20n * (1_000n + HUB_FEE), locked: 0n })
  })
})
