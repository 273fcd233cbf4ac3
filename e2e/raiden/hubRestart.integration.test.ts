import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAmount } from '../../src/shared/money.ts'
import { incoming, outcome, purchase } from './testing/purchase.ts'
import { threeNodes, type ThreeNodes } from './testing/threeNodes.ts'

const PENDING = 25

describe('a hub with payments under way', () => {
  let nodes: ThreeNodes
  beforeAll(async () => {
    nodes = await threeNodes()
  })
  afterAll(async () => nodes?.world.stop())

  test('restarted with twenty-five of them pending it finishes all within seconds', async () => {
    const { buyer, hub, seller, accounts, world } = nodes
    const bought = Array.from({ length: PENDING }, () =>
      purchase(accounts.seller.address, world.network.token, {
        amount: toAmount(1_000n),
        lockTimeoutSeconds: 55,
      }),
    )
    const locked = Promise.all(bought.map(async ({ secretHash }) => incoming(seller, secretHash)))
    await Promise.all(bought.map(async ({ intent }) => buyer.pay(intent)))
    await locked

    await hub.stop()
    const done = Promise.all(bought.map(async ({ secretHash }) => outcome(buyer, secretHash)))
    await Promise.all(bought.map(async ({ secretHash, secret }) => seller.release(secretHash, secret)))
    const restarted = performance.now()
    await hub.start()
    const started = performance.now()
    const outcomes = await done
    const finished = performance.now()
    process.stdout.write(
      `hub started in ${Math.round(started - restarted)} ms, ${PENDING} pending payments done after ${Math.round(finished - restarted)} ms\n`,
    )
    expect(outcomes.every(({ transfer }) => transfer.state === 'paid')).toBe(true)
    expect(finished - restarted).toBeLessThan(20_000)
  })
})
