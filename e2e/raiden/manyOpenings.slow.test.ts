import { randomBytes } from 'node:crypto'
import { parseEther } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SqliteEngine } from '../../src/database/sqliteEngine.ts'
import { oneToken, RaidenHarness } from '../../harness/raiden/raidenHarness.ts'
import { Funding } from '../../src/hub/funding/funding.ts'
import { FundingLedger } from '../../src/hub/funding/fundingLedger.ts'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import type { RaidenNode } from '../../src/raiden/raidenNode.ts'
import { type Address, address } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'

const deposit = toAmount(oneToken)
const parallel = 64
const count = 60
let harness: RaidenHarness
let hub: RaidenNode
let funding: Funding
let ledger: FundingLedger

const stranger = (): Address => address.parse(`0x${randomBytes(20).toString('hex')}`)

beforeAll(async () => {
  harness = await RaidenHarness.create()
  await harness.start()
  const funded = await harness.account('hub', 1_000n * oneToken)
  await harness.chain.faucet().give(funded.address, { wei: parseEther('100'), token: 0n })
  hub = harness.node(funded, { mediationFee: toAmount(0n), parallelTransactions: parallel })
  await hub.start()
  const terms = { deposit, topUps: toAmount(0n), budget: toAmount(1_000n * oneToken) }
  ledger = new FundingLedger(
    new SqliteEngine(openHubStore(':memory:')),
    { ...terms, transactions: unlimited },
    Date.now,
  )
  funding = new Funding(ledger, hub, { parallel })
  await funding.open(stranger())
})
afterAll(async () => harness?.stop())

const unlimited = { perNewcomer: 100_000, perAccount: 100_000, newcomers: 100_000, all: 100_000 }

async function depositsOf(accounts: readonly Address[]): Promise<(bigint | undefined)[]> {
  const channels = await hub.channels()
  return accounts.map((each) => channels.find(({ partner }) => partner === each)?.ownDeposit)
}

test('many who ask at once have their channels at the pace of the chain, each once', async () => {
  const before = await createChainClient(harness.chain.rpcUrl).getTransactionCount({ address: hub.address })
  const accounts = Array.from({ length: count }, stranger)
  const began = performance.now()
  await Promise.all(accounts.map(async (each) => funding.open(each)))
  const seconds = (performance.now() - began) / 1000
  process.stdout.write(
    `${count} channels in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(1)} a second\n`,
  )
  expect(await depositsOf(accounts)).toEqual(accounts.map(() => deposit))
  const after = await createChainClient(harness.chain.rpcUrl).getTransactionCount({ address: hub.address })
  expect(after - before).toBe(count)
  // One after the other it is one in three to six seconds.
  expect(count / seconds).toBeGreaterThan(2)
})

test('killed in the midst of them, it goes on, and nobody is funded twice', async () => {
  const accounts = Array.from({ length: count }, stranger)
  const asked = Promise.allSettled(accounts.map(async (each) => funding.open(each)))
  const seen = new Promise<void>((resolve) => {
    hub.onChannels((channels) => {
      if (channels.length > count + 10) resolve()
    })
  })
  await seen
  process.kill(hub.pid ?? 0, 'SIGKILL')
  const ready = new Promise<void>((resolve) => hub.onReady(resolve))
  await asked
  await ready
  await funding.resume().catch(() => undefined)
  await Promise.all(accounts.map(async (each) => funding.open(each)))
  expect(await depositsOf(accounts)).toEqual(accounts.map(() => deposit))
  expect(await ledger.spent()).toBe(toAmount(BigInt(2 * count + 1) * oneToken))
  const { token } = await hub.balances()
  expect(token).toBe((1_000n - BigInt(2 * count + 1)) * oneToken)
})
