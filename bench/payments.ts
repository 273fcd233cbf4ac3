import {
  waitForIncoming,
  waitForOutcome,
  createPayment,
  releaseIncoming,
} from '../harness/raiden/paymentFixture.ts'
import { threeNodes, type ThreeNodes } from '../harness/raiden/threeNodes.ts'
import { toAmount } from '../src/shared/money.ts'
import { type BenchRow, quantile } from './row.ts'
import type { PurchaseHarness } from './purchaseHarness.ts'

const single = 30
const atOnce = 20
/** As many invoices as a seller leaves open for one buyer. */
const orders = 16

/** Payments through one hub: Raiden's alone, one after the other and at once; and whole purchases at once. */
export async function benchPayments(harness: PurchaseHarness): Promise<BenchRow[]> {
  const raiden = await raidenAlone()
  const works = await harness.publish(orders)
  const began = performance.now()
  await Promise.all(works.map((work) => harness.buy(work)))
  const purchases = rate(orders, performance.now() - began)
  const row = (name: string, ours: number, against: BenchRow['against']): BenchRow => {
    return { name, ours, unit: '/s', against, ratio: ours / against.value, target: null, met: null }
  }
  return [
    row(`payments through one hub, ${atOnce} at once`, raiden.atOnce, {
      name: 'one after the other',
      value: raiden.single,
    }),
    row(`purchases through one hub, ${orders} at once`, purchases, {
      name: `Raiden alone, ${atOnce} at once`,
      value: raiden.atOnce,
    }),
  ]
}

/** Payments a second of three Raiden nodes, the seller holding the secrets; done when both sides have the outcome. */
async function raidenAlone(): Promise<{ single: number; atOnce: number }> {
  const nodes = await threeNodes()
  try {
    const times: number[] = []
    for (let made = -1; made < single; made += 1) {
      const ms = await pay(nodes, 1)
      if (made >= 0) times.push(ms)
    }
    return { single: rate(1, quantile(times, 0.5)), atOnce: rate(atOnce, await pay(nodes, atOnce)) }
  } finally {
    await nodes.harness.stop()
  }
}

async function pay({ harness, accounts, buyer, seller }: ThreeNodes, count: number): Promise<number> {
  const amount = toAmount(1_000n)
  const bought = Array.from({ length: count }, () =>
    createPayment(accounts.seller.address, harness.network.token, { amount }),
  )
  const hashes = bought.map(({ secretHash }) => secretHash)
  const done = Promise.all(
    hashes.flatMap((hash) => [waitForOutcome(buyer, hash), waitForOutcome(seller, hash)]),
  )
  const locked = Promise.all(hashes.map((hash) => waitForIncoming(seller, hash)))
  const stop = releaseIncoming(seller, bought)
  const began = performance.now()
  await Promise.all(bought.map(({ intent }) => buyer.pay(intent)))
  await Promise.all([locked, done])
  stop()
  return performance.now() - began
}

function rate(count: number, ms: number): number {
  return (count * 1000) / ms
}
