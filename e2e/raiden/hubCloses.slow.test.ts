import getPort from 'get-port'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SqliteEngine } from '../../src/database/sqliteEngine.ts'
import { ChainProxy, contractCallOf } from '../../src/localnet/testing/chainProxy.ts'
import { type Account, oneToken, RaidenHarness } from '../../harness/raiden/raidenHarness.ts'
import { ChannelPartners } from '../../src/hub/channelPartners.ts'
import { ChannelReconciler } from '../../src/hub/funding/channelReconciler.ts'
import { Funding } from '../../src/hub/funding/funding.ts'
import { FundingLedger } from '../../src/hub/funding/fundingLedger.ts'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import type { RaidenNode } from '../../src/raiden/raidenNode.ts'
import { toAmount } from '../../src/shared/money.ts'

const deposit = toAmount(5n * oneToken)
const terms = { deposit, topUps: toAmount(50n * oneToken), budget: toAmount(90n * oneToken) }
const store = openHubStore(':memory:')
let harness: RaidenHarness
let proxy: ChainProxy
let hubAccount: Account
let hub: RaidenNode
let ledger: FundingLedger
let funding: Funding
let watch: ChannelReconciler

/** What a hub does with its channels, without its peer. */
async function startHub(): Promise<void> {
  const network = { ...harness.network, rpcUrl: proxy.url }
  hub = harness.node(hubAccount, { network, mediationFee: toAmount(0n) })
  ledger = new FundingLedger(new SqliteEngine(store), terms, Date.now)
  funding = new Funding(ledger, hub)
  watch = new ChannelReconciler({
    raiden: hub,
    funding,
    channelPartners: new ChannelPartners(store),
    limits: ledger.transactionLimits,
    minimumOwnDeposit: deposit,
    log: pino({ level: 'silent' }),
  })
  await watch.start()
  await hub.start()
}

async function stopHub(): Promise<void> {
  await watch.stop()
  await hub.stop()
}

beforeAll(async () => {
  harness = await RaidenHarness.create()
  await harness.start()
  proxy = new ChainProxy(harness.chain.rpcUrl, await getPort())
  await proxy.start()
  hubAccount = await harness.account('hub', 100n * oneToken)
  await startHub()
  await harness.servePaths(hub)
})
afterAll(async () => {
  await stopHub()
  await harness?.stop()
  await proxy?.stop()
})

let partners = 0
/** Somebody to whom the hub has opened a channel, which they see. */
async function partnerWithChannel(): Promise<{ account: Account; node: RaidenNode }> {
  const account = await harness.account(`partner-${++partners}`, 0n)
  const node = harness.node(account)
  await node.start()
  await funding.open(account.address)
  await expect.poll(async () => (await node.channels()).length, { timeout: 20_000 }).toBe(1)
  return { account, node }
}

/** Resolves when the hub has seen so many more blocks. */
async function blocks(count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  const unsubscribe = hub.onBlock(() => {
    left -= 1
    if (left === 0) resolve()
  })
  await promise
  unsubscribe()
}

const hubTokens = async () => (await hub.balances()).token
const ledgerState = async (account: Account) => (await ledger.find(account.address))?.state

test('a partner that settles at once is not kept from it by a top-up, and may connect again', async () => {
  const before = await hubTokens()
  const { account, node } = await partnerWithChannel()
  const seen = new Set<string>()
  hub.onChannels((channels) => {
    for (const { partner, state } of channels) if (partner === account.address) seen.add(state)
  })
  await node.closeChannel(hubAccount.address)
  await expect.poll(() => ledgerState(account), { timeout: 20_000 }).toBe('settled')
  expect([...seen]).not.toContain('closed')
  expect(await hubTokens()).toBe(before)
  expect(await funding.open(account.address)).toBe(deposit)
  expect(await ledgerState(account)).toBe('open')
  await node.stop()
})

test('a partner that asks to settle while a deposit is under way is answered when that is confirmed', async () => {
  const before = await hubTokens()
  const { account, node } = await partnerWithChannel()
  const [asked, sending] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  proxy.intercept = async (call, forward) => {
    if (contractCallOf(call) !== 'setTotalDeposit') return forward()
    sending.resolve()
    await asked.promise
    return forward()
  }
  const depositing = hub.depositUpTo(account.address, toAmount(2n * deposit))
  await sending.promise
  const closing = node.closeChannel(hubAccount.address)
  // Meanwhile the request reaches the hub, more than once.
  await blocks(5)
  asked.resolve()
  await depositing
  await closing
  await expect.poll(() => ledgerState(account), { timeout: 20_000 }).toBe('settled')
  expect(await hubTokens()).toBe(before)
  proxy.intercept = async (_call, forward) => forward()
  await node.stop()
})

test('what the hub closed is settled by itself, over a restart, and comes back', async () => {
  const { account, node } = await partnerWithChannel()
  await node.stop()
  const before = await hubTokens()
  await hub.closeChannel(account.address)
  expect((await hub.channels()).find(({ partner }) => partner === account.address)?.state).toBe('closed')
  await stopHub()
  await startHub()
  await expect.poll(() => ledgerState(account), { timeout: 100_000, interval: 1_000 }).toBe('settled')
  expect(await hubTokens()).toBe(before + deposit)
}, 180_000)
