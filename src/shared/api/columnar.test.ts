import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { amount, toAmount } from '../money.ts'
import { columnar } from './columnar.ts'

const row = z.strictObject({
  title: z.string(),
  artist: z.string().nullable(),
  length: z.int().nullable(),
  isOwned: z.boolean(),
  price: amount,
})
const rows = columnar(row, { texts: ['title'], numbers: ['length'], flags: ['isOwned'] })
const anyRow: fc.Arbitrary<z.output<typeof row>> = fc.record({
  title: fc.string({ unit: 'grapheme' }),
  artist: fc.option(fc.string()),
  length: fc.option(fc.integer()),
  isOwned: fc.boolean(),
  price: fc.bigInt({ min: 0n }).map(toAmount),
})

test('rows come out as they went in, through a copy between processes', () => {
  fc.assert(
    fc.property(fc.array(anyRow), (given) => {
      expect(z.decode(rows, structuredClone(z.encode(rows, given)))).toEqual(given)
    }),
  )
})

test('a value that many rows have travels once, and is checked', () => {
  const given = Array.from({ length: 1000 }, (_, index) => ({
    title: `Track ${index}`,
    artist: null,
    length: null,
    isOwned: true,
    price: toAmount(5n),
  }))
  const table = z.encode(rows, given)
  expect(table.repeated['price']?.values).toEqual(['5'])
  const forged = { ...table.repeated, price: { ...table.repeated['price'], values: ['-5'] } }
  expect(() => z.decode(rows, { ...table, repeated: forged } as never)).toThrow(z.ZodError)
})

test('a list is encoded once for as long as it lives', () => {
  const given = [{ title: 'Salt', artist: null, length: 1, isOwned: true, price: toAmount(5n) }]
  const endsOf = (list: typeof given) => z.encode(rows, list).texts['title']?.ends
  expect(endsOf(given)).toBe(endsOf(given))
  expect(endsOf([...given])).not.toBe(endsOf(given))
})

test('a table that lacks a column is refused', () => {
  const { texts: _, ...rest } = z.encode(rows, [])
  expect(() => z.decode(rows, { ...rest, texts: {} })).toThrow(/one of its columns/)
})
