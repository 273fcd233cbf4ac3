import { createInstance } from 'i18next'
import type { Catalogue, MessageKey, MessageValues } from './catalogue.ts'
import { en } from './en/index.ts'
import { type Language, localeOf } from './languages.ts'

const catalogues: Readonly<Record<Language, () => Catalogue | Promise<Catalogue>>> = { en: () => en }

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

const shown: Language = 'en'

/**
 * A message in the language that is shown. To be asked for when it is shown, never while a module is loaded: the
 * language may change.
 * @param values for each `{{placeholder}}`; `count` also chooses the plural form
 */
export function t<K extends MessageKey>(key: K, ...values: MessageValues<K>): string {
  return i18n.t(key, values[0] ?? {})
}

/** Every message of a language, loaded when it is first needed. */
export const catalogueOf = async (language: Language): Promise<Catalogue> => catalogues[language]()

/** Numbers, dates and lists are written by this. */
export const shownLocale = (): string => localeOf(shown)
