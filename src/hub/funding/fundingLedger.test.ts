import { beforeEach, describe, expect, test } from 'vitest'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { FundingLedger } from './fundingLedger.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const [anna, bert, carl] = [account(1), account(2), account(3)]
const terms = { deposit: toAmount(100n), topUps: toAmount(300n), budget: toAmount(1_000n) }
const gasLimit = expect.objectContaining({ code: 'HUB_GAS_LIMIT' })
let store: HubStore
let now: number
let ledger: FundingLedger

beforeEach(() => {
  store = openHubStore(':memory:')
  now = 1
  ledger = new FundingLedger(store, terms, () => now)
})

/** A channel with its deposit in it; its identifier is that of the order in which they are opened. */
function open(who: Address, channel: number): void {
  ledger.reserve(who)
  ledger.markOpen(who, channel)
}

describe('what came back of a channel', () => {
  test('makes up for what others lost, and for nothing that is promised', () => {
    open(anna, 1)
    open(bert, 2)
    ledger.markSettled(anna, 1, { deposited: 100n, returned: 130n })
    expect(ledger.spent()).toBe(100n)
    ledger.markSettled(bert, 2, { deposited: 100n, returned: 60n })
    expect(ledger.spent()).toBe(10n)
  })

  test('is nothing where it is not known', () => {
    open(anna, 1)
    ledger.markSettled(anna, 1, null)
    expect(ledger.spent()).toBe(100n)
  })

  test('counts once, and only for the channel that the promise is about', () => {
    open(anna, 1)
    ledger.markSettled(anna, 2, { deposited: 100n, returned: 0n })
    expect(ledger.find(anna)).toMatchObject({ state: 'open', channel: 1 })
    ledger.markSettled(anna, 1, { deposited: 100n, returned: 70n })
    ledger.markSettled(anna, null, { deposited: 100n, returned: 0n })
    expect(ledger.spent()).toBe(30n)
  })

  test('adds up over the channels of one account', () => {
    open(anna, 1)
    ledger.markSettled(anna, 1, { deposited: 100n, returned: 70n })
    open(anna, 2)
    expect(ledger.spent()).toBe(130n)
    ledger.markSettled(anna, 2, { deposited: 100n, returned: 80n })
    expect(ledger.spent()).toBe(50n)
  })

  test('is compared with the first deposit alone: what was added stays spent', () => {
    open(anna, 1)
    ledger.topUp(anna)
    ledger.markOpen(anna)
    open(bert, 2)
    ledger.markSettled(anna, 1, { deposited: 200n, returned: 140n })
    expect(ledger.find(anna)).toMatchObject({ state: 'settled', deposit: 100n, isTopUp: false })
    ledger.markSettled(bert, 2, { deposited: 100n, returned: 0n })
    expect(ledger.spent(), 'sixty and a hundred are lost').toBe(160n)
  })

  test('is compared with what was in it: what was never sent is not lost', () => {
    ledger.reserve(anna)
    ledger.markChannel(anna, 1)
    ledger.markSettled(anna, 1, { deposited: 0n, returned: 0n })
    expect(ledger.spent()).toBe(0n)
    open(bert, 2)
    ledger.topUp(bert)
    ledger.markSettled(bert, 2, { deposited: 100n, returned: 100n })
    open(anna, 3)
    ledger.markSettled(anna, 3, { deposited: 100n, returned: 0n })
    expect(ledger.spent()).toBe(100n)
  })

  test('is compared with what was promised, where somebody put in more for the hub', () => {
    open(anna, 1)
    ledger.markSettled(anna, 1, { deposited: 500n, returned: 90n })
    expect(ledger.spent()).toBe(10n)
  })

  test('is of no interest for an account that nothing was reserved for', () => {
    ledger.markSettled(carl, null, { deposited: 100n, returned: 0n })
    expect([ledger.find(carl), ledger.spent()]).toEqual([null, 0n])
  })
})

describe('a channel that ends', () => {
  test('frees its account, and the next begins with the first deposit and no channel', () => {
    open(anna, 1)
    ledger.markClosing(anna, toAmount(100n))
    expect(ledger.find(anna)).toMatchObject({ state: 'open', closing: true })
    ledger.markSettled(anna, 1, { deposited: 100n, returned: 100n })
    expect(ledger.find(anna)).toMatchObject({ state: 'settled', closing: false, channel: null })
    expect(ledger.live()).toEqual([])
    expect(ledger.reserve(anna)).toEqual({
      account: anna,
      deposit: 100n,
      isTopUp: false,
      state: 'intended',
      channel: null,
      closing: false,
    })
  })

  test('is promised again only where the hub closed it for its owner', () => {
    for (const [index, who] of [anna, bert].entries()) open(who, index)
    ledger.markClosing(anna, toAmount(100n))
    for (const who of [anna, bert]) ledger.markReturned(who)
    ledger.markSettled(anna, 0, { deposited: 100n, returned: 100n })
    ledger.markSettled(bert, 1, { deposited: 100n, returned: 100n })
    expect(ledger.find(anna)).toMatchObject({ state: 'intended', closing: false, channel: null })
    expect(ledger.find(bert)).toMatchObject({ state: 'settled' })
    expect(ledger.intended()).toMatchObject([{ account: anna }])
    expect(ledger.spent()).toBe(100n)
  })

  test('for its owner is promised again with the first deposit alone, and what was added stays spent', () => {
    open(anna, 1)
    ledger.topUp(anna)
    ledger.markOpen(anna)
    ledger.markReturned(anna)
    expect(ledger.find(anna)).toMatchObject({ state: 'intended', deposit: 100n, isTopUp: false })
    expect(ledger.spent()).toBe(200n)
  })

  test('while something was to be added is promised no more', () => {
    open(anna, 1)
    ledger.topUp(anna)
    ledger.markSettled(anna, 1, { deposited: 100n, returned: 100n })
    expect(ledger.find(anna)).toMatchObject({ state: 'settled', deposit: 100n })
    expect(ledger.intended()).toEqual([])
  })
})

describe('what was to be added to a channel that is closed', () => {
  test.each([
    ['nothing of it', 100n, 100n],
    ['a part of it', 150n, 150n],
    ['all of it', 200n, 200n],
    ['more', 250n, 200n],
    ['less than the first deposit', 20n, 100n],
  ])('is promised as far as it is there: %s', (_, inChannel, deposit) => {
    for (const drop of ['markClosing', 'dropTopUp'] as const) {
      ledger = new FundingLedger(openHubStore(':memory:'), terms, () => now)
      open(anna, 1)
      ledger.topUp(anna)
      ledger[drop](anna, toAmount(inChannel))
      expect(ledger.find(anna)).toMatchObject({ state: 'open', deposit, closing: drop === 'markClosing' })
      expect(ledger.spent()).toBe(deposit)
    }
  })

  test('is taken back alone: earlier top-ups and a first deposit under way stay promised', () => {
    open(anna, 1)
    ledger.topUp(anna)
    ledger.markOpen(anna)
    ledger.dropTopUp(anna, toAmount(0n))
    expect(ledger.find(anna)).toMatchObject({ state: 'open', deposit: 200n })
    ledger.reserve(bert)
    ledger.dropTopUp(bert, toAmount(0n))
    expect(ledger.find(bert)).toMatchObject({ state: 'intended', deposit: 100n })
    ledger.dropTopUp(carl, toAmount(0n))
    expect(ledger.spent()).toBe(300n)
  })
})

describe('closing', () => {
  test('is paid for even where nothing was reserved, and changes no promise then', () => {
    open(bert, 1)
    ledger.markSettled(bert, 1, { deposited: 100n, returned: 100n })
    for (const who of [carl, bert]) ledger.markClosing(who, toAmount(0n))
    expect(ledger.find(carl)).toBeNull()
    expect(ledger.find(bert)).toMatchObject({ state: 'settled', closing: false })
    expect(store.prepare('SELECT sum(count) FROM hub_transactions WHERE account = ?').pluck().get(carl)).toBe(
      2,
    )
  })

  test('that the hub can’t pay for changes nothing, and no more is added than it can pay for', () => {
    const transactions = { perNewcomer: 4, perAccount: 4, newcomers: 100, all: 100 }
    ledger = new FundingLedger(store, { ...terms, transactions }, () => now)
    open(anna, 1)
    expect(() => ledger.markClosing(anna, toAmount(100n))).toThrow(gasLimit)
    expect(ledger.find(anna)).toMatchObject({ closing: false })
    expect(ledger.topUp(anna)).toBe(true)
    ledger.markOpen(anna)
    expect(ledger.topUp(anna)).toBe(false)
    expect(ledger.spent()).toBe(200n)
  })
})

test('nothing is added to a channel that is to be closed', () => {
  open(anna, 1)
  ledger.markClosing(anna, toAmount(100n))
  expect(ledger.topUp(anna)).toBe(false)
  expect(ledger.spent()).toBe(100n)
})

test('promises are told oldest first, and those that are kept are only live', () => {
  now = 20
  ledger.reserve(anna)
  now = 10
  ledger.reserve(bert)
  open(carl, 3)
  const accounts = (rows: readonly { account: Address }[]) => rows.map((row) => row.account)
  expect(accounts(ledger.intended())).toEqual([bert, anna])
  expect(new Set(accounts(ledger.live()))).toEqual(new Set([bert, carl, anna]))
  expect(accounts(ledger.live()).at(-1)).toBe(anna)
})
