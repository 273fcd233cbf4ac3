/** The languages there is a whole catalogue for; the first is the one that all others are written from. */
export const languages = ['en'] as const
export type Language = (typeof languages)[number]

/** The BCP 47 tag by which numbers, dates and lists are written. Digits are those of amounts and clocks everywhere. */
export const localeOf = (language: Language): string => locales[language]

const locales: Readonly<Record<Language, string>> = { en: 'en-GB' }
