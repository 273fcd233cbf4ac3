import { z } from 'zod'

const written = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
/** As tags have it: the time of day, or whatever else follows, is nobody's matter. */
const tagged = /^\s*(\d{4})(?:[-./](\d{2})(?:[-./](\d{2}))?)?(?!\d)/

/** As somebody wrote it; empty: none. */
export const releaseDateOrNothing = z
  .string()
  .max(40)
  .overwrite((text) => text.trim())
  .refine((text) => text === '' || isReleaseDate(text), { error: 'must be a date of the calendar' })

/**
 * Whether a text says when a work first came out, as far as that is known: `2026`, `2026-11` or `2026-11-29`, a date of the
 * calendar in the years 1000 to 9999.
 */
export function isReleaseDate(text: string): boolean {
  const [, year, month, day] = written.exec(text) ?? []
  return year !== undefined && isOfCalendar(year, month, day)
}

/** The date that a file's tag begins with; what is no month, or no day, of the calendar is left out; undefined: no year either. */
export function readReleaseDate(text: string | undefined): string | undefined {
  const [, year, month, day] = tagged.exec(text ?? '') ?? []
  if (year === undefined || !isOfCalendar(year)) return undefined
  if (month === undefined || !isOfCalendar(year, month)) return year
  return day !== undefined && isOfCalendar(year, month, day) ? `${year}-${month}-${day}` : `${year}-${month}`
}

/** All that is known of when a work first came out; undefined: not even the year. */
export function knownDate(work: {
  readonly year?: number | null | undefined
  readonly releaseDate?: string | null | undefined
}): string | undefined {
  return work.releaseDate ?? work.year?.toString()
}

export const yearOf = (date: string): number => Number(date.slice(0, 4))

function isOfCalendar(year: string, month = '01', day = '01'): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return Number(year) >= 1000 && !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day)
}
