import { expect, test } from 'vitest'
import { isOwed } from './hubDebt.ts'
import { toAmount } from './money.ts'

const withheld = { debt: toAmount(5n), isDebtWaived: false, code: 'SALE_WITHHELD' } as const

test('what the hub withheld is owed, until it is paid or given up', () => {
  expect(isOwed(withheld)).toBe(true)
  expect(isOwed({ ...withheld, code: null })).toBe(true)
  expect(isOwed({ ...withheld, debt: null })).toBe(false)
  expect(isOwed({ ...withheld, isDebtWaived: true })).toBe(false)
})

test('of a sale that was under way when a snapshot was made nothing is said to be owed', () => {
  expect(isOwed({ ...withheld, code: 'ORDER_RESTORED' })).toBe(false)
})
