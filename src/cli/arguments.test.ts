import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBuskerError } from '../shared/errors.ts'
import { parseAddress, parseCount, parseLabel, parsePolicy } from './arguments.ts'

test('whole numbers within bounds are read, everything else is refused by code', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (text) => {
      const isPlain = /^\d{1,15}$/.test(text) && Number(text) >= 1 && Number(text) <= 200
      const read = () => parseCount(text, 1, 200)
      expect(isPlain ? read() : codeOf(read)).toBe(isPlain ? Number(text) : 'CLI_NUMBER')
    }),
  )
})

test('an address is read in any case', () => {
  expect(parseAddress(`0x${'aB'.repeat(20)}`)).toBe(`0x${'ab'.repeat(20)}`)
})

test.each([
  ['CLI_ADDRESS', () => parseAddress('0x12')],
  ['CLI_POLICY', () => parsePolicy('../etc/passwd')],
  ['CLI_LABEL', () => parseLabel('track/x/1', 'busker search')],
])('what has the wrong form is refused with %s', (code, parse) => {
  expect(parse).toThrow(expect.objectContaining({ code }))
})

function codeOf(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return isBuskerError(error) ? error.code : error
  }
}
