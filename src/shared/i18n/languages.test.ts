import { expect, test } from 'vitest'
import { directionOf, languageOf } from './languages.ts'

test('the first language of the machine that there is is shown, and English where there is none', () => {
  expect(languageOf('system', ['fr-FR', 'de-AT', 'en'])).toBe('de')
  expect(languageOf('system', ['ja-JP'])).toBe('en')
  expect(languageOf('system', [])).toBe('en')
  expect(languageOf('ar', ['de-DE'])).toBe('ar')
})

test('Arabic runs from right to left', () => {
  expect(directionOf('ar')).toBe('rtl')
  expect(directionOf('de')).toBe('ltr')
})
