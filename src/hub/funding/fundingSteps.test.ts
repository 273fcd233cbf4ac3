import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { Steps } from '../../database/steps.ts'
import { BuskerError } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { type ChannelOpener, Funding, type HubSideChannel } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const [anna, bert] = [account(1), account(2)]
const terms = { deposit: toAmount(100n), topUps: toAmount(200n), budget: toAmount(1_000n) }
let store: HubStore
let chain: MemoryChannels
let ledger: FundingLedger
let raiden: ChannelOpener
let funding: Funding
/** Whose deposits were asked to be raised. */
let asked: Address[]

beforeEach(() => {
  asked = []
  store = openHubStore(':memory:')
  chain = new MemoryChannels()
  ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  raiden = {
    channels: async () => chain.channels(),
    openChannel: async (partner, deposit) => chain.openChannel(partner, deposit),
    depositUpTo: async (partner, total) => {
      asked.push(partner)
      await chain.depositUpTo(partner, total)
    },
    closeChannel: async (partner) => chain.closeChannel(partner),
    settleChannel: async (partner) => chain.settleChannel(partner),
    settledShare: async (partner, channel) => chain.settledShare(partner, channel),
  }
  funding = new Funding(ledger, raiden)
})

const gone = new BuskerError('PROCESS_CRASHED', 'The Raiden node died.')
const transactions = () => store.prepare('SELECT coalesce(sum(count), 0) FROM hub_transactions').pluck().get()
const lookAgain = async () => funding.topUp(await chain.channels())
/** Anna's channel, of which so much was paid out that more is promised, and was not sent. */
async function promiseTopUp(): Promise<void> {
  await funding.open(anna)
  chain.pay(anna, 60n)
  chain.killPoint = 'before deposit'
  await lookAgain().catch(() => undefined)
  expect(await ledger.intended()).toMatchObject([{ account: anna, isTopUp: true }])
}

/** Nothing is sent until what it gives is called. */
async function takeTurn(): Promise<() => Promise<void>> {
  const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const turn = funding.exclusively(async () => {
    begun.resolve()
    await end.promise
  })
  await begun.promise
  return async () => {
    end.resolve()
    await turn
  }
}

describe('who asks', () => {
  test('again while the Raiden node is down is told that, and not that there is no channel', async () => {
    await funding.open(anna)
    raiden.channels = async () => Promise.reject(gone)
    await expect(funding.open(anna)).rejects.toMatchObject({ code: 'HUB_RAIDEN_DOWN', cause: gone })
  })

  test('and has a channel is told so even by a hub that stops', async () => {
    await funding.open(anna)
    await funding.stop()
    expect(await funding.open(anna)).toBe(100n)
  })

  test('is not told of a channel that nobody could look at after its deposit, and it stays promised', async () => {
    raiden.channels = async () => (chain.deposits.length > 0 ? Promise.reject(gone) : chain.channels())
    await expect(funding.open(anna)).rejects.toMatchObject({ code: 'HUB_RAIDEN_DOWN' })
    expect(await ledger.find(anna)).toMatchObject({ state: 'intended' })
  })

  test('for a first deposit while a settlement is being agreed is told to ask later', async () => {
    chain.add(anna, 30n)
    chain.agreeToSettle(anna)
    await expect(funding.open(anna)).rejects.toMatchObject({ code: 'RAIDEN_BUSY' })
    expect(await ledger.find(anna)).toMatchObject({ state: 'intended', channel: 1 })
  })

  test('gets a new channel beside one that is settled and still listed', async () => {
    chain.add(anna, 0n, 'settled')
    raiden.channels = async () => chain.list
    expect(await funding.open(anna)).toBe(100n)
    expect(chain.list.map(({ state }) => state)).toEqual(['settled', 'open'])
  })
})

describe('whether an account is admitted', () => {
  const refusal = new BuskerError('HUB_TOKENS_LOW', 'No tokens.')
  const nothing = function* (): Steps<void> {
    yield* []
  }
  const refuse = function* (): Steps<void> {
    yield* []
    throw refusal
  }

  test('is looked at for each channel that is promised, and for none that is', async () => {
    const admitted: Address[] = []
    const admit = async (who: Address) => {
      admitted.push(who)
      return nothing
    }
    funding = new Funding(ledger, raiden, { admit })
    await ledger.reserve(bert)
    for (const who of [anna, anna, bert]) await funding.open(who)
    expect(admitted).toEqual([anna])
    chain.set(anna, 'settled')
    await funding.open(anna)
    expect(admitted).toEqual([anna, anna])
  })

  test('is no matter once somebody else’s asking has had it promised', async () => {
    const admit = async (who: Address) => {
      await ledger.reserve(who)
      return refuse
    }
    expect(await new Funding(ledger, raiden, { admit }).open(anna)).toBe(100n)
    const strict = new Funding(ledger, raiden, { admit: async () => refuse })
    await expect(strict.open(bert)).rejects.toBe(refusal)
    expect(await ledger.find(bert)).toBeNull()
  })
})

test('a channel with enough in it is not asked for a deposit', async () => {
  chain.add(anna, 100n)
  chain.add(bert, 101n)
  for (const who of [anna, bert]) await funding.open(who)
  expect(asked).toEqual([])
})

test('the channel that a deposit is for is noted before it is sent, so that its end is noticed', async () => {
  chain.add(anna, 0n)
  chain.killPoint = 'before deposit'
  await expect(funding.open(anna)).rejects.toMatchObject({ code: 'HUB_RAIDEN_DOWN' })
  chain.set(anna, 'settled')
  await funding.reconcile()
  expect(await ledger.find(anna)).toMatchObject({ state: 'settled' })
  expect(await ledger.spent(), 'what was never sent is not lost').toBe(0n)
})

test('a ledger without promises is compared without the Raiden node', async () => {
  raiden.channels = async () => Promise.reject(gone)
  await expect(funding.reconcile()).resolves.toBeUndefined()
})

describe('a top-up', () => {
  test('costs no turn where the channel is closed or is about to be', async () => {
    for (const who of [anna, bert]) {
      await funding.open(who)
      chain.pay(who, 90n)
    }
    chain.set(anna, 'closed')
    chain.agreeToSettle(bert)
    await lookAgain()
    expect(transactions()).toBe(6)
    expect(await ledger.intended()).toEqual([])
  })

  test('of a channel that is gone opens none, and says so', async () => {
    await promiseTopUp()
    chain.set(anna, 'settled')
    await expect(funding.topUp([])).rejects.toMatchObject({ errors: [{ code: 'HUB_CHANNEL_CLOSING' }] })
    expect(chain.list).toHaveLength(1)
  })

  test('whose channel is settled while it waits for its turn opens no other', async () => {
    await promiseTopUp()
    const endTurn = await takeTurn()
    const added = funding.topUp([])
    chain.set(anna, 'settled')
    await ledger.markSettled(anna, 1, { deposited: 100n, returned: 40n })
    await endTurn()
    await added
    expect(chain.list).toHaveLength(1)
  })

  test('that is taken back while it waits for its turn is not sent, and nothing is wrong', async () => {
    await promiseTopUp()
    const endTurn = await takeTurn()
    const added = funding.topUp([])
    await ledger.markClosing(anna, toAmount(100n))
    await endTurn()
    await added
    expect(chain.deposits).toHaveLength(1)
    expect(await ledger.find(anna)).toMatchObject({ state: 'open', deposit: 100n, closing: true })
  })
})

test('a channel that is to be closed before its promise is kept is closed after a restart, and not funded', async () => {
  chain.add(anna, 0n)
  await ledger.reserve(anna)
  await ledger.markClosing(anna, toAmount(0n))
  await funding.resume()
  expect(chain.list).toMatchObject([{ state: 'closed', ownDeposit: 0n }])
})

describe('a settlement', () => {
  const settled = vi.fn<ChannelOpener['settleChannel']>()
  const inState = (state: HubSideChannel['state']) => chain.list.map((each) => ({ ...each, state }))

  beforeEach(async () => {
    settled.mockReset().mockResolvedValue(undefined)
    raiden.settleChannel = settled
    await funding.open(anna)
  })

  test('that is under way is not begun again', async () => {
    const first = Promise.withResolvers<void>()
    settled.mockReturnValueOnce(first.promise)
    const under = funding.settle(inState('settleable'))
    await funding.settle(inState('settleable'))
    expect(settled).toHaveBeenCalledOnce()
    first.resolve()
    await under
    await funding.settle(inState('settleable'))
    expect(settled).toHaveBeenCalledTimes(2)
  })

  test('that failed is tried again while Raiden says that it is settling, until it succeeds', async () => {
    settled.mockRejectedValueOnce(gone)
    await expect(funding.settle(inState('settleable'))).rejects.toMatchObject({ errors: [gone] })
    for (const state of ['settled', 'closed'] as const) await funding.settle(inState(state))
    expect(settled).toHaveBeenCalledOnce()
    await funding.settle(inState('settling'))
    expect(settled).toHaveBeenCalledTimes(2)
    await funding.settle(inState('settling'))
    expect(settled).toHaveBeenCalledTimes(2)
  })

  test('that Raiden does by itself is left to it, also after a restart', async () => {
    await funding.resume()
    await funding.settle(inState('settling'))
    expect(settled).not.toHaveBeenCalled()
  })
})
