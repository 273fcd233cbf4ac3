import * as dagCbor from '@ipld/dag-cbor'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { amount, toAmount } from '../shared/money.ts'
import { decode, decodeKept, decodeText, decodeWithBody, encode, encodeText } from './codec.ts'

const record = z.strictObject({ name: z.string(), amount })

test('a record survives as text, even when a mail program has wrapped it', () => {
  fc.assert(
    fc.property(fc.string(), fc.bigInt({ min: 0n, max: 2n ** 128n }), (name, value) => {
      const expected = { name, amount: toAmount(value) }
      const text = encodeText(record, expected)
      expect(text).toMatch(/^[\w-]+$/)
      const wrapped = ` ${text.replace(/(.{7})/g, '$1\r\n')}\n`
      expect(decodeText(record, wrapped, 10_000)).toEqual(expected)
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

const counted = z.strictObject({ number: z.int(), before: z.int().nullable() })

test.each([
  ['undefined for null', 'a2666265666f7265f7666e756d62657201'],
  ['a float for a whole number', 'a2666265666f7265f6666e756d626572f93c00'],
  ['keys in another order', 'a2666e756d62657201666265666f7265f6'],
])('one content has one form: %s is refused', (_, hex) => {
  const canonical = encode(counted, { number: 1, before: null })
  expect(decode(counted, canonical, 100)).toEqual({ number: 1, before: null })
  expect(() => decode(counted, Buffer.from(hex, 'hex'), 100)).toThrow(
    expect.objectContaining({ code: 'PROTOCOL_MALFORMED' }),
  )
})

test('what a signature is over is the body in the bytes that came, whatever it says', () => {
  const signed = z.object({ body: z.unknown(), signer: z.string(), signature: z.string() })
  const value = fc.anything({
    key: fc.string(),
    values: [
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ],
  })
  fc.assert(
    fc.property(value, fc.string(), fc.string(), (body, signer, signature) => {
      const canEncode = attempt(() => dagCbor.encode(body))
      fc.pre(canEncode !== undefined)
      const bytes = dagCbor.encode({ body, signer, signature })
      const { record, sentBody } = decodeWithBody(signed, bytes, 1_000_000)
      expect(Buffer.from(sentBody)).toEqual(Buffer.from(canEncode ?? []))
      expect(record).toEqual(decodeKept(signed, bytes))
    }),
  )
})

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
