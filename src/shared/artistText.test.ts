import { expect, test } from 'vitest'
import { artistText } from './artistText.ts'
import type { Address } from './ids.ts'

test('an artist is told by name, and from others of that name by the account', () => {
  const artist = `0x1234${'0'.repeat(32)}abcd` as Address
  expect(artistText({ artist, artistName: 'Star', hasNamesake: false })).toBe('Star')
  expect(artistText({ artist, artistName: 'Star', hasNamesake: true })).toBe('Star (0x1234…abcd)')
})
