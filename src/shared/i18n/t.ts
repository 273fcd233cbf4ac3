import { createInstance } from 'i18next'
import type { Catalogue, MessageKey, MessageValues } from './catalogue.ts'
import { en } from './en/index.ts'
import { errorSentencesOf } from './errorSentences.ts'
import { type Language, localeOf } from './languages.ts'

const catalogues: Readonly<Record<Language, () => Catalogue | Promise<Catalogue>>> = {
  en: () => en,
  de: async () => (await import('./de/index.ts')).de,
  es: async () => (await import('./es/index.ts')).es,
  ar: async () => (await import('./ar/index.ts')).ar,
}

const i18n = createInstance()
// Nothing is fetched, so this is done before it returns.
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  nsSeparator: false,
  returnEmptyString: false,
  // React writes text as text, and so do Electron's dialogs.
  interpolation: { escapeValue: false },
})

// `{{count, number}}`, by the locale that everything else is written by.
i18n.services.formatter?.add('number', (value: number) =>
  new Intl.NumberFormat(shownLocale(), { maximumFractionDigits: 0 }).format(value),
)

let shown: Language = 'en'
let shownErrors: Awaited<ReturnType<typeof errorSentencesOf>> = null
let newestChange = 0
const listeners = new Set<() => void>()

/**
 * A message in the language that is shown. To be asked for when it is shown, never while a module is loaded: the
 * language may change.
 * @param values for each `{{placeholder}}`; `count` also chooses the plural form
 */
export function t<K extends MessageKey>(key: K, ...values: MessageValues<K>): string {
  return i18n.t(key, { ...values[0], lng: shown })
}

/** Every message of a language, loaded when it is first needed. */
export const catalogueOf = async (language: Language): Promise<Catalogue> => catalogues[language]()

/** What each error's code says in the language that is shown; null in English, which is what the node says. */
export const shownErrorSentences = () => shownErrors

/** The language that is shown. */
export const shownLanguage = (): Language => shown

/**
 * Shows another language from now on; its catalogue is loaded when it is first needed. Of several asked for at once the last
 * is shown, whichever is loaded first.
 */
export async function showLanguage(language: Language): Promise<void> {
  const change = (newestChange += 1)
  const [catalogue, sentences] = await Promise.all([catalogueOf(language), errorSentencesOf(language)])
  if (change !== newestChange || language === shown) return
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', catalogue)
  }
  shown = language
  shownErrors = sentences
  for (const listener of listeners) listener()
}

/** @returns what ends the listening */
export function onLanguageShown(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Numbers, dates and lists are written by this. */
export const shownLocale = (): string => localeOf(shown)
