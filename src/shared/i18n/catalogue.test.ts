import { afterEach, expect, test } from 'vitest'
import { en } from './en/index.ts'
import { languages, localeOf } from './languages.ts'
import { catalogueOf, onLanguageShown, showLanguage, shownLanguage, t } from './t.ts'

afterEach(() => showLanguage('en'))

type Area = Readonly<Record<string, string>>
const english: Readonly<Record<string, Area>> = en

const baseOf = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const placeholdersOf = (message: string) =>
  [...message.matchAll(/\{\{(\w+)[^}]*\}\}/g)].map(([, name = '']) => name).toSorted()

/** The plural forms that whole numbers take in a language. */
function formsOf(locale: string): string[] {
  const rules = new Intl.PluralRules(locale)
  const numbers = Array.from({ length: 1_000 }, (_, number) => number)
  return [...new Set([...numbers, 1_000_000].map((number) => rules.select(number)))].toSorted()
}

/** The keys that a language needs: English's, with the forms of plurals that it has itself. */
function neededKeys(messages: Area, forms: readonly string[]): string[] {
  const keys = Object.keys(messages)
  const bases = new Set(keys.map(baseOf))
  return [...bases]
    .flatMap((base) => (`${base}_other` in messages ? forms.map((form) => `${base}_${form}`) : [base]))
    .toSorted()
}

test.each(languages)(
  '%s has every message that English has, in each plural form it needs',
  async (language) => {
    const catalogue: Readonly<Record<string, Area>> = await catalogueOf(language)
    const forms = formsOf(localeOf(language))
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(english).toSorted())
    for (const [area, messages] of Object.entries(english))
      expect([area, ...Object.keys(catalogue[area] ?? {}).toSorted()]).toEqual([
        area,
        ...neededKeys(messages, forms),
      ])
  },
)

test.each(languages)('%s has the placeholders of English, and nothing empty', async (language) => {
  const catalogue: Readonly<Record<string, Area>> = await catalogueOf(language)
  for (const [area, messages] of Object.entries(catalogue))
    for (const [key, message] of Object.entries(messages)) {
      const source = english[area]?.[key] ?? english[area]?.[`${baseOf(key)}_other`] ?? ''
      expect(message.trim(), `${area}.${key}`).not.toBe('')
      // One, two and none may be said in words.
      const said = placeholdersOf(message)
      const wanted = placeholdersOf(source)
      const isWord = /_(zero|one|two)$/.test(key) && !said.includes('count')
      expect(
        said.filter((name) => name !== 'count' || !isWord),
        `${area}.${key}`,
      ).toEqual(wanted.filter((name) => name !== 'count' || !isWord))
    }
})

test('what others write is shown as they wrote it, whatever it looks like', () => {
  const title = '{{name}} $t(common.play) <b>&amp;'
  expect(t('buy.isYours', { title })).toBe(`“${title}” is yours.`)
})

test('of two languages asked for at once the last is shown', async () => {
  await Promise.all([showLanguage('es'), showLanguage('en')])
  expect([shownLanguage(), t('count.track', { count: 2 })]).toEqual(['en', '2 tracks'])
})

test('a count takes its plural form, and its thousands are parted', () => {
  expect([1, 2, 100_000].map((count) => t('count.track', { count }))).toEqual([
    '1 track',
    '2 tracks',
    '100,000 tracks',
  ])
})

test('whoever listens hears of another language, and nothing where it stays the same', async () => {
  const heard: string[] = []
  const stop = onLanguageShown(() => heard.push(shownLanguage()))
  await showLanguage('en')
  await showLanguage('de')
  await showLanguage('de')
  stop()
  await showLanguage('es')
  expect(heard).toEqual(['de'])
})
