import { describe, expect, test } from 'vitest'
import { toAddress } from './ids.ts'
import { toAmount } from './money.ts'
import { saleStateNames } from './orderStates.ts'
import { earnedBy, isSold, kindOfSale, soldAt } from './soldWorks.ts'

const buyer = toAddress(`0x${'ab'.repeat(20)}`)
const friend = toAddress(`0x${'cd'.repeat(20)}`)
const price = toAmount(10n)

test('what was paid is sold, and a new edition for who owns an earlier one is not', () => {
  expect(saleStateNames.filter((state) => isSold({ state }))).toEqual(['paid', 'delivered'])
  expect(isSold({ state: 'delivered', isNewEdition: false })).toBe(true)
  expect(isSold({ state: 'delivered', isNewEdition: true })).toBe(false)
})

describe('what a sale earned', () => {
  test('is its price without what the hub withheld', () => {
    expect(earnedBy({ state: 'delivered', amount: price, debt: null })).toBe(10n)
    expect(earnedBy({ state: 'paid', amount: price, debt: toAmount(3n) })).toBe(7n)
    expect(earnedBy({ state: 'paid', amount: price, debt: price })).toBe(0n)
  })

  test('is nothing before it is paid, or where it never is', () => {
    const unpaid = saleStateNames.filter((state) => state !== 'paid' && state !== 'delivered')
    expect(unpaid.map((state) => earnedBy({ state, amount: price, debt: null }))).toEqual(
      unpaid.map(() => 0n),
    )
  })
})

test('what cost nothing is free, for whomever; what somebody paid for another is a gift', () => {
  expect(kindOfSale({ amount: price, buyer, recipient: buyer })).toBe('sale')
  expect(kindOfSale({ amount: price, buyer, recipient: friend })).toBe('gift')
  expect(kindOfSale({ amount: toAmount(1n), buyer, recipient: buyer })).toBe('sale')
  for (const recipient of [buyer, friend])
    expect(kindOfSale({ amount: toAmount(0n), buyer, recipient })).toBe('free')
})

test('a sale counts when it was paid, or was asked for where that is not known', () => {
  expect(soldAt({ paidAt: 7, createdAt: 5 })).toBe(7)
  expect(soldAt({ createdAt: 5 })).toBe(5)
})
