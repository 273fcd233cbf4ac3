/**
 * The end of a day (`2026-12-24`, which is in time as a whole), or a time of it (`2026-12-24 18:00`), as this machine has it.
 *
 * @returns ms since epoch; undefined where it is none
 */
export function parseEnd(text: string): number | undefined {
  const moment = readMoment(text)
  if (moment?.isWholeDay === true) moment.at.setDate(moment.at.getDate() + 1)
  return moment?.at.getTime()
}

/**
 * The beginning of a day (`2026-12-24`), or a time of it (`2026-12-24 18:00`), as this machine has it.
 *
 * @returns ms since epoch; undefined where it is none
 */
export function parseMoment(text: string): number | undefined {
  return readMoment(text)?.at.getTime()
}

function readMoment(text: string): { readonly at: Date; readonly isWholeDay: boolean } | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?$/.exec(text.trim()) ?? []
  if (day === undefined) return undefined
  const at = new Date(`${day}T${time ?? '00:00'}`)
  // A day that no month has is another one for Date.
  if (Number.isNaN(at.getTime()) || at.getDate() !== Number(day.slice(8))) return undefined
  return { at, isWholeDay: time === undefined }
}

/** The last day (`2026-12-24`) before a time, as this machine has it. @param end ms since epoch */
export function lastDayBefore(end: number): string {
  const last = new Date(end - 1)
  const month = String(last.getMonth() + 1).padStart(2, '0')
  return `${last.getFullYear()}-${month}-${String(last.getDate()).padStart(2, '0')}`
}
