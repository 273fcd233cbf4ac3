import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { identityDigest, type SignedRequest, signRequest } from '../../protocol/purchase.ts'
import { address, type Address, cidText, hex32, toLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { MemoryChannels } from '../testing/memoryChannels.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { type AdmissionParts, createAdmission } from './admission.ts'
import { Funding } from './funding.ts'
import { FundingLedger } from './fundingLedger.ts'
import { FundingRule } from './fundingRule.ts'

const account = (index: number): Address => address.parse(`0x${index.toString(16).padStart(40, '0')}`)
const strangers = Array.from({ length: 200 }, (_, index) => account(1000 + index))
const newcomers = { perNewcomer: 1000, perAccount: 1000, newcomers: 100_000, all: 100_000 }
const terms = {
  deposit: toAmount(100n),
  topUps: toAmount(0n),
  budget: toAmount(100_000n),
  gasReserve: toAmount(10n),
  transactions: newcomers,
}
let store: HubStore
let chain: MemoryChannels
let balances: { token: bigint; gasWei: bigint }

beforeEach(() => {
  store = openHubStore(':memory:')
  chain = new MemoryChannels()
  balances = { token: 100_000n, gasWei: 1_000n }
})

function startHub(isForSellers: boolean) {
  const ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  const rule = new FundingRule(new SqliteEngine(store), ledger.transactionLimits, () => 1)
  const admit = createAdmission({
    ledger,
    rule: isForSellers ? rule : null,
    balances: async () => ({ ...balances }),
    coin: 'ETH',
  })
  return { ledger, rule, funding: new Funding(ledger, chain, { admit, parallel: 16 }) }
}

/** A buyer's request for a track of `seller`, which runs out at `expiry`. */
async function saleOf(buyer: TestUser, seller: Address, expiry = 1000): Promise<SignedRequest> {
  const { identity, address: account } = buyer
  const digits = randomBytes(32).toString('hex')
  return signRequest(
    {
      buyer: account,
      seller,
      chainId: 1,
      tokenNetwork: seller,
      label: toLabel('track', newWorkId(seller), 1),
      manifest: cidText.parse(`b${'a'.repeat(58)}`),
      recipient: account,
      recipientDigest: identityDigest(identity),
      nonce: hex32.parse(`0x${digits}`),
      expiry,
      ticket: hex32.parse(`0x${digits}`),
    },
    { recipient: identity, buyer: identity },
    buyer.account,
  )
}

test('strangers who only ask lock up nothing of a hub that funds those who sell', async () => {
  const { funding, ledger } = startHub(true)
  const asked = await Promise.allSettled(strangers.map(async (each) => funding.open(each)))
  expect(asked.every(({ status }) => status === 'rejected')).toBe(true)
  await expect(funding.open(account(1))).rejects.toMatchObject({ code: 'HUB_NOT_SELLING' })
  expect(await ledger.spent()).toBe(0n)
  expect(chain.list).toEqual([])
})

test('who was invited, has put in their own, or has a sale waiting is funded', async () => {
  const { funding, ledger, rule } = startHub(true)
  const [invited, paying, selling] = [account(1), account(2), account(3)]
  const buyer = await createTestUser()
  await rule.invite(invited)
  await ledger.transactionLimits.establish([paying])
  await ledger.transactionLimits.establish([buyer.address])
  expect(await funding.open(invited)).toBe(100n)
  expect(await funding.open(paying)).toBe(100n)
  expect(await funding.open(selling, await saleOf(buyer, selling))).toBe(100n)
})

test('a request of a stranger, of oneself, to another seller, that ran out or was forged is no sale', async () => {
  const { funding, ledger } = startHub(true)
  const [stranger, buyer] = [await createTestUser(), await createTestUser()]
  await ledger.transactionLimits.establish([buyer.address])
  const selling = account(3)
  const sale = await saleOf(buyer, selling)
  const notSelling = { code: 'HUB_NOT_SELLING' }
  await expect(funding.open(selling, await saleOf(stranger, selling))).rejects.toMatchObject(notSelling)
  await expect(
    funding.open(stranger.address, await saleOf(stranger, stranger.address)),
  ).rejects.toMatchObject(notSelling)
  await expect(funding.open(account(5), sale)).rejects.toMatchObject(notSelling)
  await expect(funding.open(selling, await saleOf(buyer, selling, 1))).rejects.toMatchObject(notSelling)
  const forged = { ...sale, request: { ...sale.request, nonce: hex32.parse(`0x${'1'.repeat(64)}`) } }
  await expect(funding.open(selling, forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  expect(await ledger.spent()).toBe(0n)
})

test('one who has put money in can have so many sellers funded, and no more', async () => {
  const { funding, ledger } = startHub(true)
  const buyer = await createTestUser()
  await ledger.transactionLimits.establish([buyer.address])
  const asked = await Promise.allSettled(
    strangers.slice(0, 20).map(async (each) => funding.open(each, await saleOf(buyer, each))),
  )
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(16)
})

test('who has asked twice with one sale, at once, is told the same twice', async () => {
  const { ledger, rule } = startHub(true)
  const buyer = await createTestUser()
  await ledger.transactionLimits.establish([buyer.address])
  const sale = await saleOf(buyer, account(3))
  const asked = [rule.admits(account(3), sale), rule.admits(account(3), sale)]
  expect(await Promise.all(asked)).toEqual([true, true])
})

test('a hub without gas or tokens says so, and promises nothing', async () => {
  const { funding, ledger } = startHub(false)
  balances = { token: 100_000n, gasWei: 10n }
  await expect(funding.open(account(1))).rejects.toMatchObject({ code: 'HUB_GAS_LOW' })
  balances = { token: 99n, gasWei: 1_000n }
  await expect(startHub(false).funding.open(account(1))).rejects.toMatchObject({ code: 'HUB_TOKENS_LOW' })
  expect(await ledger.spent()).toBe(0n)
})

test('no more is promised to many at once than the account has', async () => {
  const { funding, ledger } = startHub(false)
  balances = { token: 550n, gasWei: 1_000n }
  for (const each of strangers) chain.stuck.add(each)
  const asked = strangers.map(async (each) => funding.open(each))
  const outcomes = await Promise.race([
    Promise.allSettled(asked.slice(5)),
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 5_000)),
  ])
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
  expect(await ledger.intended()).toHaveLength(5)
})

test('nothing is put into a channel that is to be closed', async () => {
  const ledger = new FundingLedger(new SqliteEngine(store), terms, () => 1)
  const funding = new Funding(ledger, chain, { isToBeClosed: () => true })
  await expect(funding.open(account(1))).rejects.toMatchObject({ code: 'HUB_CHANNEL_CLOSING' })
  expect(await ledger.spent()).toBe(0n)
})

describe('what the account has', () => {
  const read = vi.fn<AdmissionParts['balances']>(async () => ({ ...balances }))
  /** What is said to who asks, of a hub that has promised and spent so much. */
  function hubWith({ promised = 0n, spent = 0n, gasReserve = terms.gasReserve as bigint | null } = {}) {
    const { gasReserve: _, ...others } = terms
    const ledger = { terms: gasReserve === null ? others : { ...others, gasReserve: toAmount(gasReserve) } }
    const books = openHubStore(':memory:')
    const write = books.prepare('INSERT INTO funded_channels VALUES (?, ?, ?, 1)')
    write.run('promised', String(promised), 'intended')
    write.run('open', String(spent - promised), 'open')
    const admit = createAdmission({ ledger, rule: null, balances: read, coin: 'ETH' })
    return async () => {
      const refuse = await admit(account(1), undefined)
      try {
        await new SqliteEngine(books).change(refuse)
        return null
      } catch (error) {
        return (error as { code: string }).code
      }
    }
  }

  test('is enough for one more channel to its last unit, beside what is promised', async () => {
    balances = { token: 250n, gasWei: 11n }
    expect(await hubWith({ promised: 150n, spent: 150n })()).toBeNull()
    expect(await hubWith({ promised: 151n, spent: 151n })()).toBe('HUB_TOKENS_LOW')
    balances = { token: 250n, gasWei: 10n }
    expect(await hubWith()()).toBe('HUB_GAS_LOW')
  })

  test('may be any gas where none is kept, but not nothing', async () => {
    balances = { token: 250n, gasWei: 1n }
    expect(await hubWith({ gasReserve: null })()).toBeNull()
    balances = { token: 250n, gasWei: 0n }
    expect(await hubWith({ gasReserve: null })()).toBe('HUB_GAS_LOW')
  })

  test('is no matter where the budget is spent: that is said by whoever reserves', async () => {
    balances = { token: 0n, gasWei: 0n }
    expect(await hubWith({ spent: terms.budget - 99n })()).toBeNull()
    expect(await hubWith({ spent: terms.budget - 100n })()).toBe('HUB_GAS_LOW')
  })

  test('is read once a second at most, however many ask', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    vi.advanceTimersByTime(5_000)
    read.mockClear()
    const ask = hubWith()
    await Promise.all([ask(), ask()])
    vi.advanceTimersByTime(1_000)
    await ask()
    expect(read).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(1)
    await ask()
    expect(read).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
  })
})
