import { beforeEach, expect, test, vi } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { BuskerError } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { Funding } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'
import { type FaucetTerms, LimitedFaucet } from './limitedFaucet.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
let store: HubStore
let chain: MemoryChannels

/** @param budget of all accounts; one gets a deposit of 100, and 200 more */
function startHub(budget = 1_000n) {
  const terms = { deposit: toAmount(100n), topUps: toAmount(200n), budget: toAmount(budget) }
  const ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  return { ledger, funding: new Funding(ledger, chain) }
}

beforeEach(() => {
  store = openHubStore(':memory:')
  chain = new MemoryChannels()
})

test('a budget is spent to its last unit, and not beyond', async () => {
  const { ledger } = startHub(300n)
  for (const digit of [1, 2, 3]) await ledger.reserve(account(digit))
  expect(await ledger.spent()).toBe(300n)
  await expect(ledger.reserve(account(4))).rejects.toThrow(
    expect.objectContaining({ code: 'HUB_BUDGET_SPENT' }),
  )
  expect(await ledger.spent()).toBe(300n)
})

test('an account is topped up to the last unit of what it may have, and not beyond', async () => {
  const { ledger } = startHub()
  expect(await ledger.topUp(account(1))).toBe(false)
  await ledger.reserve(account(1))
  expect(await ledger.topUp(account(1)), 'not before its channel is open').toBe(false)
  const topUps: boolean[] = []
  for (let time = 1; time <= 4; time += 1) {
    await ledger.markOpen(account(1), 1)
    topUps.push(await ledger.topUp(account(1)))
  }
  expect(topUps).toEqual([true, true, false, false])
  expect(await ledger.spent()).toBe(300n)
})

test('top-ups end with the budget, to its last unit', async () => {
  const { ledger } = startHub(300n)
  for (const digit of [1, 2]) {
    await ledger.reserve(account(digit))
    await ledger.markOpen(account(digit), digit)
  }
  expect([await ledger.topUp(account(1)), await ledger.topUp(account(2))]).toEqual([true, false])
  expect(await ledger.spent()).toBe(300n)
})

test('a channel that is not open is not topped up, and nothing is reserved for it', async () => {
  const { funding, ledger } = startHub()
  await funding.open(account(1))
  chain.pay(account(1), 90n)
  chain.set(account(1), 'closed')
  await funding.topUp(await chain.channels())
  expect(await ledger.spent()).toBe(100n)
  expect(await ledger.intended()).toEqual([])
})

test('a look at the channels opens none that was promised and is not there', async () => {
  const { funding, ledger } = startHub()
  await funding.open(account(1))
  await ledger.reserve(account(2))
  chain.pay(account(1), 90n)
  await funding.topUp(await chain.channels())
  expect(chain.list.map(({ partner, ownDeposit }) => [partner, ownDeposit])).toEqual([[account(1), 200n]])
})

test('a channel that is funded already costs no transaction', async () => {
  chain.add(account(1), 100n)
  expect(await startHub().funding.open(account(1))).toBe(100n)
  expect([chain.deposits, chain.list.length]).toEqual([[], 1])
})

test('a channel that is being closed does not count as funded, whatever is in it', async () => {
  chain.add(account(1), 100n, 'closed')
  const { funding, ledger } = startHub()
  await expect(funding.open(account(1))).rejects.toMatchObject({ code: 'HUB_CHANNEL_CLOSING' })
  expect(await ledger.intended()).toMatchObject([{ account: account(1) }])
})

test('a failed transaction whose outcome cannot be read is not taken for one that arrived', async () => {
  const { funding, ledger } = startHub()
  chain.killPoint = 'before open'
  chain.staysDown = true
  await expect(funding.open(account(1))).rejects.toMatchObject({
    code: 'HUB_RAIDEN_DOWN',
    cause: expect.objectContaining({ code: 'PROCESS_CRASHED' }) as unknown,
  })
  expect(await ledger.intended()).toMatchObject([{ account: account(1) }])
})

test('a hub that is started again opens channels again', async () => {
  const { funding } = startHub()
  await funding.stop()
  await expect(funding.open(account(1))).rejects.toMatchObject({ code: 'HUB_STOPPING' })
  await funding.start()
  expect(await funding.open(account(1))).toBe(100n)
})

test('the faucet pays out what its terms say, and no turn is used up by one that failed', async () => {
  const give = vi.fn<FaucetTerms['give']>().mockResolvedValue()
  const payout = { gas: toAmount(5n), tokens: toAmount(7n) }
  const { ledger } = startHub()
  const terms = { ...payout, payoutsPerAccount: 1, give }
  const faucet = new LimitedFaucet(new SqliteEngine(store), terms, ledger.transactionLimits)
  give.mockRejectedValueOnce(new BuskerError('RAIDEN_CHAIN_UNREACHABLE', 'No chain.'))
  await expect(faucet.give(account(1))).rejects.toMatchObject({ code: 'RAIDEN_CHAIN_UNREACHABLE' })
  expect(await faucet.give(account(1))).toEqual(payout)
  expect(give).toHaveBeenLastCalledWith(account(1), payout)
  await expect(faucet.give(account(1))).rejects.toMatchObject({ code: 'HUB_FAUCET_USED' })
})
