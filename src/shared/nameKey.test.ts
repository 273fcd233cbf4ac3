import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKey } from './nameKey.ts'

test.each([
  ['Radiohead', 'RADIOHEAD'],
  ['Radiohead', 'Radio head.'],
  ['Radiohead', 'Rаdiоheаd'],
  ['Radiohead', 'Radiohea\u200dd'],
  ['Beyoncé', 'Beyonce'],
  ['Lilith', 'Ii1ith'],
  ['Café', 'Cafe\u0301'],
])('%s and %s are one name at a glance', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test('other names have other keys, and every name has one', () => {
  expect(nameKey('Radiohead')).not.toBe(nameKey('Radiohear'))
  expect(nameKey('!!!')).not.toBe(nameKey('???'))
  fc.assert(fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => nameKey(name) !== ''))
})
