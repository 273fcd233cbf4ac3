import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openHubStore } from '../openHubStore.ts'
import { type ChannelKillPoint, MemoryChannels } from '../testing/memoryChannels.ts'
import { Funding } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'

const accounts = [1, 2, 3].map((digit): Address => address.parse(`0x${String(digit).repeat(40)}`))
const transactions = { perNewcomer: 1_000, perAccount: 1_000, newcomers: 1_000, all: 1_000 }
const terms = { deposit: toAmount(100n), topUps: toAmount(200n), budget: toAmount(450n), transactions }
const killPoints: readonly ChannelKillPoint[] = [
  'before open',
  'after open',
  'before deposit',
  'after deposit',
  'before close',
  'after close',
  'before settle',
  'after settle',
]
const events = ['closed', 'settleable', 'settled'] as const

const who = fc.constantFrom(...accounts)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ on: fc.constant('open' as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({ on: fc.constant('pay' as const), who, amount: fc.bigInt({ min: 1n, max: 90n }) }),
  },
  { weight: 3, arbitrary: fc.record({ on: fc.constantFrom(...events), who }) },
  { weight: 2, arbitrary: fc.record({ on: fc.constantFrom('agree' as const, 'disagree' as const), who }) },
  { weight: 1, arbitrary: fc.record({ on: fc.constant('restore' as const), who }) },
  { weight: 3, arbitrary: fc.record({ on: fc.constant('look' as const) }) },
  { weight: 2, arbitrary: fc.record({ on: fc.constant('restart' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ on: fc.constant('kill' as const), at: fc.constantFrom(...killPoints) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** A hub over channels that anybody may change at any time, on a database that outlives it. */
class Scenario {
  readonly store = openHubStore(':memory:')
  readonly chain = new MemoryChannels()
  ledger = new FundingLedger(new SqliteEngine(this.store), terms, () => 1)
  funding = new Funding(this.ledger, this.chain)

  constructor() {
    // Killed, the hub comes to know nothing more: the write that was due is lost.
    this.chain.staysDown = true
  }

  async restart(): Promise<void> {
    this.chain.restart()
    this.ledger = new FundingLedger(new SqliteEngine(this.store), terms, () => 1)
    this.funding = new Funding(this.ledger, this.chain)
    await this.funding.resume()
  }

  async look(): Promise<void> {
    await this.funding.reconcile()
    const channels = await this.chain.channels()
    await this.funding.settle(channels)
    await this.funding.topUp(channels)
  }

  /** As `/busker/channels/1` does for an account that lost its state. */
  async restore(account: Address): Promise<void> {
    const channel = (await this.chain.channels()).find(({ partner }) => partner === account)
    if (channel?.state !== 'open') return
    if ((await this.ledger.find(account))?.closing !== true)
      await this.ledger.markClosing(account, channel.ownDeposit)
    await this.chain.closeChannel(account)
    await this.ledger.markReturned(account)
  }

  /** Channels that the hub is to close: whatever is done, nothing may be added to them. */
  async toBeClosed(): Promise<number[]> {
    const live = await this.ledger.live()
    const closing = new Set(live.filter((each) => each.closing).map(({ account }) => account))
    return this.chain.list
      .filter(({ partner, state }) => state !== 'settled' && closing.has(partner))
      .map(({ id }) => id)
  }

  async take(each: Step): Promise<void> {
    const { chain } = this
    switch (each.on) {
      case 'open':
        await this.funding.open(each.who)
        break
      case 'pay': {
        const left = chain.list.findLast(({ partner }) => partner === each.who)
        if (left?.state === 'open')
          chain.pay(each.who, each.amount < left.ownCapacity ? each.amount : left.ownCapacity)
        break
      }
      case 'agree':
        if (chain.list.findLast(({ partner }) => partner === each.who)?.state === 'open')
          chain.agreeToSettle(each.who)
        break
      case 'disagree':
        chain.disagree(each.who)
        break
      case 'restore':
        await this.restore(each.who)
        break
      case 'look':
        await this.look()
        break
      case 'restart':
        await this.restart()
        break
      case 'kill':
        chain.killPoint = each.at
        break
      case 'closed':
      case 'settleable':
      case 'settled':
        chain.set(each.who, each.on)
    }
  }

  /** What must never be so. */
  async faults(): Promise<string[]> {
    const spent = await this.ledger.spent()
    const live = this.chain.list.filter(({ state }) => state !== 'settled')
    const deposited = live.reduce((sum, { ownDeposit }) => sum + ownDeposit, 0n)
    const promised = (await this.ledger.live()).map(({ account }) => account)
    return [
      ...(spent > terms.budget ? ['more is spent than there is'] : []),
      ...(deposited > spent ? ['more is in channels than is spent'] : []),
      ...(live.some(({ ownDeposit }) => ownDeposit > terms.deposit + terms.topUps)
        ? ['one has too much']
        : []),
      ...(this.chain.deposits.some(({ state, agreed }) => state !== 'open' || agreed)
        ? ['a deposit went into a channel that was closing']
        : []),
      ...(new Set(promised).size < promised.length ? ['one account has two promises'] : []),
    ]
  }
}

test('whatever becomes of channels, and wherever hub or node die, promises are kept and bounded', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const scenario = new Scenario()
      for (const each of steps) {
        const [closing, before] = [await scenario.toBeClosed(), scenario.chain.deposits.length]
        await scenario.take(each).catch((error: unknown) => {
          if (!isBuskerError(error) && !(error instanceof AggregateError)) throw error
        })
        expect(await scenario.faults()).toEqual([])
        const added = scenario.chain.deposits.slice(before).map(({ channel }) => channel)
        expect(added.filter((channel) => closing.includes(channel))).toEqual([])
      }
      scenario.chain.killPoint = null
      for (const account of accounts) scenario.chain.set(account, 'settled')
      await scenario.restart()
      expect(await scenario.faults()).toEqual([])
      for (const account of accounts) {
        const isAffordable =
          (await scenario.ledger.find(account))?.state === 'open' ||
          (await scenario.ledger.spent()) + terms.deposit <= terms.budget
        if (!isAffordable) continue
        await scenario.funding.open(account)
        expect(scenario.chain.list.findLast(({ partner }) => partner === account)).toMatchObject({
          state: 'open',
          ownDeposit: terms.deposit,
        })
        expect(await scenario.faults()).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})
