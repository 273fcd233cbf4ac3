import getPort from 'get-port'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../src/database/sqliteEngine.ts'
import { ChainProxy, contractCallOf, type Interceptor } from '../../src/localnet/testing/chainProxy.ts'
import { type Account, oneToken, RaidenHarness } from '../../harness/raiden/raidenHarness.ts'
import { Funding } from '../../src/hub/funding/funding.ts'
import { FundingLedger } from '../../src/hub/funding/fundingLedger.ts'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import type { RaidenNode } from '../../src/raiden/raidenNode.ts'
import { toAmount } from '../../src/shared/money.ts'

const deposit = toAmount(5n * oneToken)
/** From the child's restart until both have their channel, ms; a stuck opening took 132 s. */
const maxMs = 30_000
let harness: RaidenHarness
let proxy: ChainProxy
let hub: RaidenNode
let funding: Funding

beforeAll(async () => {
  harness = await RaidenHarness.create()
  await harness.start()
})
afterAll(async () => harness?.stop())

beforeEach(async () => {
  proxy = new ChainProxy(harness.chain.rpcUrl, await getPort())
  await proxy.start()
  const account = await harness.account(`hub-${await getPort()}`, 100n * oneToken)
  const network = { ...harness.network, rpcUrl: proxy.url }
  hub = harness.node(account, { network, mediationFee: toAmount(0n) })
  await hub.start()
  const terms = { deposit, topUps: toAmount(0n), budget: toAmount(100n * oneToken) }
  funding = new Funding(new FundingLedger(new SqliteEngine(openHubStore(':memory:')), terms, Date.now), hub)
  hub.onReady(() => void funding.resume().catch(() => undefined))
  // The first opening also approves the contract; those after it are alike.
  await funding.open((await stranger()).address)
})
afterEach(async () => {
  await hub.stop()
  await proxy.stop()
})

let strangers = 0
const stranger = (): Promise<Account> => harness.account(`stranger-${++strangers}`, 0n)
const chainClient = () => createChainClient(harness.chain.rpcUrl)
const newestBlock = async () => Number(await chainClient().getBlockNumber({ cacheTime: 0 }))
const never = new Promise<never>(() => undefined)
const isFundingCall = (name: string | null) => name?.startsWith('openChannel') || name === 'setTotalDeposit'

const killPoints: Record<string, (kill: () => void) => Interceptor> = {
  'before the transaction is sent': (kill) => async (call, forward) => {
    if (!isFundingCall(contractCallOf(call))) return forward()
    kill()
    return never
  },
  'when it was sent, before anybody knows': (kill) => async (call, forward) => {
    const answer = await forward()
    if (!isFundingCall(contractCallOf(call))) return answer
    kill()
    return never
  },
  'when later blocks were seen, but not what is in them': (kill) => {
    let sentAt: number | null = null
    return async (call, forward) => {
      if (isFundingCall(contractCallOf(call))) sentAt = await newestBlock()
      if (sentAt === null) return forward()
      if ((await newestBlock()) >= sentAt + 6) kill()
      return call.method === 'eth_getLogs' ? never : forward()
    }
  },
  'when it is in the newest block of the restart': (kill) => async (call, forward) => {
    if (!isFundingCall(contractCallOf(call))) return forward()
    await chainClient().setIntervalMining({ interval: 0 })
    await forward()
    await chainClient().mine({ blocks: 1 })
    kill()
    return never
  },
}

const channelsBefore = {
  'a channel': async () => undefined,
  'a deposit': async (partner: Account) => void (await hub.openChannel(partner.address, toAmount(0n))),
}

const cases = Object.keys(killPoints).flatMap((point) =>
  (['a channel', 'a deposit'] as const).map((what) => ({ what, point })),
)

test.each(cases)(
  'killed over $what $point, the hub funds that account and the next',
  async ({ what, point }) => {
    const [first, second] = [await stranger(), await stranger()]
    await channelsBefore[what](first)
    const killed = Promise.withResolvers<void>()
    let isKilled = false
    const kill = () => {
      if (isKilled) return
      isKilled = true
      process.kill(hub.pid ?? 0, 'SIGKILL')
      killed.resolve()
    }
    proxy.intercept = killPoints[point]?.(kill) ?? proxy.intercept
    const interrupted = funding.open(first.address).catch((error: unknown) => error)
    await killed.promise
    proxy.intercept = async (_call, forward) => forward()
    expect(await interrupted).toMatchObject({ code: 'HUB_RAIDEN_DOWN' })
    await new Promise<void>((resolve) => hub.onReady(resolve))
    await chainClient().setIntervalMining({ interval: 1 })
    const began = Date.now()
    expect(await Promise.all([funding.open(first.address), funding.open(second.address)])).toEqual([
      deposit,
      deposit,
    ])
    expect(Date.now() - began).toBeLessThan(maxMs)
    const funded = (await hub.channels()).filter(({ ownDeposit }) => ownDeposit === deposit)
    expect(funded.map(({ partner }) => partner)).toEqual(
      expect.arrayContaining([first.address, second.address]),
    )
  },
)
