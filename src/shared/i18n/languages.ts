/** The languages there is a whole catalogue for; the first is the one that all others are written from. */
export const languages = ['en', 'de', 'es', 'ar'] as const
export type Language = (typeof languages)[number]

/** What a person may choose: the machine's language, or one. */
export const languageChoices = ['system', ...languages] as const
export type LanguageChoice = (typeof languageChoices)[number]

/** Each language by its own name, for the list in which one chooses. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
}

const locales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  es: 'es-ES',
  ar: 'ar-u-nu-latn',
}

/**
 * The language to show.
 * @param preferred BCP 47 tags that the machine prefers, best first
 */
export function languageOf(choice: LanguageChoice, preferred: readonly string[]): Language {
  if (choice !== 'system') return choice
  const known = preferred
    .map((tag) => tag.toLowerCase().split('-')[0])
    .map((first) => languages.find((each) => each === first))
  return known.find((each) => each !== undefined) ?? 'en'
}

/** Which way a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/** The BCP 47 tag by which numbers, dates and lists are written. Digits are those of amounts and clocks everywhere. */
export const localeOf = (language: Language): string => locales[language]
