import { perLocale } from '../../../shared/i18n/perLocale.ts'
import { knownDate } from '../../../shared/releaseDate.ts'

const day = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }))
const month = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
)

/** When a work first came out, as far as that is known: `29 November 2026`, `November 2026` or `2026`; undefined: it is not. */
export function dateText(work: Parameters<typeof knownDate>[0]): string | undefined {
  const date = knownDate(work)
  if (date === undefined || date.length === 4) return date
  return (date.length === 7 ? month() : day()).format(new Date(date))
}
