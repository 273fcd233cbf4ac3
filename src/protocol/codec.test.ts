import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { amount, toAmount } from '../shared/money.ts'
import { decodeText, encodeText } from './codec.ts'

const record = z.strictObject({ name: z.string(), amount })

test('a record survives as text, even when a mail program has wrapped it', () => {
  fc.assert(
    fc.property(fc.string(), fc.bigInt({ min: 0n, max: 2n ** 128n }), (name, value) => {
      const told = { name, amount: toAmount(value) }
      const text = encodeText(record, told)
      expect(text).toMatch(/^[\w-]+$/)
      const wrapped = ` ${text.replace(/(.{7})/g, '$1\r\n')}\n`
      expect(decodeText(record, wrapped, 10_000)).toEqual(told)
    }),
  )
})

test.each(['not+base64url', 'AAAA', '', '====', 'ä'])(
  'text that is no record (%j) is refused by code',
  (text) => {
    expect(() => decodeText(record, text, 10_000)).toThrow(
      expect.objectContaining({ code: 'PROTOCOL_MALFORMED' }),
    )
  },
)

test('text that is too long is refused before it is read', () => {
  const text = encodeText(record, { name: 'x'.repeat(1000), amount: toAmount(1n) })
  expect(() => decodeText(record, text, 100)).toThrow(expect.objectContaining({ code: 'PROTOCOL_TOO_LARGE' }))
})
