import { parseMoment } from '../../../shared/endOfDay.ts'
import { perLocale } from '../../../shared/i18n/perLocale.ts'

const format = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)

/** `24 Dec 2026, 18:00`, as this machine has it. @param at ms since epoch */
export const momentText = (at: number): string => format().format(at)

/** What `<input type="datetime-local">` holds of a time. */
export function inputOfMoment(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** The beginning of the next day, as {@link inputOfMoment} has it. */
export function tomorrow(): string {
  const day = new Date()
  day.setHours(24, 0, 0, 0)
  return inputOfMoment(day.getTime())
}

/** A time to come; undefined where the text is none. @param now ms since epoch */
export function momentAhead(text: string, now = Date.now()): number | undefined {
  const at = parseMoment(text)
  return at !== undefined && at > now ? at : undefined
}
