import fc from 'fast-check'
import { expect, test } from 'vitest'
import { receiptFileMax } from '../../shared/receiptFile.ts'
import { findReceipt, receiptBegin, receiptEnd } from './findReceipt.ts'

const block = (proof: string) => `${receiptBegin}\n${proof}\n${receiptEnd}`
const refusal = (text: string) => {
  try {
    return findReceipt(text)
  } catch (error) {
    return (error as { code?: string }).code
  }
}

test('a receipt is found between its lines, whatever stands around them', () => {
  expect(findReceipt(`<p>words</p><pre>${block('abc-_9')}</pre><p>more</p>`).trim()).toBe('abc-_9')
  expect(findReceipt(block('abc'))).toBe('\nabc\n')
})

test('a bare receipt is taken as it is, with white space and a mark of Unicode before it', () => {
  expect(findReceipt('  abc-_9\r\n')).toBe('  abc-_9\r\n')
  expect(findReceipt('\uFEFFabc')).toBe('\uFEFFabc')
})

test.each([
  ['nothing', ''],
  ['only white space', ' \n'],
  ['a page without one', '<!doctype html><h1>Receipt</h1>'],
  ['bytes that are no text', '\u0000\u0001\uFFFD'],
  ['a picture', '\uFFFDPNG\r\n\u001A'],
  ['one that never ends', `${receiptBegin}\nabc`],
  ['one that never begins', `abc\n${receiptEnd}`],
  ['a long one that never begins', `${'abc'.repeat(20)}\n${receiptEnd}`],
  ['one that ends before it begins', `${receiptEnd}\nabc\n${receiptBegin}`],
])('%s is no receipt', (_, text) => {
  expect(refusal(text)).toBe('RECEIPT_MISSING')
})

test('of two receipts in one file none is taken, not even the same twice', () => {
  expect(refusal(block('abc') + block('xyz'))).toBe('RECEIPT_AMBIGUOUS')
  expect(refusal(block('abc') + block('abc'))).toBe('RECEIPT_AMBIGUOUS')
  expect(refusal(`<!-- ${receiptBegin} -->${block('abc')}`)).toBe('RECEIPT_AMBIGUOUS')
  expect(refusal(`${block('abc')}<!-- ${receiptEnd} -->`)).toBe('RECEIPT_AMBIGUOUS')
})

test('a huge file is refused, and one as long as can be is looked at', () => {
  expect(refusal('a'.repeat(receiptFileMax + 1))).toBe('RECEIPT_TOO_LARGE')
  for (const line of [receiptBegin, receiptEnd, `${receiptBegin}${receiptEnd}`]) {
    expect(refusal(line.repeat(receiptFileMax / line.length))).toBe('RECEIPT_AMBIGUOUS')
  }
  expect(refusal(`${'a '.repeat(receiptFileMax / 2 - 1)}a<`)).toBe('RECEIPT_MISSING')
})

test('markup between the lines is no receipt', () => {
  expect(refusal(`${receiptBegin}<pre>${receiptEnd}`)).toBe('RECEIPT_MISSING')
})

test('whatever the file, it is read or refused with a code', () => {
  const parts = fc.constantFrom(receiptBegin, receiptEnd, 'abc', '<pre>', '\n', '-----', '\u0000')
  fc.assert(
    fc.property(fc.array(parts), (given) => {
      const text = given.join('')
      expect(refusal(text)).toMatch(/^RECEIPT_(MISSING|AMBIGUOUS)$|^[^<]*$/)
    }),
  )
})
