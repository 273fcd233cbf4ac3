import { afterEach, expect, test } from 'vitest'
import { showLanguage, t } from '../../src/shared/i18n/t.ts'
import { namesIn } from './namesIn.ts'

afterEach(() => showLanguage('en'))

test('what is pressed is called in another language what its message says there', async () => {
  const inGerman = await namesIn('de')
  const matches = (english: string, german: string) => new RegExp(inGerman(english), 'u').test(german)
  expect(matches('Try it', 'Ausprobieren')).toBe(true)
  expect(matches('Receive', 'Senden')).toBe(false)
  expect(inGerman('Paper Streets and a title')).toBe('Paper Streets and a title')
  expect((await namesIn('en'))('Buy for')).toBe('Buy for')
})

test.each(['de', 'es', 'ar'] as const)(
  'what stands within a name is called in %s what its own message says',
  async (language) => {
    const nameIn = await namesIn(language)
    await showLanguage(language)
    const inTable = (field: 'common.price' | 'common.genre', name: string) =>
      t('studio.ofHeaderName', { header: t(field), name })
    const price = new RegExp(nameIn('Price of all tracks'), 'u')
    expect(price.test(inTable('common.price', t('studio.allTracks')))).toBe(true)
    expect(price.test(inTable('common.price', 'Salt'))).toBe(false)
    expect(price.test(inTable('common.genre', t('studio.allTracks')))).toBe(false)
    expect(new RegExp(nameIn('Price of Salt'), 'u').test(inTable('common.price', 'Salt'))).toBe(true)
  },
)
