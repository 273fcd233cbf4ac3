import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { Funding } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const terms = { deposit: toAmount(100n), topUps: toAmount(200n), budget: toAmount(450n) }
let store: HubStore
let chain: MemoryChannels
const startHub = () => {
  const ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  const funding = new Funding(ledger, chain)
  return { ledger, funding, lookAgain: async () => funding.topUp(await chain.channels()) }
}
const channel = (digit: number) => chain.list.find(({ partner }) => partner === account(digit))

beforeEach(() => {
  store = openHubStore(':memory:')
  chain = new MemoryChannels()
})

test('who was paid more than half of the first funding is funded again, and nobody else is', async () => {
  const { funding, lookAgain, ledger } = startHub()
  await Promise.all([funding.open(account(1)), funding.open(account(2))])
  chain.pay(account(1), 50n)
  await lookAgain()
  expect(channel(1)?.ownDeposit).toBe(100n)
  chain.pay(account(1), 1n)
  await lookAgain()
  await lookAgain()
  expect([channel(1), channel(2)].map((each) => [each?.ownDeposit, each?.ownCapacity])).toEqual([
    [200n, 149n],
    [100n, 100n],
  ])
  expect(await ledger.spent()).toBe(300n)
})

test('one account is topped up so much and no more; and all together', async () => {
  const { funding, lookAgain, ledger } = startHub()
  await Promise.all([funding.open(account(1)), funding.open(account(2))])
  for (let sale = 0; sale < 20; sale += 1) {
    for (const digit of [1, 2])
      chain.pay(account(digit), (channel(digit)?.ownCapacity ?? 0n) > 40n ? 40n : 0n)
    await lookAgain()
  }
  expect([channel(1)?.ownDeposit, channel(2)?.ownDeposit]).toEqual([200n, 200n])
  expect(await ledger.spent()).toBe(400n)
})

test.each(['before deposit', 'after deposit'] as const)(
  'a Raiden node that dies %s of a top-up deposits once',
  async (moment) => {
    const { funding, lookAgain } = startHub()
    await funding.open(account(1))
    chain.pay(account(1), 60n)
    chain.killPoint = moment
    await lookAgain().catch(() => undefined)
    const restarted = startHub()
    await restarted.funding.resume()
    await restarted.lookAgain()
    expect(channel(1)).toMatchObject({ ownDeposit: 200n, ownCapacity: 140n })
    expect(await restarted.ledger.intended()).toEqual([])
    expect(await restarted.ledger.spent()).toBe(200n)
  },
)

test('a top-up that failed is tried again at the next look', async () => {
  const { funding, lookAgain } = startHub()
  await funding.open(account(1))
  chain.pay(account(1), 60n)
  chain.killPoint = 'before deposit'
  await expect(lookAgain()).rejects.toThrow(AggregateError)
  await lookAgain()
  expect(channel(1)?.ownDeposit).toBe(200n)
})

test('a channel that is closed before its top-up came is not opened again by it', async () => {
  const { funding, lookAgain } = startHub()
  await funding.open(account(1))
  chain.pay(account(1), 60n)
  chain.killPoint = 'before deposit'
  await lookAgain().catch(() => undefined)
  chain.set(account(1), 'settled')
  const restarted = startHub()
  await restarted.funding.resume()
  expect(chain.list).toHaveLength(1)
  expect(await restarted.ledger.intended()).toEqual([])
})

test('a channel that comes after one whose state was lost starts with the first deposit alone', async () => {
  const { funding, lookAgain, ledger } = startHub()
  await funding.open(account(1))
  chain.pay(account(1), 60n)
  await lookAgain()
  chain.set(account(1), 'settled')
  await ledger.markReturned(account(1))
  await funding.open(account(1))
  expect(chain.list.at(-1)).toMatchObject({ state: 'open', ownDeposit: 100n })
  expect(await ledger.spent()).toBe(200n)
})

test('whatever is paid, in whatever order, and wherever the node dies, no bound is crossed', async () => {
  const step = fc.oneof(
    fc.record({ pay: fc.integer({ min: 1, max: 3 }), amount: fc.bigInt({ min: 1n, max: 60n }) }),
    fc.constantFrom<'before deposit' | 'after deposit' | 'restart'>(
      'before deposit',
      'after deposit',
      'restart',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      store = openHubStore(':memory:')
      chain = new MemoryChannels()
      let hub = startHub()
      for (const digit of [1, 2, 3]) await hub.funding.open(account(digit))
      for (const each of steps) {
        if (each === 'restart') {
          hub = startHub()
          await hub.funding.resume().catch(() => undefined)
        } else if (typeof each === 'string') chain.killPoint = each
        else {
          const left = channel(each.pay)?.ownCapacity ?? 0n
          chain.pay(account(each.pay), each.amount < left ? each.amount : left)
          await hub.lookAgain().catch(() => undefined)
        }
      }
      chain.killPoint = null
      const last = startHub()
      await last.funding.resume()
      const deposits = chain.list.map(({ ownDeposit }) => ownDeposit)
      expect(deposits.every((deposit) => deposit <= terms.deposit + terms.topUps)).toBe(true)
      const all = deposits.reduce((sum, deposit) => sum + deposit, 0n)
      expect(all).toBe(await last.ledger.spent())
      expect(all).toBeLessThanOrEqual(terms.budget)
    }),
    { numRuns: 100 },
  )
})
