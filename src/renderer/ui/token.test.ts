import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactAmount } from '../../shared/token.ts'
import { amountProblem, parseAmountInput } from './token.ts'

const token = { symbol: 'TEST', decimals: 18 }

describe('an amount typed', () => {
  test('takes a comma and thin spaces', () => {
    expect(parseAmountInput('1 234,5', token)).toBe(12345n * 10n ** 17n)
  })

  test.each(['', '.', '-1', '1e3', '1.2.3', 'ten', `0.${'0'.repeat(18)}1`])('refuses %j', (text) => {
    expect(parseAmountInput(text, token)).toBeUndefined()
  })

  test('comes back exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 40n), fc.nat(36), (value, decimals) => {
        const any = { symbol: 'ANY', decimals }
        expect(parseAmountInput(exactAmount(value, any), any)).toBe(value)
      }),
    )
  })
})

test('says what is wrong with an amount, and nothing before there is one', () => {
  const cents = { symbol: 'CENT', decimals: 2 }
  for (const text of ['', ' ', '0', '7.50', '20']) expect(amountProblem(text, cents, 2000n)).toBeUndefined()
  expect(amountProblem('7.505', cents)).toContain('at most 2 decimals')
  expect(amountProblem('20.01', cents, 2000n)).toBe('That is more than there is.')
  expect(amountProblem('20.01', cents)).toBeUndefined()
})
