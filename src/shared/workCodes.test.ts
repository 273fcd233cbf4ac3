import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeBytes, readCode, writeCode } from './workCodes.ts'

test('a code is read as it was written, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes }), (bytes) => {
      const code = writeCode(bytes)
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
      for (const typed of [
        code,
        code.toLowerCase(),
        code.replaceAll('-', ''),
        ` ${code.replaceAll('-', ' ')}\n`,
      ])
        expect(readCode(typed)).toBe(code)
      expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
    }),
  )
})

test('different bytes are different codes', () => {
  const bytes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes })
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(writeCode(one) === writeCode(other)).toBe(Buffer.from(one).equals(Buffer.from(other)))
    }),
  )
})

test('what is no code is none', () => {
  for (const text of [
    '',
    '7K3M',
    '7K3M-0QZ8-VT4N-A1XU',
    '7K3M-0QZ8-VT4N-A1X',
    '7K3M-0QZ8-VT4N-A1XEE',
    '-'.repeat(65),
  ])
    expect(readCode(text)).toBeUndefined()
})
