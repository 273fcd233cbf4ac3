import { describe, expect, test } from 'vitest'
import type { RefundView } from './api/node.ts'
import { toAddress } from './ids.ts'
import { toAmount } from './money.ts'
import type { RefundState } from './refundStates.ts'
import { saleStateNames } from './orderStates.ts'
import { earnedBy, isRefunded, isSold, kindOfSale, leftToPayBack, paidBackOf, soldAt } from './soldWorks.ts'

const buyer = toAddress(`0x${'ab'.repeat(20)}`)
const friend = toAddress(`0x${'cd'.repeat(20)}`)
const price = toAmount(10n)

test('what was paid is sold, and a new edition for who owns an earlier one is not', () => {
  expect(saleStateNames.filter((state) => isSold({ state, amount: price }))).toEqual(['paid', 'delivered'])
  expect(isSold({ state: 'delivered', amount: price, isNewEdition: false })).toBe(true)
  expect(isSold({ state: 'delivered', amount: price, isNewEdition: true })).toBe(false)
})

describe('of a sale that is paid back in parts', () => {
  const part = (amount: bigint, state: RefundState, code: RefundView['code'] = null): RefundView => {
    const facts = { endsAccess: false, isTakenBack: false, fee: null, paidAt: null, message: null }
    return { ...facts, state, amount: toAmount(amount), code }
  }
  const of = (...refunds: RefundView[]) =>
    ({ state: 'delivered', amount: price, debt: null, refunds }) as const

  test('what the buyer has back is not earned, and all of it is sold until nothing is left', () => {
    const some = of(part(2n, 'refunded'), part(3n, 'ending'), part(4n, 'paying'), part(9n, 'unpaid'))
    expect([paidBackOf(some), earnedBy(some), isRefunded(some), isSold(some)]).toEqual([5n, 5n, false, true])
    const all = of(part(2n, 'refunded'), part(8n, 'ending'))
    expect([paidBackOf(all), earnedBy(all), isRefunded(all), isSold(all)]).toEqual([10n, 0n, true, false])
    expect(isRefunded({ amount: toAmount(0n) })).toBe(false)
  })

  test('what is on its way, or may have been paid, is not left either', () => {
    expect(leftToPayBack(of(part(2n, 'refunded'), part(3n, 'ending'), part(4n, 'paying')))).toBe(1n)
    expect(leftToPayBack(of(part(2n, 'unpaid', 'REFUND_UNSURE'), part(9n, 'unpaid')))).toBe(8n)
    expect(leftToPayBack({ amount: price })).toBe(10n)
  })
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
