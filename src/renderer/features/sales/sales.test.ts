import { describe, expect, test } from 'vitest'
import type { RefundView, SaleView } from '../../../shared/api/node.ts'
import type { Amount } from '../../../shared/money.ts'
import { purchaseStateNames, type SaleState, saleStateNames } from '../../../shared/orderStates.ts'
import { paidBackOf } from '../../../shared/soldWorks.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { sales, purchases } from '../../testing/fixtures/money.ts'
import { refundedSales, waitingRefund } from '../../testing/fixtures/answeredSales.ts'
import { summarizePurchase, summarizeSale } from './orderSummary.ts'
import { earnedIn, totalsOf } from './saleTotals.ts'

test('what was paid back is not earned, nor sold where all of it was', () => {
  const back = refundedSales.map(paidBackOf)
  expect(back.filter((amount) => amount > 0n)).toHaveLength(2)
  expect(earnedIn(refundedSales)).toBe(earnedIn(sales) - back.reduce((sum, amount) => sum + amount, 0n))
  const count = (list: readonly SaleView[]) => totalsOf(list).reduce((sum, total) => sum + total.count, 0)
  expect(count(refundedSales)).toBe(count(sales) - 1)
})

describe('an order’s life', () => {
  test.each(saleStateNames)('as a sale, %s has four dots and words', (state) => {
    const { dots, summary } = summarizeSale({ state, debt: null, amount: tokens(2) })
    expect(dots).toHaveLength(4)
    expect(summary).not.toBe(state)
  })

  test.each(purchaseStateNames)('as a purchase, %s has four dots and words', (state) => {
    const { dots, summary } = summarizePurchase({ state, price: tokens(2) })
    expect(dots).toHaveLength(4)
    expect(summary).not.toBe(state)
  })

  test.each([
    ['invoiced', ['done', 'running', 'waiting', 'waiting'], 'Waiting for the payment'],
    ['refusing', ['done', 'failed', 'waiting', 'waiting'], 'Not taken: it goes back'],
    ['releasing', ['done', 'done', 'running', 'waiting'], 'The payment is arriving'],
    ['paid', ['done', 'done', 'done', 'running'], 'Paid, being unlocked'],
    ['delivered', ['done', 'done', 'done', 'done'], 'Paid and in their library'],
    ['expired', ['done', 'failed', 'waiting', 'waiting'], 'Ran out: nothing was paid'],
  ] as const)('as a sale, %s is %j', (state, dots, summary) => {
    const shown = summarizeSale({ state, debt: 0n as Amount, amount: tokens(2) })
    expect([shown.dots.map((dot) => dot.state), shown.summary]).toEqual([dots, summary])
    expect(shown.dots.map(({ label }) => label)).toEqual(['Asked for', 'Paying', 'Paid', 'In their library'])
  })

  test.each([
    ['requested', ['running', 'waiting', 'waiting', 'waiting'], 'Asking the artist'],
    ['invoiced', ['done', 'running', 'waiting', 'waiting'], 'Waits for your yes'],
    ['paying', ['done', 'running', 'waiting', 'waiting'], 'Paying'],
    ['refunding', ['done', 'failed', 'waiting', 'waiting'], 'Not taken: your money is coming back'],
    ['unopened', ['done', 'done', 'done', 'failed'], 'Paid; ask for it again'],
    ['paid', ['done', 'done', 'done', 'running'], 'Paid, being unlocked'],
    ['joined', ['done', 'done', 'done', 'done'], 'In your library'],
    ['owned', ['done', 'done', 'done', 'done'], 'In your library'],
    ['handedOver', ['done', 'done', 'done', 'done'], 'Given away'],
    ['declined', ['failed', 'waiting', 'waiting', 'waiting'], 'The artist said no'],
    ['cancelled', ['failed', 'waiting', 'waiting', 'waiting'], 'Cancelled by you'],
    ['expired', ['done', 'failed', 'waiting', 'waiting'], 'Ran out'],
    ['failed', ['done', 'failed', 'waiting', 'waiting'], 'Not paid'],
  ] as const)('as a purchase, %s is %j', (state, dots, summary) => {
    const shown = summarizePurchase({ state, price: tokens(2) })
    expect([shown.dots.map((dot) => dot.state), shown.summary]).toEqual([dots, summary])
    expect(shown.dots.map(({ label }) => label)).toEqual(['Asked for', 'Paying', 'Paid', 'In your library'])
  })

  test.each([
    ['paying', ['done', 'running'], 'Being paid back'],
    ['ending', ['done', 'done'], 'Paid back'],
    ['refunded', ['done', 'done'], 'Paid back'],
    ['unpaid', ['done', 'done', 'done', 'done'], 'Paid and in their library'],
  ] as const)('a sale whose refund is %s is %j', (state, dots, summary) => {
    const amount = tokens(2)
    const refunds = [{ ...waitingRefund, state, amount }]
    const shown = summarizeSale({ state: 'delivered', debt: null, amount, refunds })
    expect([shown.dots.map((dot) => dot.state), shown.summary]).toEqual([dots, summary])
  })

  test('a purchase that was paid back says so', () => {
    const refunded = { amount: tokens(2), at: 1 }
    const purchase = { state: 'owned', refunded } as const
    expect(summarizePurchase({ ...purchase, price: tokens(2) }).summary).toBe('Paid back to you')
    expect(summarizePurchase({ ...purchase, price: tokens(3) }).summary).toBe('A part paid back to you')
  })

  test('a sale of which a part was paid back says so, unless another part is on its way', () => {
    const part = { ...waitingRefund, state: 'refunded', amount: tokens(1) } as const
    const summaryOf = (...refunds: RefundView[]) =>
      summarizeSale({ state: 'delivered', debt: null, amount: tokens(2), refunds }).summary
    expect(summaryOf(part)).toBe('Paid back in part')
    expect(summaryOf(part, { ...part, state: 'unpaid' })).toBe('Paid back in part')
    expect(summaryOf(part, { ...part, state: 'paying' })).toBe('Being paid back')
    expect(summaryOf(part, part)).toBe('Paid back')
  })

  test('an artist who is away is said to be only while they have not answered', () => {
    const sellerAway = { since: 1, lastHereAt: null, usualHours: null }
    expect(summarizePurchase({ state: 'requested', price: tokens(2), sellerAway }).summary).toBe(
      'Artist away',
    )
    expect(summarizePurchase({ state: 'invoiced', price: tokens(2), sellerAway }).summary).toBe(
      'Waits for your yes',
    )
  })

  test('shows what is still owed', () => {
    expect(
      summarizeSale({ state: 'paid', debt: sales[2]?.debt ?? null, amount: tokens(2) }).summary,
    ).toContain('owed')
  })
})

describe('totals', () => {
  test('count what was paid, and nothing else', () => {
    expect(earnedIn(sales)).toBe(totalsOf(sales).reduce((sum, { earned }) => sum + earned, 0n))
    expect(earnedIn(sales.filter(({ state }) => state === 'expired' || state === 'invoiced'))).toBe(0n)
  })

  test('put what earned most first', () => {
    const earned = totalsOf(sales).map((total) => total.earned)
    expect(earned).toEqual(earned.toSorted((a, b) => (a < b ? 1 : -1)))
  })
})

describe('totals of a few sales', () => {
  const [example] = sales
  if (example === undefined) throw new Error('There are no sales.')
  const sold = (
    label: string,
    state: SaleState,
    amount: bigint,
    changedAt: number,
    debt: bigint | null = null,
  ) => ({ ...example, label, state, amount, debt, changedAt }) as SaleView

  test('leave out what is owed and what was never paid', () => {
    const list = [
      sold('a', 'paid', 10n, 1, 4n),
      sold('a', 'delivered', 5n, 2),
      sold('a', 'expired', 100n, 3),
      sold('a', 'invoiced', 100n, 3),
      sold('a', 'releasing', 100n, 3),
    ]
    expect(earnedIn(list)).toBe(11n)
    expect(totalsOf(list)).toEqual([{ label: 'a', count: 2, earned: 11n, lastAt: 2 }])
  })

  test('are one a work, most earned first, and the last sold first where that is the same', () => {
    const list = [
      sold('few', 'delivered', 1n, 9),
      sold('old', 'delivered', 3n, 1),
      sold('many', 'delivered', 2n, 4),
      sold('many', 'paid', 2n, 2),
      sold('new', 'delivered', 3n, 5),
    ]
    const expected = [
      { label: 'many', count: 2, earned: 4n, lastAt: 4 },
      { label: 'new', count: 1, earned: 3n, lastAt: 5 },
      { label: 'old', count: 1, earned: 3n, lastAt: 1 },
      { label: 'few', count: 1, earned: 1n, lastAt: 9 },
    ]
    expect(totalsOf(list)).toEqual(expected)
    expect(totalsOf(list.toReversed())).toEqual(expected)
  })
})

test('purchases in fixtures are told apart', () => {
  expect(new Set(purchases.map(({ id }) => id)).size).toBe(purchases.length)
})

test('a new edition that was given is no sale, and its work has one total in all editions', () => {
  const sold = sales.find(({ state, amount }) => state === 'delivered' && amount > 0n)
  if (sold === undefined) throw new Error('Something was sold.')
  const name = sold.label.slice(0, sold.label.lastIndexOf('/'))
  const newer = `${name}/7` as SaleView['label']
  const given = { ...sold, label: newer, amount: 0n as Amount, isNewEdition: true }
  const later = { ...sold, label: newer }
  expect(totalsOf([sold, given])).toMatchObject([{ label: sold.label, count: 1, earned: sold.amount }])
  expect(totalsOf([sold, given, later])).toMatchObject([{ label: newer, count: 2, earned: 2n * sold.amount }])
  expect(summarizeSale(given).summary).toBe('A new edition, in their library')
  expect(summarizeSale({ ...given, state: 'paid' }).summary).toBe('A new edition, being unlocked')
  expect(summarizeSale({ ...later, isByCode: true }).summary).toBe('By a code, in their library')
})
