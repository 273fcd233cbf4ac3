import { expect, test } from 'vitest'
import { amount, toAmount } from './money.ts'

test('an amount is a whole number of base units, and never less than nothing', () => {
  expect([toAmount(0n), toAmount(7n)]).toEqual([0n, 7n])
  expect(() => toAmount(-1n)).toThrow(new RangeError('An amount cannot be negative: -1'))
})

test.each(['0', '1', '10', '9'.repeat(78)])('%s in text is that amount, there and back', (text) => {
  expect(amount.decode(text)).toBe(BigInt(text))
  expect(amount.encode(amount.decode(text))).toBe(text)
})

test.each(['', '-1', '01', '00', '1.5', '1e3', '0x1', ' 1', '1\n', '1'.repeat(79), '١'])(
  '%j in text is no amount',
  (text) => expect(amount.safeDecode(text).success).toBe(false),
)

test.each([5, '5', null, undefined])('%j is no amount that could be written', (value) => {
  expect(amount.safeEncode(value as never).success).toBe(false)
})

test('less than nothing is not written', () => {
  expect(amount.safeEncode(-1n as never).success).toBe(false)
  expect(amount.safeEncode(0n as never)).toMatchObject({ data: '0' })
})
