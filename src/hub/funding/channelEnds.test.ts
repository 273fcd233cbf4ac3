import { beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { Funding } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const terms = { deposit: toAmount(100n), topUps: toAmount(200n), budget: toAmount(450n) }
const refused = (code: ErrorCode) => expect.objectContaining({ code })
let store: HubStore
let chain: MemoryChannels
const startHub = () => {
  const ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  const funding = new Funding(ledger, chain, { slotMs: 10 })
  const look = async () => {
    await funding.reconcile()
    const channels = await chain.channels()
    await Promise.all([funding.settle(channels), funding.topUp(channels)])
  }
  return { ledger, funding, look }
}
const stateOf = (digit: number) => chain.list.findLast(({ partner }) => partner === account(digit))

beforeEach(() => {
  store = openHubStore(':memory:')
  chain = new MemoryChannels()
})

test.each([{ states: ['closed', 'settleable', 'settled'] }, { states: ['settled'] }] as const)(
  'a channel that becomes $states frees its account, and not before',
  async ({ states }) => {
    const { funding, ledger, look } = startHub()
    await funding.open(account(1))
    const seen: unknown[] = []
    for (const state of states) {
      chain.set(account(1), state)
      await funding.reconcile()
      seen.push((await ledger.find(account(1)))?.state)
    }
    expect(seen).toEqual([...states.slice(1).map(() => 'open'), 'settled'])
    expect(await ledger.spent()).toBe(0n)
    await look()
    expect(await funding.open(account(1))).toBe(100n)
    expect(await ledger.spent()).toBe(100n)
  },
)

test('what was closed and settled while the hub was down is seen when it starts', async () => {
  await startHub().funding.open(account(1))
  chain.set(account(1), 'settled')
  const { funding, ledger } = startHub()
  await funding.resume()
  expect((await ledger.find(account(1)))?.state).toBe('settled')
})

test('a promise of an older hub, without the identifier of its channel, is compared too', async () => {
  await startHub().funding.open(account(1))
  await startHub().funding.open(account(2))
  store.exec('DELETE FROM channel_progress')
  chain.set(account(1), 'settled')
  const { funding, ledger } = startHub()
  await funding.resume()
  const states = [1, 2].map(async (digit) => (await ledger.find(account(digit)))?.state)
  expect(await Promise.all(states)).toEqual(['settled', 'open'])
  expect((await ledger.find(account(2)))?.channel).toBe(2)
})

test('what did not come back of a channel stays spent', async () => {
  const { funding, ledger, look } = startHub()
  await funding.open(account(1))
  chain.pay(account(1), 40n)
  chain.set(account(1), 'settled')
  await look()
  expect(await ledger.spent()).toBe(40n)
})

test('a newer channel that somebody opened alone is not taken for the settled one', async () => {
  const { funding, ledger, look } = startHub()
  await funding.open(account(1))
  chain.set(account(1), 'settled')
  chain.add(account(1), 0n)
  await look()
  expect((await ledger.find(account(1)))?.state).toBe('settled')
  expect(await funding.open(account(1))).toBe(100n)
  expect(stateOf(1)).toMatchObject({ state: 'open', ownDeposit: 100n })
})

test('an end that is noticed late does not end the channel that came after', async () => {
  const { funding, ledger } = startHub()
  await funding.open(account(1))
  chain.set(account(1), 'settled')
  await funding.open(account(1))
  await ledger.markSettled(account(1), 1, { deposited: 100n, returned: 100n })
  expect(await ledger.find(account(1))).toMatchObject({ state: 'open', channel: 2 })
})

test('nothing is added to a channel while both sides agree to settle it, over a restart', async () => {
  const hub = startHub()
  await hub.funding.open(account(1))
  chain.agreeToSettle(account(1))
  await hub.look()
  const restarted = startHub()
  await restarted.funding.resume()
  await restarted.look()
  expect(stateOf(1)?.ownDeposit).toBe(100n)
  expect(chain.deposits).toHaveLength(1)
  expect(await restarted.ledger.intended(), 'nothing is promised either').toEqual([])
  chain.disagree(account(1))
  chain.pay(account(1), 60n)
  await restarted.look()
  expect(stateOf(1)?.ownDeposit).toBe(200n)
})

test('a top-up promised before the agreement waits for it, and is dropped with the channel', async () => {
  const { funding, ledger, look } = startHub()
  await funding.open(account(1))
  chain.pay(account(1), 60n)
  chain.killPoint = 'before deposit'
  await look().catch(() => undefined)
  chain.agreeToSettle(account(1))
  await look()
  expect(chain.deposits).toHaveLength(1)
  expect(await ledger.intended()).toMatchObject([{ account: account(1), isTopUp: true }])
  chain.set(account(1), 'closed')
  await look()
  expect(await ledger.intended()).toEqual([])
  expect(await ledger.spent()).toBe(100n)
})

test.each(['before close', 'after close'] as const)(
  'a hub killed %s for an account that lost its state closes it, adds nothing, and promises the next',
  async (moment) => {
    const { funding, ledger } = startHub()
    await funding.open(account(1))
    chain.pay(account(1), 60n)
    await ledger.markClosing(account(1), toAmount(100n))
    chain.killPoint = moment
    await expect(chain.closeChannel(account(1))).rejects.toThrow(refused('PROCESS_CRASHED'))
    const restarted = startHub()
    await restarted.look()
    expect(stateOf(1)?.ownDeposit).toBe(100n)
    await restarted.funding.resume()
    expect(stateOf(1)).toMatchObject({ state: 'closed', ownDeposit: 100n })
    await expect(restarted.funding.open(account(1))).rejects.toThrow(refused('HUB_CHANNEL_CLOSING'))
    chain.set(account(1), 'settled')
    expect(await restarted.funding.open(account(1))).toBe(100n)
  },
)

test('what was promised is not put into a channel that the hub is to close, whoever asks', async () => {
  const { funding, ledger, look } = startHub()
  chain.add(account(1), 0n)
  await ledger.reserve(account(1))
  await ledger.markClosing(account(1), toAmount(0n))
  await expect(funding.open(account(1))).rejects.toThrow(refused('HUB_CHANNEL_CLOSING'))
  await look()
  expect(await ledger.topUp(account(1))).toBe(false)
  expect(chain.deposits).toEqual([])
})

test('a channel that may be settled is settled by the hub, and again after a failure or a crash', async () => {
  const { funding, look } = startHub()
  await funding.open(account(1))
  chain.set(account(1), 'closed')
  await look()
  expect(stateOf(1)?.state).toBe('closed')
  chain.set(account(1), 'settleable')
  chain.killPoint = 'before settle'
  await expect(look()).rejects.toThrow(AggregateError)
  expect(stateOf(1)?.state).toBe('settling')
  const restarted = startHub()
  await restarted.look()
  expect(stateOf(1)?.state).toBe('settling')
  await restarted.funding.resume()
  await restarted.look()
  expect(stateOf(1)?.state).toBe('settled')
  expect(await restarted.funding.open(account(1))).toBe(100n)
})

test('an opening that the chain never confirms does not keep the others waiting', async () => {
  const { funding } = startHub()
  chain.stuck.add(account(1))
  void funding.open(account(1))
  expect(await funding.open(account(2))).toBe(100n)
  expect(await funding.open(account(3))).toBe(100n)
})

test('nothing is added to a channel that is to be closed, and what was promised to others is', async () => {
  const toBeClosed = new Set<Address>()
  const { ledger } = startHub()
  const funding = new Funding(ledger, chain, { isToBeClosed: (who) => toBeClosed.has(who) })
  for (const digit of [1, 2]) {
    await funding.open(account(digit))
    chain.pay(account(digit), 60n)
  }
  toBeClosed.add(account(1))
  await funding.topUp(await chain.channels())
  expect([1, 2].map((digit) => stateOf(digit)?.ownDeposit)).toEqual([100n, 200n])
  await expect(funding.open(account(1))).rejects.toThrow(refused('HUB_CHANNEL_CLOSING'))
})
