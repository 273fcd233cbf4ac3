import { expect, test } from 'vitest'
import { namesIn } from './namesIn.ts'

test('what is pressed is called in another language what its message says there', async () => {
  const inGerman = await namesIn('de')
  const matches = (english: string, german: string) => new RegExp(inGerman(english), 'u').test(german)
  expect(matches('Try it', 'Ausprobieren')).toBe(true)
  expect(matches('Receive', 'Senden')).toBe(false)
  expect(inGerman('Paper Streets and a title')).toBe('Paper Streets and a title')
  expect((await namesIn('en'))('Buy for')).toBe('Buy for')
})
