import { shownLocale } from './t.ts'

/** What formats by locale, made once for each locale in which something is shown. */
export function perLocale<F>(make: (locale: string) => F): () => F {
  const made = new Map<string, F>()
  return () => {
    const locale = shownLocale()
    const kept = made.get(locale) ?? make(locale)
    made.set(locale, kept)
    return kept
  }
}
