import { expect, test } from 'vitest'
import type { CurrencyView } from '../../shared/api/currency.ts'
import { toAmount } from '../../shared/money.ts'
import { describeCurrency } from './currency.ts'

const view: CurrencyView = {
  chosen: 'EUR',
  available: ['EUR', 'USD'],
  rate: { currency: 'EUR', perToken: toAmount(921_566_820_276n) },
  problem: null,
}

test('the command says what a token is worth, or why that is not known, and what can be chosen', () => {
  expect(describeCurrency(view, 'DAI')).toBe(
    'EUR is chosen: 1 DAI ≈ 0.921566820276 EUR.\nYou can choose EUR, USD, or none.',
  )
  const problem = { code: 'RATE_STALE', message: 'The feed is old.' } as const
  expect(describeCurrency({ ...view, rate: null, problem }, 'DAI')).toBe(
    'EUR is chosen.\nThe feed is old.\nYou can choose EUR, USD, or none.',
  )
  expect(describeCurrency({ ...view, chosen: null, rate: null }, 'DAI')).toContain('nobody is asked')
  expect(describeCurrency({ ...view, chosen: null, available: [], rate: null }, 'DAI')).toContain(
    'no currency can be chosen',
  )
})
