import { describe, expect, test } from 'vitest'
import { purchaseStateNames, saleStateNames } from '../../../shared/orderStates.ts'
import { sales, purchases } from '../../testing/fixtures/money.ts'
import { summarizePurchase, summarizeSale } from './orderSummary.ts'
import { earnedIn, salesAsCsv, totalsOf } from './saleTotals.ts'

const token = { symbol: 'tUSD', decimals: 18 }

describe('an order’s life', () => {
  test.each(saleStateNames)('as a sale, %s has four dots and words', (state) => {
    const { dots, summary } = summarizeSale({ state, debt: null })
    expect(dots).toHaveLength(4)
    expect(summary).not.toBe(state)
  })

  test.each(purchaseStateNames)('as a purchase, %s has four dots and words', (state) => {
    const { dots, summary } = summarizePurchase({ state })
    expect(dots).toHaveLength(4)
    expect(summary).not.toBe(state)
  })

  test('shows what is still owed', () => {
    expect(summarizeSale({ state: 'paid', debt: sales[2]?.debt ?? null }).summary).toContain('owed')
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

describe('sales for a spreadsheet', () => {
  test('have exact amounts and one line a sale', () => {
    const lines = salesAsCsv(sales, () => 'Salt', token).split('\r\n')
    expect(lines).toHaveLength(sales.length + 1)
    expect(lines[1]).toContain(',1.5,0,tUSD,')
  })

  test('keep commas, quotes and formulas in titles harmless', () => {
    const first = salesAsCsv(sales.slice(0, 1), () => '=1+1, "quoted"', token).split('\r\n')[1]
    expect(first).toContain(`"'=1+1, ""quoted"""`)
  })
})

test('purchases in fixtures are told apart', () => {
  expect(new Set(purchases.map(({ id }) => id)).size).toBe(purchases.length)
})
