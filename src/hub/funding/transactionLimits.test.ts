import { beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { dayMs, hourMs } from '../clock.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { createTestUser } from '../testing/testUser.ts'
import { createRestoredChannelHandlers } from '../restoredChannels/restoredChannelHandlers.ts'
import { Funding } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'
import { LimitedFaucet } from './limitedFaucet.ts'
import { TransactionLimits } from './transactionLimits.ts'

const account = (number: number): Address => address.parse(`0x${String(number).padStart(40, '0')}`)
const refused = (code: ErrorCode) => expect.objectContaining({ code })
const transactions = { perNewcomer: 12, perAccount: 30, newcomers: 40, all: 60 }
const terms = { deposit: toAmount(1n), topUps: toAmount(1_000n), budget: toAmount(1_000n), transactions }
let store: HubStore
let clock: ReturnType<typeof createManualClock>
let chain: MemoryChannels
let ledger: FundingLedger
let funding: Funding
let limits: TransactionLimits

beforeEach(() => {
  store = openHubStore(':memory:')
  clock = createManualClock()
  chain = new MemoryChannels()
  ledger = new FundingLedger(new SqliteEngine(store), terms, clock.now)
  funding = new Funding(ledger, chain)
  limits = ledger.transactionLimits
})

/** Opens and loses a channel, again and again, until the hub refuses. */
async function churn(who: Address): Promise<{ cycles: number; error: unknown }> {
  for (let cycles = 0; ; cycles += 1) {
    const error = await funding.open(who).then(
      () => null,
      (refusal: unknown) => refusal,
    )
    if (error !== null || cycles > 100) return { cycles, error }
    chain.set(who, 'settled')
  }
}

const engine = () => new SqliteEngine(store)
const take = async (who: Address, count: number, from = limits) =>
  engine().change(() => from.take(who, count))

test('a free account has the hub pay for a few channels a day, and is told when to ask again', async () => {
  const { cycles, error } = await churn(account(1))
  expect(cycles).toBe(4)
  expect(error).toEqual(refused('HUB_GAS_LIMIT'))
  expect(String(error)).toContain(new Date(clock.now() + dayMs).toISOString())
  clock.advance(dayMs - 1)
  await expect(funding.open(account(1))).rejects.toThrow(refused('HUB_GAS_LIMIT'))
  clock.advance(1)
  expect(await funding.open(account(1))).toBe(1n)
})

test('many free accounts together use up their share, and not that of accounts with money of their own', async () => {
  await limits.establish([account(500)])
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) => funding.open(account(index + 1))),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(13)
  expect((await churn(account(500))).cycles).toBe(7)
})

test('whoever put money into a channel has more, and not without end', async () => {
  await limits.establish([account(1)])
  expect((await churn(account(1))).cycles).toBe(10)
})

test('a lost state is not closed for without bound', async () => {
  const anna = await createTestUser()
  const raiden = {
    channels: async () =>
      chain.list
        .filter(({ state }) => state !== 'settled')
        .map((each) => ({
          ...each,
          token: account(9),
          partnerCapacity: toAmount(0n),
          ownLocked: toAmount(0n),
          partnerLocked: toAmount(0n),
        })),
    proofs: async () => null,
    closeChannel: async (partner: Address) => {
      await chain.closeChannel(partner)
      return `0x${'1'.repeat(64)}` as never
    },
  }
  const { close } = createRestoredChannelHandlers({ raiden, ledger })
  let closed = 0
  const ask = async () => {
    chain.add(anna.address, 0n)
    await close({ identity: anna.identity }, anna.caller)
    closed += 1
    chain.set(anna.address, 'settled')
  }
  await expect(
    (async () => {
      for (let round = 0; round < 100; round += 1) await ask()
    })(),
  ).rejects.toThrow(refused('HUB_GAS_LIMIT'))
  expect(closed).toBe(6)
})

test('top-ups beyond the limit wait for the next day', async () => {
  await funding.open(account(1))
  for (let sale = 0; sale < 50; sale += 1) {
    chain.pay(account(1), chain.list[0]?.ownCapacity ?? 0n)
    await funding.topUp(await chain.channels())
  }
  expect(chain.deposits.length).toBe(1 + 12 - 3)
  clock.advance(dayMs)
  await funding.topUp(await chain.channels())
  expect(chain.deposits.length).toBe(1 + 12 - 3 + 1)
})

test('the faucet counts too, and a turn that was refused is not used up', async () => {
  const faucet = new LimitedFaucet(
    new SqliteEngine(store),
    { gas: toAmount(1n), tokens: toAmount(1n), payoutsPerAccount: 100, give: async () => undefined },
    limits,
  )
  for (let turn = 0; turn < 6; turn += 1) await faucet.give(account(1))
  await expect(faucet.give(account(1))).rejects.toThrow(refused('HUB_GAS_LIMIT'))
  clock.advance(dayMs)
  await faucet.give(account(1))
  expect(store.prepare('SELECT times FROM faucet_gifts').pluck().get()).toBe(7)
})

test('what was sent is counted over a restart, and forgotten when it is a day old', async () => {
  await take(account(1), 12)
  clock.advance(hourMs)
  const again = new TransactionLimits(new SqliteEngine(store), transactions, clock.now)
  await expect(take(account(1), 1, again)).rejects.toThrow(refused('HUB_GAS_LIMIT'))
  clock.advance(dayMs)
  await take(account(1), 1, again)
  expect(store.prepare('SELECT sum(count) FROM hub_transactions').pluck().get()).toBe(1)
})

test('who has to wait is told when enough is forgotten for what they ask, and not before', async () => {
  const begin = clock.now()
  const untilOf = async (count: number) => {
    try {
      await take(account(1), count)
      return null
    } catch (error) {
      return Date.parse(/after (\S+Z)\./.exec((error as Error).message)?.[1] ?? '') - begin
    }
  }
  await take(account(1), 6)
  clock.advance(hourMs)
  await take(account(1), 4)
  expect(await untilOf(3)).toBe(dayMs)
  expect(await untilOf(8)).toBe(dayMs)
  expect(await untilOf(9)).toBe(hourMs + dayMs)
  expect(await untilOf(13), 'more than is ever sent').toBe(hourMs + dayMs)
  expect(await engine().read(() => limits.hasRoom(account(1), 2))).toBe(true)
  expect(await engine().read(() => limits.hasRoom(account(1), 3))).toBe(false)
})

test('who waits for two limits is told the later time', async () => {
  const begin = clock.now()
  for (let index = 2; index < 5; index += 1) await take(account(index), 12)
  clock.advance(hourMs)
  await take(account(1), 4)
  await expect(take(account(1), 10)).rejects.toThrow(
    expect.objectContaining({
      message: expect.stringContaining(new Date(begin + hourMs + dayMs).toISOString()) as string,
    }),
  )
})
