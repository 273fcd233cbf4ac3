import { beforeEach, describe, expect, test } from 'vitest'
import { numberOf, type SqlEngine } from '../../../database/steps.ts'
import { address, type Address } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import type { EngineUnderTest } from '../../testing/engineUnderTest.ts'
import { FundingLedger } from '../fundingLedger.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const [anna, bert, carl] = [account(1), account(2), account(3)]
const terms = { deposit: toAmount(100n), topUps: toAmount(300n), budget: toAmount(1_000n) }
const gasLimit = expect.objectContaining({ code: 'HUB_GAS_LIMIT' })

/** What a hub's books must do, wherever they are kept. */
export function fundingLedgerContract(name: string, { open, reopen }: EngineUnderTest): void {
  describe(`the funding ledger in ${name}`, () => {
    let engine: SqlEngine
    let now: number
    let ledger: FundingLedger

    beforeEach(async () => {
      engine = await open()
      now = 1
      ledger = new FundingLedger(engine, terms, () => now)
    })

    /** A channel with its deposit in it; its identifier is that of the order in which they are opened. */
    async function openChannel(who: Address, channel: number): Promise<void> {
      await ledger.reserve(who)
      await ledger.markOpen(who, channel)
    }

    describe('what came back of a channel', () => {
      test('makes up for what others lost, and for nothing that is promised', async () => {
        await openChannel(anna, 1)
        await openChannel(bert, 2)
        await ledger.markSettled(anna, 1, { deposited: 100n, returned: 130n })
        expect(await ledger.spent()).toBe(100n)
        await ledger.markSettled(bert, 2, { deposited: 100n, returned: 60n })
        expect(await ledger.spent()).toBe(10n)
      })

      test('is nothing where it is not known', async () => {
        await openChannel(anna, 1)
        await ledger.markSettled(anna, 1, null)
        expect(await ledger.spent()).toBe(100n)
      })

      test('counts once, and only for the channel that the promise is about', async () => {
        await openChannel(anna, 1)
        await ledger.markSettled(anna, 2, { deposited: 100n, returned: 0n })
        expect(await ledger.find(anna)).toMatchObject({ state: 'open', channel: 1 })
        await ledger.markSettled(anna, 1, { deposited: 100n, returned: 70n })
        await ledger.markSettled(anna, null, { deposited: 100n, returned: 0n })
        expect(await ledger.spent()).toBe(30n)
      })

      test('adds up over the channels of one account', async () => {
        await openChannel(anna, 1)
        await ledger.markSettled(anna, 1, { deposited: 100n, returned: 70n })
        await openChannel(anna, 2)
        expect(await ledger.spent()).toBe(130n)
        await ledger.markSettled(anna, 2, { deposited: 100n, returned: 80n })
        expect(await ledger.spent()).toBe(50n)
      })

      test('is compared with the first deposit alone: what was added stays spent', async () => {
        await openChannel(anna, 1)
        await ledger.topUp(anna)
        await ledger.markOpen(anna)
        await openChannel(bert, 2)
        await ledger.markSettled(anna, 1, { deposited: 200n, returned: 140n })
        expect(await ledger.find(anna)).toMatchObject({ state: 'settled', deposit: 100n, isTopUp: false })
        await ledger.markSettled(bert, 2, { deposited: 100n, returned: 0n })
        expect(await ledger.spent(), 'sixty and a hundred are lost').toBe(160n)
      })

      test('is compared with what was in it: what was never sent is not lost', async () => {
        await ledger.reserve(anna)
        await ledger.markChannel(anna, 1)
        await ledger.markSettled(anna, 1, { deposited: 0n, returned: 0n })
        expect(await ledger.spent()).toBe(0n)
        await openChannel(bert, 2)
        await ledger.topUp(bert)
        await ledger.markSettled(bert, 2, { deposited: 100n, returned: 100n })
        await openChannel(anna, 3)
        await ledger.markSettled(anna, 3, { deposited: 100n, returned: 0n })
        expect(await ledger.spent()).toBe(100n)
      })

      test('is compared with what was promised, where somebody put in more for the hub', async () => {
        await openChannel(anna, 1)
        await ledger.markSettled(anna, 1, { deposited: 500n, returned: 90n })
        expect(await ledger.spent()).toBe(10n)
      })

      test('is of no interest for an account that nothing was reserved for', async () => {
        await ledger.markSettled(carl, null, { deposited: 100n, returned: 0n })
        expect([await ledger.find(carl), await ledger.spent()]).toEqual([null, 0n])
      })
    })

    describe('a channel that ends', () => {
      test('frees its account, and the next begins with the first deposit and no channel', async () => {
        await openChannel(anna, 1)
        await ledger.markClosing(anna, toAmount(100n))
        expect(await ledger.find(anna)).toMatchObject({ state: 'open', closing: true })
        await ledger.markSettled(anna, 1, { deposited: 100n, returned: 100n })
        expect(await ledger.find(anna)).toMatchObject({ state: 'settled', closing: false, channel: null })
        expect(await ledger.live()).toEqual([])
        expect(await ledger.reserve(anna)).toEqual({
          account: anna,
          deposit: 100n,
          isTopUp: false,
          state: 'intended',
          channel: null,
          closing: false,
        })
      })

      test('is promised again only where the hub closed it for its owner', async () => {
        for (const [index, who] of [anna, bert].entries()) await openChannel(who, index)
        await ledger.markClosing(anna, toAmount(100n))
        for (const who of [anna, bert]) await ledger.markReturned(who)
        await ledger.markSettled(anna, 0, { deposited: 100n, returned: 100n })
        await ledger.markSettled(bert, 1, { deposited: 100n, returned: 100n })
        expect(await ledger.find(anna)).toMatchObject({ state: 'intended', closing: false, channel: null })
        expect(await ledger.find(bert)).toMatchObject({ state: 'settled' })
        expect(await ledger.intended()).toMatchObject([{ account: anna }])
        expect(await ledger.spent()).toBe(100n)
      })

      test('for its owner is promised again with the first deposit alone, and what was added stays spent', async () => {
        await openChannel(anna, 1)
        await ledger.topUp(anna)
        await ledger.markOpen(anna)
        await ledger.markReturned(anna)
        expect(await ledger.find(anna)).toMatchObject({ state: 'intended', deposit: 100n, isTopUp: false })
        expect(await ledger.spent()).toBe(200n)
      })

      test('while something was to be added is promised no more', async () => {
        await openChannel(anna, 1)
        await ledger.topUp(anna)
        await ledger.markSettled(anna, 1, { deposited: 100n, returned: 100n })
        expect(await ledger.find(anna)).toMatchObject({ state: 'settled', deposit: 100n })
        expect(await ledger.intended()).toEqual([])
      })
    })

    describe('what was to be added to a channel that is closed', () => {
      test.each([
        ['nothing of it', 100n, 100n],
        ['a part of it', 150n, 150n],
        ['all of it', 200n, 200n],
        ['more', 250n, 200n],
        ['less than the first deposit', 20n, 100n],
      ])('is promised as far as it is there: %s', async (_, inChannel, deposit) => {
        for (const drop of ['markClosing', 'dropTopUp'] as const) {
          ledger = new FundingLedger(await open(), terms, () => now)
          await openChannel(anna, 1)
          await ledger.topUp(anna)
          await ledger[drop](anna, toAmount(inChannel))
          expect(await ledger.find(anna)).toMatchObject({
            state: 'open',
            deposit,
            closing: drop === 'markClosing',
          })
          expect(await ledger.spent()).toBe(deposit)
        }
      })

      test('is taken back alone: earlier top-ups and a first deposit under way stay promised', async () => {
        await openChannel(anna, 1)
        await ledger.topUp(anna)
        await ledger.markOpen(anna)
        await ledger.dropTopUp(anna, toAmount(0n))
        expect(await ledger.find(anna)).toMatchObject({ state: 'open', deposit: 200n })
        await ledger.reserve(bert)
        await ledger.dropTopUp(bert, toAmount(0n))
        expect(await ledger.find(bert)).toMatchObject({ state: 'intended', deposit: 100n })
        await ledger.dropTopUp(carl, toAmount(0n))
        expect(await ledger.spent()).toBe(300n)
      })
    })

    describe('closing', () => {
      test('is paid for even where nothing was reserved, and changes no promise then', async () => {
        await openChannel(bert, 1)
        await ledger.markSettled(bert, 1, { deposited: 100n, returned: 100n })
        for (const who of [carl, bert]) await ledger.markClosing(who, toAmount(0n))
        expect(await ledger.find(carl)).toBeNull()
        expect(await ledger.find(bert)).toMatchObject({ state: 'settled', closing: false })
        const sum = 'SELECT sum(count) AS n FROM hub_transactions WHERE account = $1'
        expect(await engine.read(() => numberOf(sum, carl))).toBe(2)
      })

      test('that the hub can’t pay for changes nothing, and no more is added than it can pay for', async () => {
        const transactions = { perNewcomer: 4, perAccount: 4, newcomers: 100, all: 100 }
        ledger = new FundingLedger(engine, { ...terms, transactions }, () => now)
        await openChannel(anna, 1)
        await expect(ledger.markClosing(anna, toAmount(100n))).rejects.toThrow(gasLimit)
        expect(await ledger.find(anna)).toMatchObject({ closing: false })
        expect(await ledger.topUp(anna)).toBe(true)
        await ledger.markOpen(anna)
        expect(await ledger.topUp(anna)).toBe(false)
        expect(await ledger.spent()).toBe(200n)
      })
    })

    test('nothing is added to a channel that is to be closed', async () => {
      await openChannel(anna, 1)
      await ledger.markClosing(anna, toAmount(100n))
      expect(await ledger.topUp(anna)).toBe(false)
      expect(await ledger.spent()).toBe(100n)
    })

    test('promises are told oldest first, and those that are kept are only live', async () => {
      now = 20
      await ledger.reserve(anna)
      now = 10
      await ledger.reserve(bert)
      await openChannel(carl, 3)
      const accounts = (rows: readonly { account: Address }[]) => rows.map((row) => row.account)
      expect(accounts(await ledger.intended())).toEqual([bert, anna])
      expect(new Set(accounts(await ledger.live()))).toEqual(new Set([bert, carl, anna]))
      expect(accounts(await ledger.live()).at(-1)).toBe(anna)
    })

    test('what was promised is promised after a restart', async () => {
      await openChannel(anna, 1)
      await ledger.topUp(anna)
      await ledger.reserve(bert)
      const again = new FundingLedger(await reopen(), terms, () => now)
      expect(await again.spent()).toBe(300n)
      expect(await again.intended()).toMatchObject([{ account: anna, deposit: 200n }, { account: bert }])
    })

    test('amounts are kept to the last unit, however large', async () => {
      const deposit = toAmount(123_456_789_012_345_678_901_234_567_890n)
      const rich = new FundingLedger(
        engine,
        { deposit, topUps: deposit, budget: toAmount(deposit * 2n) },
        () => now,
      )
      for (const who of [anna, bert]) await rich.reserve(who)
      expect(await rich.spent()).toBe(deposit * 2n)
      await expect(rich.reserve(carl)).rejects.toThrow(expect.objectContaining({ code: 'HUB_BUDGET_SPENT' }))
    })
  })
}
