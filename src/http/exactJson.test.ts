import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseExactJson } from './exactJson.ts'

test('whole numbers keep every digit, and nothing else changes', () => {
  expect(parseExactJson('{"a":100000000000000000001,"b":[0,-7],"c":"8","d":1.5,"e":1e3,"f":null}')).toEqual({
    a: 100_000_000_000_000_000_001n,
    b: [0n, -7n],
    c: '8',
    d: 1.5,
    e: 1000,
    f: null,
  })
})

test('every whole number comes back as it is, and what is no JSON is refused', () => {
  fc.assert(fc.property(fc.bigInt(), (value) => parseExactJson(String(value)) === value))
  for (const text of ['', '{', '01', '1n', 'NaN']) expect(() => parseExactJson(text)).toThrow(SyntaxError)
})
