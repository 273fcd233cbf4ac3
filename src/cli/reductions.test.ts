import { expect, test } from 'vitest'
import { toAmount } from '../shared/money.ts'
import { formatPrice } from './amounts.ts'
import { reductionFrom } from './editing.ts'

const refused = (code: string) => expect.objectContaining({ code }) as Error

test('a reduced price has an amount and an end, or is ended', () => {
  const until = new Date(2026, 11, 25).getTime()
  expect(reductionFrom({ reduced: '1.00', until: '2026-12-24' }, 2)).toEqual({
    reduced: { price: 100n, until },
  })
  expect(reductionFrom({ reduced: '' }, 2)).toEqual({ reduced: null })
  expect(reductionFrom({}, 2)).toEqual({})
  const from = new Date(2026, 11, 20, 18, 30).getTime()
  expect(reductionFrom({ reduced: '1.00', from: '2026-12-20 18:30', until: '2026-12-24' }, 2)).toEqual({
    reduced: { price: 100n, from, until },
  })
  for (const flags of [
    { reduced: '1' },
    { until: '2026-12-24' },
    { from: '2026-12-24' },
    { reduced: '1', from: '2026-12-20' },
    { reduced: '1', from: 'Advent', until: '2026-12-24' },
    { reduced: '1', until: 'Christmas' },
  ])
    expect(() => reductionFrom(flags, 2)).toThrow(refused('CLI_REDUCTION'))
  expect(() => reductionFrom({ reduced: '1,5', until: '2026-12-24' }, 2)).toThrow(refused('CLI_AMOUNT'))
})

test('a reduced price is written with its end, and what it costs then', () => {
  const reduced = { from: toAmount(200n), until: new Date(2026, 11, 25).getTime() }
  const token = { symbol: 'T', decimals: 2 }
  expect(formatPrice({ price: toAmount(100n), reduced }, token)).toBe(
    '1.00 T until 2026-12-25 00:00, then 2.00 T',
  )
  const reducedLater = { price: toAmount(100n), from: new Date(2026, 11, 20).getTime(), until: reduced.until }
  expect(formatPrice({ price: toAmount(200n), reducedLater }, token)).toBe(
    '2.00 T, 1.00 T from 2026-12-20 00:00 until 2026-12-25 00:00',
  )
})
