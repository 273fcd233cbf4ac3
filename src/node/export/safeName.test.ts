import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameIdentity, numberedName, safeName } from './safeName.ts'

test('a name stays what it says where it can', () => {
  expect(safeName('Sólrún’s Song, No. 2')).toBe('Sólrún’s Song, No. 2')
  expect(safeName('緑の風')).toBe('緑の風')
  expect(safeName('AC/DC: live?')).toBe('AC_DC_ live_')
})

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..', 'Untitled'],
  ['C:\\Windows\\system32', 'C__Windows_system32'],
  ['CON', '_CON'],
  ['con.flac', '_con.flac'],
  ['aux .txt', '_aux .txt'],
  ['COM¹', '_COM¹'],
  ['Control', 'Control'],
  ['trailing dots... . ', 'trailing dots'],
  ['.hidden', 'hidden'],
  ['bell\u0007 esc\u001b[31m nul\u0000', 'bell esc[31m nul'],
  ['\u202egnp.3pm', 'gnp.3pm'],
  ['a\u200fb\u2066c', 'abc'],
  ['\ud800lone', 'lone'],
  ['', 'Untitled'],
  ['   ', 'Untitled'],
])('%j becomes %j', (text, name) => {
  expect(safeName(text)).toBe(name)
})

test('300 people of one emoji are cut between people, never within one', () => {
  const person = '\u{1f469}\u{1f3fd}\u200d\u{1f3a4}'
  const name = safeName(person.repeat(300))
  expect(name.replaceAll(person, '')).toBe('')
  expect(name.length).toBeGreaterThan(20)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
  // One character of a thousand code units leaves nothing to read.
  expect(safeName(Array.from({ length: 300 }, () => '\u{1f469}').join('\u200d'))).toBe('Untitled')
})

test('whatever a title is, its name is one file, with room for a number and an ending', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const name = safeName(text)
      expect(name).not.toMatch(/[\p{Cc}/\\:*?"<>|]|^[. ]|[. ]$|^$/u)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201)
      expect(name.length).toBeLessThanOrEqual(81)
      expect(safeName(name)).toBe(name)
    }),
  )
})

test('names that a file system takes for one are one', () => {
  expect(nameIdentity('Caf\u00e9')).toBe(nameIdentity('CAFE\u0301'))
  expect(nameIdentity('Straße')).toBe(nameIdentity('STRASSE'))
  expect(nameIdentity('Rain')).not.toBe(nameIdentity('Rain 2'))
  expect([1, 2, 3].map((count) => numberedName('Rain', count))).toEqual(['Rain', 'Rain (2)', 'Rain (3)'])
})
