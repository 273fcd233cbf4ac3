import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxAmount, toAmount } from '../../shared/money.ts'
import { agreedAmount } from './agreedAmount.ts'

const at = { at: 1_000 }
const fixed = { amount: toAmount(30n) }
const atLeast = { ...fixed, orMore: true as const }
const refused = (code: string) => expect.objectContaining({ code }) as Error

test('whoever says no amount pays the price', () => {
  expect(agreedAmount(fixed, at)).toBe(30n)
  expect(agreedAmount(atLeast, at)).toBe(30n)
})

test('a fixed price is paid exactly', () => {
  expect(agreedAmount(fixed, at, toAmount(30n))).toBe(30n)
  expect(() => agreedAmount(fixed, at, toAmount(31n))).toThrow(refused('ORDER_PRICE_FIXED'))
  expect(() => agreedAmount(fixed, at, toAmount(29n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
})

test('a minimum is paid, or more, as far as a token goes', () => {
  for (const amount of [30n, 31n, maxAmount]) expect(agreedAmount(atLeast, at, toAmount(amount))).toBe(amount)
  expect(() => agreedAmount(atLeast, at, toAmount(29n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
  expect(() => agreedAmount(atLeast, at, toAmount(maxAmount + 1n))).toThrow(refused('ORDER_ABOVE_CAPACITY'))
})

test('what is agreed is what was chosen, and never below the price', () => {
  const amounts = fc.bigInt({ min: 0n, max: maxAmount / 2n })
  fc.assert(
    fc.property(amounts, amounts, (amount, more) => {
      const chosen = toAmount(amount + more)
      expect(agreedAmount({ amount: toAmount(amount), orMore: true }, at, chosen)).toBe(chosen)
      const dearer = { amount: toAmount(amount + more + 1n), orMore: true as const }
      expect(() => agreedAmount(dearer, at, chosen)).toThrow(refused('ORDER_BELOW_MINIMUM'))
    }),
  )
})

describe('a price that is reduced until a time', () => {
  const reduced = { ...fixed, reduced: { amount: toAmount(20n), until: 2_000 } }
  const least = { ...reduced, orMore: true as const }

  test('is what it is reduced to until then, and the price from then on', () => {
    expect([0, 1_999, 2_000, 3_000].map((time) => agreedAmount(reduced, { at: time }))).toEqual([
      20n,
      20n,
      30n,
      30n,
    ])
  })

  test('is paid no more than what it is reduced to, also by whose clock says that it is over', () => {
    for (const amount of [21n, 29n, 30n]) expect(agreedAmount(reduced, at, toAmount(amount))).toBe(20n)
    expect(() => agreedAmount(reduced, at, toAmount(31n))).toThrow(refused('ORDER_PRICE_FIXED'))
    expect(() => agreedAmount(reduced, at, toAmount(19n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
  })

  test('and is over for whoever is late, which is said as that', () => {
    expect(() => agreedAmount(reduced, { at: 2_000 }, toAmount(20n))).toThrow(refused('ORDER_REDUCTION_OVER'))
    expect(() => agreedAmount(least, { at: 2_000 }, toAmount(29n))).toThrow(refused('ORDER_REDUCTION_OVER'))
    expect(() => agreedAmount(least, { at: 2_000 }, toAmount(19n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
    expect(agreedAmount(reduced, { at: 2_000 }, toAmount(30n))).toBe(30n)
  })

  test('begins when it says, and is not had before, by whosever clock', () => {
    const later = { ...fixed, reduced: { ...reduced.reduced, from: 1_000 } }
    const agreed = (time: number) => agreedAmount(later, { at: time })
    expect([0, 999, 1_000, 1_999, 2_000].map(agreed)).toEqual([30n, 30n, 20n, 20n, 30n])
    const ask = (time: number, amount: bigint) => () => agreedAmount(later, { at: time }, toAmount(amount))
    expect(ask(999, 20n)).toThrow(refused('ORDER_REDUCTION_AHEAD'))
    expect(ask(999, 19n)).toThrow(refused('ORDER_BELOW_MINIMUM'))
    expect(ask(2_000, 20n)).toThrow(refused('ORDER_REDUCTION_OVER'))
    expect([ask(999, 30n)(), ask(1_000, 30n)()]).toEqual([30n, 20n])
  })

  test('is a lower minimum, where the price is one', () => {
    for (const amount of [20n, 25n, 30n, 31n]) expect(agreedAmount(least, at, toAmount(amount))).toBe(amount)
  })
})

describe('what was paid for tracks of a release', () => {
  const terms = (credit: bigint) => ({ ...at, credit: toAmount(credit) })

  test('counts towards it, down to nothing', () => {
    expect([0n, 12n, 30n, 99n].map((credit) => agreedAmount(fixed, terms(credit)))).toEqual([
      30n,
      18n,
      0n,
      0n,
    ])
  })

  test('is not paid again by whoever does not know of it', () => {
    for (const amount of [18n, 25n, 30n]) expect(agreedAmount(fixed, terms(12n), toAmount(amount))).toBe(18n)
    expect(() => agreedAmount(fixed, terms(12n), toAmount(31n))).toThrow(refused('ORDER_PRICE_FIXED'))
  })

  test('counts for no more than was paid', () => {
    expect(() => agreedAmount(fixed, terms(12n), toAmount(17n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
    expect(() => agreedAmount(atLeast, terms(12n), toAmount(17n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
    expect(agreedAmount(atLeast, terms(12n), toAmount(18n))).toBe(18n)
  })

  test('counts towards what it is reduced to, and the end of that is still an end', () => {
    const reduced = { ...fixed, reduced: { amount: toAmount(20n), until: 2_000 } }
    expect(agreedAmount(reduced, terms(12n))).toBe(8n)
    const late = { at: 2_000, credit: toAmount(12n) }
    expect(() => agreedAmount(reduced, late, toAmount(8n))).toThrow(refused('ORDER_REDUCTION_OVER'))
    expect(() => agreedAmount(reduced, late, toAmount(7n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
    expect(agreedAmount(reduced, late)).toBe(18n)
  })

  test('together with what is paid for the release is never less than its price', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 30n })
    fc.assert(
      fc.property(amounts, amounts, (amount, credit) => {
        const rest = agreedAmount({ amount: toAmount(amount) }, terms(credit))
        expect(rest + credit).toBeGreaterThanOrEqual(amount)
        expect(rest).toBeLessThanOrEqual(amount)
      }),
    )
  })
})
