import { perLocale } from '../../shared/i18n/perLocale.ts'
import { t } from '../../shared/i18n/t.ts'

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const exact = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' }),
)
const day = perLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }))
const dayAndYear = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
)
const shortDay = perLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }))
const month = perLocale((locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }))
const shortMonth = perLocale((locale) => new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit' }))
const tenths = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)
const ofDay = perLocale((locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }))
const spokenUnit = perLocale(
  (locale) => (unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
)

/** How long tracks are together, in milliseconds; of which it is not known, they count nothing. */
export function totalDuration(tracks: readonly { readonly durationMs: number | null }[]): number {
  return tracks.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0)
}

/** `5 minutes ago`, `in 3 months`. Both in milliseconds since epoch. */
export function relativeTime(at: number, now: number): string {
  const gap = at - now
  const step = steps.find(([, size]) => Math.abs(gap) >= size)
  if (step === undefined) return gap > 0 ? t('time.inAMoment') : t('time.justNow')
  return relative().format(Math.trunc(gap / step[1]), step[0])
}

/** `22 November 2026 at 21:30:00`. */
export const exactTime = (at: number): string => exact().format(at)

/** `3 March`, with the year when it is another. */
export function dayOf(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? day() : dayAndYear()).format(at)
}

/** `3 March 2026`. */
export const dateOf = (at: number): string => dayAndYear().format(at)

/** `3 Mar`. */
export const shortDateOf = (at: number): string => shortDay().format(at)

/** `March 2026`. */
export const monthOf = (at: number): string => month().format(at)

/** `Mar 26`. */
export const shortMonthOf = (at: number): string => shortMonth().format(at)

/** `21:30`. */
export const timeOfDay = (at: number): string => ofDay().format(at)

/** How long something took: `0.4 s`, `12 s`, `3 min`. */
export function elapsedTime(ms: number): string {
  const seconds = Math.max(0, ms) / 1000
  if (seconds < 10) return t('time.secondsShort', { seconds: tenths().format(seconds) })
  if (seconds < 100) return t('time.secondsShort', { seconds: Math.round(seconds) })
  return t('time.minutesShort', { minutes: Math.round(seconds / 60) })
}

/** A length in milliseconds as `3:07` or `1:02:03`. */
export function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = `${String(rest).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** A count of a unit of time as it is read out: `3 minutes`. */
export const spokenCount = (value: number, unit: 'hour' | 'minute' | 'second'): string =>
  spokenUnit()(unit).format(value)

/** A length in milliseconds as it is read out: `3 minutes 7 seconds`. */
export function spokenTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => spokenCount(count, unit))
  return said.length === 0 ? spokenCount(0, 'second') : said.join(' ')
}
