import { beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { createTestUser } from '../testing/testUser.ts'
import { LimitedFaucet } from './limitedFaucet.ts'
import { Funding } from './funding.ts'
import { createFundingHandlers } from './fundingHandlers.ts'
import { FundingLedger } from './fundingLedger.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const terms = { deposit: toAmount(100n), topUps: toAmount(200n), budget: toAmount(350n) }
const refused = (code: ErrorCode) => expect.objectContaining({ code })
let store: HubStore
let chain: MemoryChannels
const startHub = () => {
  const ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  return { ledger, funding: new Funding(ledger, chain) }
}

beforeEach(() => {
  store = openHubStore(':memory:')
  chain = new MemoryChannels()
})

test('whoever asks gets one channel, however often and however many at once', async () => {
  const { funding, ledger } = startHub()
  const asked = [1, 2, 1, 3, 2, 1].map((digit) => funding.open(account(digit)))
  expect(await Promise.all(asked)).toEqual(Array(6).fill(100n))
  expect(await funding.open(account(1))).toBe(100n)
  expect(chain.list.map(({ partner, ownDeposit }) => [partner, ownDeposit])).toEqual(
    [1, 2, 3].map((digit) => [account(digit), 100n]),
  )
  expect(chain.maxConcurrent).toBe(1)
  expect(await ledger.spent()).toBe(300n)
})

test('what would go beyond the budget is refused, also when asked for at the same time', async () => {
  const { funding } = startHub()
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((digit) => funding.open(account(digit))))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  await expect(funding.open(account(5))).rejects.toThrow(refused('HUB_BUDGET_SPENT'))
  expect(await startHub().funding.open(account(1))).toBe(100n)
  expect(chain.list).toHaveLength(3)
})

test.each(['before open', 'after open', 'after deposit'] as const)(
  'a Raiden node that dies %s costs no second channel and no second deposit',
  async (moment) => {
    chain.killPoint = moment
    const first = await startHub()
      .funding.open(account(1))
      .catch((error: unknown) => error)
    const restarted = startHub()
    await restarted.funding.resume()
    expect(await restarted.ledger.intended()).toEqual([])
    expect(await restarted.funding.open(account(1))).toBe(100n)
    expect(chain.list).toMatchObject([{ partner: account(1), state: 'open', ownDeposit: 100n }])
    expect(await restarted.ledger.spent()).toBe(100n)
    expect(first).toEqual(moment === 'after deposit' ? 100n : refused('HUB_RAIDEN_DOWN'))
  },
)

test('a channel the other side has opened is funded, not opened again', async () => {
  chain.add(account(1), 30n)
  await startHub().funding.open(account(1))
  expect(chain.list).toMatchObject([{ partner: account(1), state: 'open', ownDeposit: 100n }])
})

test('whose channel is settled gets another one, and what came back is not spent twice', async () => {
  const { funding, ledger } = startHub()
  await funding.open(account(1))
  chain.set(account(1), 'closed')
  await expect(funding.open(account(1))).rejects.toThrow(refused('HUB_CHANNEL_CLOSING'))
  chain.set(account(1), 'settled')
  expect(await funding.open(account(1))).toBe(100n)
  expect(chain.list.map(({ state }) => state)).toEqual(['settled', 'open'])
  expect(await ledger.spent()).toBe(100n)
})

test('an account whose channel is being closed is told to wait', async () => {
  chain.add(account(1), 0n, 'closed')
  const { funding } = startHub()
  await expect(funding.open(account(1))).rejects.toThrow(refused('HUB_CHANNEL_CLOSING'))
  chain.set(account(1), 'settled')
  expect(await funding.open(account(1))).toBe(100n)
})

test('stopping lets the transaction under way end and begins no other', async () => {
  const { funding } = startHub()
  const [first, second] = [funding.open(account(1)), funding.open(account(2))]
  second.catch(() => undefined)
  while (chain.maxConcurrent === 0) await Promise.resolve()
  await funding.stop()
  expect(await first).toBe(100n)
  await expect(second).rejects.toThrow(refused('HUB_STOPPING'))
  await startHub().funding.resume()
  expect(chain.list).toHaveLength(2)
})

test('a task that is to be alone waits for the transaction under way, and none is begun beside it', async () => {
  const { funding } = startHub()
  const first = funding.open(account(1))
  const end = Promise.withResolvers<string>()
  while (chain.maxConcurrent === 0) await Promise.resolve()
  const alone = funding.exclusively(async () => {
    expect(chain.list).toHaveLength(1)
    return end.promise
  })
  const second = funding.open(account(2))
  await first
  expect(chain.list).toHaveLength(1)
  end.resolve('done')
  expect(await alone).toBe('done')
  await second
  expect(chain.list).toHaveLength(2)
})

test('only the account itself is given a channel, and there is no faucet where money is real', async () => {
  const [anna, bert] = [await createTestUser(), await createTestUser()]
  const handlers = createFundingHandlers(startHub().funding, null)
  await expect(handlers.openChannel({ identity: anna.identity }, bert.caller)).rejects.toThrow(
    refused('HUB_NOT_OWNER'),
  )
  expect(await handlers.openChannel({ identity: anna.identity }, anna.caller)).toEqual({ deposit: 100n })
  await expect(handlers.faucet({ identity: anna.identity }, anna.caller)).rejects.toThrow(
    refused('HUB_NO_FAUCET'),
  )
})

test('the faucet gives each account its turns and no more; a turn that failed is not counted', async () => {
  const anna = await createTestUser()
  const given: Address[] = []
  let isEmpty = false
  const give = async (to: Address) => {
    if (isEmpty) throw new Error('empty')
    given.push(to)
  }
  const faucet = new LimitedFaucet(
    new SqliteEngine(store),
    {
      gas: toAmount(5n),
      tokens: toAmount(7n),
      payoutsPerAccount: 2,
      give,
    },
    startHub().ledger.transactionLimits,
  )
  const handlers = createFundingHandlers(startHub().funding, faucet)
  const ask = () => handlers.faucet({ identity: anna.identity }, anna.caller)
  expect(await ask()).toEqual({ gas: 5n, tokens: 7n })
  isEmpty = true
  await expect(ask()).rejects.toThrow('empty')
  isEmpty = false
  await ask()
  await expect(ask()).rejects.toThrow(refused('HUB_FAUCET_USED'))
  expect(given).toEqual([anna.address, anna.address])
  await faucet.give(account(1))
})
