import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isNamed,
  isReservedName,
  readShortName,
  readWantedName,
  shortName,
  shortNameKey,
} from './shortNames.ts'

test.each(['ana', 'a1b', 'joan-of-arc', 'x'.repeat(24)])('%s is a short name', (name) => {
  expect(readShortName(` @${name}\n`)).toBe(name)
})

test.each(['an', 'x'.repeat(25), '1ana', '-ana', 'ana-', 'a--b', 'an.a', 'añа', 'аna', 'an a', ''])(
  '“%s” is none',
  (name) => {
    expect(readShortName(`@${name}`)).toBeUndefined()
    expect(isNamed(`@${name}`)).toBe(true)
  },
)

test('what has no @ before it is a card, a link or an address', () => {
  expect([isNamed('ana'), readShortName('ana'), readShortName('@ANA')]).toEqual([false, undefined, 'ana'])
})

test('one’s own is typed with an @ or without', () => {
  expect([' @Ana', 'ana ', '@@ana', 'an'].map(readWantedName)).toEqual(['ana', 'ana', undefined, undefined])
})

test('names that look alike have one key, and those for nobody in particular are reserved', () => {
  const pairs = [
    ['modern', 'modem'],
    ['vvilma', 'wilma'],
    ['an-a', 'ana'],
    ['b0b', 'bob'],
    ['ali', 'all'],
  ] as const
  for (const [one, other] of pairs) expect(shortNameKey(one)).toBe(shortNameKey(other))
  expect(shortNameKey('ana')).not.toBe(shortNameKey('anna'))
  for (const name of ['busker', 'bu5ker', 'hub', 'me', 'supp0rt']) expect(isReservedName(name)).toBe(true)
  expect(isReservedName('ana')).toBe(false)
})

test('whatever is typed, a short name is what was typed without the @, in small letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const read = readShortName(text)
      if (read === undefined) return
      expect(shortName.parse(read)).toBe(text.trim().slice(1).toLowerCase())
    }),
  )
})
