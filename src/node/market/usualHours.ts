const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Hours of a day that count as one habit. */
const windowHours = 3
/** On fewer days nothing is usual. */
const fewestDays = 3
/** Older signs say nothing of today. */
const rememberedMs = 60 * dayMs

/** Times of day, as the next or running occasion, ms since epoch. */
export interface UsualHours {
  readonly from: number
  readonly to: number
}

/**
 * The three hours of the day in which somebody was there on most days of the last sixty; null where that is fewer than three
 * days, or not on most of the days they were there at all.
 *
 * @param signs when they were there, ms since epoch
 * @param now ms since epoch
 */
export function usualHours(signs: readonly number[], now: number): UsualHours | null {
  const recent = signs.filter((at) => at <= now && at > now - rememberedMs)
  const all = countDays(recent)
  const counts = Array.from({ length: 24 }, (_, hour) =>
    countDays(
      recent.map((at) => at - hour * hourMs).filter((at) => modulo(at, dayMs) < windowHours * hourMs),
    ),
  )
  const most = Math.max(...counts)
  if (most < fewestDays || most * 2 <= all) return null
  // Of hours that say as much, the middle ones lie around the habit.
  const best = longestRun(counts.map((count) => count === most))
  const to = nextAfter(now, (best + windowHours) * hourMs)
  return { from: to - windowHours * hourMs, to }
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by

function countDays(times: readonly number[]): number {
  return new Set(times.map((at) => Math.floor(at / dayMs))).size
}

/** @returns the middle of the first longest run of true around a day */
function longestRun(hours: readonly boolean[]): number {
  let best = { from: 0, length: 0 }
  for (const from of hours.keys()) {
    let length = 0
    while (length < hours.length && hours[(from + length) % hours.length] === true) length += 1
    if (length > best.length) best = { from, length }
  }
  return (best.from + Math.floor((best.length - 1) / 2)) % hours.length
}

/** The next time of this time of day, ms since epoch. */
function nextAfter(now: number, timeOfDay: number): number {
  return now + dayMs - modulo(now - timeOfDay, dayMs)
}
