const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A length on a clock: `3:07`, `1:02:03`. @param milliseconds below zero counts as zero */
export function clockTime(milliseconds: number): string {
  const { hours, minutes, seconds } = split(milliseconds)
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** A length as it is said: `45 seconds`, `1 minute 12`, `4 minutes`, `1 hour 2 minutes`. */
export function spokenTime(milliseconds: number): string {
  const { hours, minutes, seconds } = split(milliseconds)
  if (hours > 0)
    return minutes > 0 ? `${count(hours, 'hour')} ${count(minutes, 'minute')}` : count(hours, 'hour')
  if (minutes === 0) return count(seconds, 'second')
  return seconds > 0 ? `${count(minutes, 'minute')} ${seconds}` : count(minutes, 'minute')
}

/** How long a record is, roughly: `42 min`, `1 h 3 min`. */
export function roughTime(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE))
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function split(milliseconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.floor(milliseconds / SECOND)) * SECOND
  return {
    hours: Math.floor(whole / HOUR),
    minutes: Math.floor((whole % HOUR) / MINUTE),
    seconds: (whole % MINUTE) / SECOND,
  }
}

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`
}
