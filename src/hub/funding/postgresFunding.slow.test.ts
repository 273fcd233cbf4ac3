import { beforeEach, describe, expect, test } from 'vitest'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { Vouchers } from '../invitations/vouchers.ts'
import { openHubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { createTestUser } from '../testing/testUser.ts'
import { createAdmission } from './admission.ts'
import { Funding } from './funding.ts'
import { createFundingHandlers } from './fundingHandlers.ts'
import { FundingLedger } from './fundingLedger.ts'
import { LimitedFaucet } from './limitedFaucet.ts'
import { fundingLock, openFunding, withFunding } from './openFunding.ts'
import { fundingLedgerContract } from './testing/fundingLedgerContract.ts'

const databases = PostgresDatabases.forTests()
const connect = async () => new PostgresEngine(await databases.connect(), fundingLock)

fundingLedgerContract('PostgreSQL', {
  async open() {
    await databases.create()
    return connect()
  },
  reopen: connect,
})

describe('books that two processes of a hub have', () => {
  const account = (number: number): Address => address.parse(`0x${String(number).padStart(40, '0')}`)
  const transactions = { perNewcomer: 100, perAccount: 100, newcomers: 1_000, all: 1_000 }
  const terms = {
    deposit: toAmount(100n),
    topUps: toAmount(100n),
    budget: toAmount(1_000n),
    transactions,
  }
  const now = () => 1
  const hub = account(9)
  const ledgerOf = async (more: Partial<typeof terms> = {}) =>
    new FundingLedger(await connect(), { ...terms, ...more }, now)
  const many = Array.from({ length: 24 }, (_, at) => account(at + 1))
  const kept = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
    outcomes.filter(({ status }) => status === 'fulfilled')
  let first: FundingLedger
  let second: FundingLedger

  beforeEach(async () => {
    await databases.create()
    first = await ledgerOf()
    second = await ledgerOf()
  })

  test('promise no more than the budget to all who ask at one moment', async () => {
    const asked = many.map(async (who, at) => (at % 2 === 0 ? first : second).reserve(who))
    expect(kept(await Promise.allSettled(asked))).toHaveLength(10)
    expect(await first.spent()).toBe(1_000n)
    expect(await second.intended()).toHaveLength(10)
  })

  test('promise one account one channel, and one top-up, whichever of them it asks', async () => {
    await Promise.all([first, second, first, second].map(async (each) => each.reserve(account(1))))
    expect(await first.spent()).toBe(100n)
    await first.markOpen(account(1), 1)
    const added = await Promise.all([first, second, first].map(async (each) => each.topUp(account(1))))
    expect(added.filter((isAdded) => isAdded)).toHaveLength(1)
    expect(await second.spent()).toBe(200n)
  })

  test('send no more transactions than the operator pays for', async () => {
    const few = { transactions: { ...transactions, newcomers: 9 } }
    const [one, other] = [await ledgerOf(few), await ledgerOf(few)]
    const asked = many.slice(0, 8).map(async (who, at) => (at % 2 === 0 ? one : other).reserve(who))
    expect(kept(await Promise.allSettled(asked))).toHaveLength(3)
  })

  test('count what came back of a channel once, though both see it settled', async () => {
    await first.reserve(account(1))
    await first.markOpen(account(1), 7)
    await Promise.all(
      [first, second].map(async (each) =>
        each.markSettled(account(1), 7, { deposited: 100n, returned: 40n }),
      ),
    )
    expect(await first.spent()).toBe(60n)
  })

  test('promise no more than there is in the account', async () => {
    const chain = new MemoryChannels()
    const balances = async () => ({ token: 350n, gasWei: 1n })
    const hubs = [first, second].map((ledger) => {
      const admit = createAdmission({ ledger, rule: null, balances, coin: 'ETH' })
      // Nothing of what is promised gets on chain meanwhile.
      return new Funding(ledger, chain, { admit, parallel: 16, slotMs: 1 })
    })
    for (const who of many) chain.stuck.add(who)
    const asked = many.slice(0, 8).map(async (who, at) => hubs[at % 2]?.open(who))
    const refused: unknown[] = []
    for (const each of asked) each.catch((error: unknown) => refused.push(error))
    // Which of them comes first is as the server has it.
    await expect.poll(() => refused).toHaveLength(5)
    for (const each of refused) expect(each).toMatchObject({ code: 'HUB_TOKENS_LOW' })
    expect(await first.intended()).toHaveLength(3)
    expect(await second.spent()).toBe(300n)
  })

  test('redeem a voucher for one account, and promise nothing to the others', async () => {
    const [one, other] = [await connect(), await connect()].map((engine) => new Vouchers(engine, now))
    if (one === undefined || other === undefined) throw new Error('There are two.')
    const code = await one.issue(toAmount(5n), null)
    const asked = many.slice(0, 8).map(async (who, at) => {
      const [vouchers, ledger] = at % 2 === 0 ? [one, first] : [other, second]
      return vouchers.claim(code, who, () => ledger.reserving(who))
    })
    expect(kept(await Promise.allSettled(asked))).toHaveLength(1)
    expect(await one.claimed()).toHaveLength(1)
    expect(await first.spent()).toBe(100n)
  })

  test('give test money as often as one account may have it', async () => {
    let given = 0
    const faucetTerms = {
      gas: toAmount(1n),
      tokens: toAmount(1n),
      payoutsPerAccount: 3,
      give: async () => void (given += 1),
    }
    const faucets = [
      new LimitedFaucet(await connect(), faucetTerms, first.transactionLimits),
      new LimitedFaucet(await connect(), faucetTerms, second.transactionLimits),
    ]
    await Promise.allSettled([0, 1, 0, 1, 0, 1].map(async (at) => faucets[at]?.give(account(1))))
    expect(given).toBe(3)
  })

  test('promise nothing that is not on the server, though it dies while they do', async () => {
    await first.reserve(many[0] ?? account(1))
    const asking = Promise.allSettled(many.slice(0, 9).map(async (who) => first.reserve(who)))
    await databases.server.stop('at once')
    const outcomes = await asking
    const failed = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    for (const reason of failed) expect(reason).toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    const anna = await createTestUser()
    const handlers = createFundingHandlers(new Funding(second, new MemoryChannels()), null)
    await expect(handlers.openChannel({ identity: anna.identity }, anna.caller)).rejects.toMatchObject({
      code: 'HUB_BOOKS_CLOSED',
      message: expect.not.stringContaining('127.0.0.1'),
    })
    await databases.server.start()
    const promised = (await second.live()).map((each) => each.account)
    const told = many.slice(0, 9).filter((_, at) => outcomes[at]?.status === 'fulfilled')
    expect(promised).toEqual(expect.arrayContaining(told))
    expect(await second.spent()).toBe(100n * BigInt(promised.length))
  })

  test('take over what the hub’s own file has promised, once, and it is not opened without them again', async () => {
    const store = openHubStore(':memory:')
    const own = new FundingLedger(new SqliteEngine(store), terms, now)
    await own.reserve(account(1))
    await own.markOpen(account(1), 3)
    await own.topUp(account(1))
    await second.reserve(account(2))
    const code = await new Vouchers(new SqliteEngine(store), now).issue(toAmount(5n), null)
    const listed = await withFunding(store, databases.url, hub, async (engine) =>
      new Vouchers(engine, now).list(),
    )
    expect(listed, 'a command beside the hub moves nothing').toHaveLength(1)
    expect(await second.spent()).toBe(100n)
    const engine = await openFunding(store, await databases.connect(), hub)
    expect(await second.find(account(1))).toMatchObject({ deposit: 200n, channel: 3, state: 'intended' })
    expect(await second.spent()).toBe(300n)
    expect(await new Vouchers(engine, now).usable(code)).toMatchObject({ credit: 5n })
    await second.markOpen(account(1))
    await openFunding(store, await databases.connect(), hub)
    expect(await second.find(account(1))).toMatchObject({ state: 'open' })
    await expect(openFunding(store, null, hub)).rejects.toMatchObject({ code: 'HUB_BOOKS_MOVED' })
    const beside = withFunding(store, databases.url, hub, async (shared) => new Vouchers(shared, now).list())
    expect(await beside).toHaveLength(1)
    const another = openFunding(openHubStore(':memory:'), await databases.connect(), account(8))
    await expect(another).rejects.toMatchObject({ code: 'HUB_BOOKS_OF_ANOTHER' })
    store.close()
  })
})
