import { afterAll, expect, test } from 'vitest'
import { completePayment, createPayment } from '../../harness/raiden/paymentFixture.ts'
import type { RaidenHarness } from '../../harness/raiden/raidenHarness.ts'
import { channelCapacity, hubFee, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'
import { wrongClockLauncher } from '../../harness/wrongClock/wrongClockLauncher.ts'
import type { ChainClock } from '../../src/chain/chainClock.ts'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { createChainClock } from '../../src/chain/createChainClock.ts'
import { createSteadyClock } from '../../src/process/steadyClock.ts'

const minute = 60_000
const day = 1440 * minute
const clocks: ChainClock[] = []
let nodes: ThreeNodes | undefined
afterAll(async () => {
  await nodes?.harness.stop()
  for (const clock of clocks) await clock.stop()
})

/** A node on a machine whose clock is wrong by `skew` ms, that follows the chain's time. */
async function wrongBy(skew: number, { network }: RaidenHarness) {
  const { rpcUrl, chainId, pollingIntervalMs: pollingMs } = network
  const endpoints = new ChainEndpoints({ rpcUrls: [rpcUrl], chainId, pollingMs })
  const clock = createChainClock(endpoints, createSteadyClock(), 30_000)
  clocks.push(clock)
  await clock.start()
  return { launcher: wrongClockLauncher(skew), clock }
}

test.each([
  ['an artist two days fast, a buyer 20 minutes slow', 2 * day, -20 * minute],
  ['an artist 20 minutes slow, a buyer two days fast', -20 * minute, 2 * day],
])(
  '%s: music is bought and sold',
  async (_who, sellerSkew, buyerSkew) => {
    const made = await threeNodes({}, async (harness) => ({
      seller: await wrongBy(sellerSkew, harness),
      buyer: await wrongBy(buyerSkew, harness),
    }))
    nodes = made
    const { buyer, seller, accounts, harness } = made
    const before = await channelCapacity(buyer, accounts.hub)
    const bought = createPayment(accounts.seller.address, harness.network.token)
    await completePayment(buyer, seller, bought)
    expect((await channelCapacity(buyer, accounts.hub)).own).toBe(before.own - bought.intent.amount - hubFee)
    const { block } = await seller.status()
    expect(block.lag).toBeLessThan(minute)
    await harness.stop()
  },
  120_000,
)
