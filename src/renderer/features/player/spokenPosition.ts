const sixty = 60

/** Where in a track one is, as it is read out: `1 minute 12 of 4 minutes`. Both in seconds. */
export function spokenPosition(position: number, length: number): string {
  return `${spoken(position)} of ${spoken(length)}`
}

/** How long a release is, roughly: `42 min`, `1 h 3 min`. */
export function roughDuration(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000))
  return minutes < sixty ? `${minutes} min` : `${Math.floor(minutes / sixty)} h ${minutes % sixty} min`
}

function spoken(given: number): string {
  const whole = Math.max(0, Math.floor(given))
  const [hours, minutes, seconds] = [
    Math.floor(whole / 3600),
    Math.floor(whole / sixty) % sixty,
    whole % sixty,
  ]
  if (hours > 0)
    return minutes > 0 ? `${count(hours, 'hour')} ${count(minutes, 'minute')}` : count(hours, 'hour')
  if (minutes === 0) return count(seconds, 'second')
  return seconds > 0 ? `${count(minutes, 'minute')} ${seconds}` : count(minutes, 'minute')
}

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`
}
