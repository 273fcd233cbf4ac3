import { BuskerError } from '../shared/errors.ts'

/** How far a device's clock may be off before the person is told, ms. */
export const clockToleranceMs = 120_000

const minuteMs = 60_000
const units = [
  { name: 'day', ms: 1440 * minuteMs },
  { name: 'hour', ms: 60 * minuteMs },
  { name: 'minute', ms: minuteMs },
]

/** What is wrong with this device's clock, and what to do; null where it is right, or nothing is known of it. */
export function clockProblem(skewMs: number | null): BuskerError | null {
  if (skewMs === null || Math.abs(skewMs) <= clockToleranceMs) return null
  return new BuskerError(
    'CLOCK_WRONG',
    `This device’s clock is ${durationInWords(Math.abs(skewMs))} ${skewMs > 0 ? 'fast' : 'slow'}. Switch on automatic date and time in the system’s settings. Busker goes by the chain’s time meanwhile.`,
  )
}

/** A duration as people say it, to the minute: `3 days`. */
export function durationInWords(ms: number): string {
  const unit = units.find((each) => ms >= 2 * each.ms) ?? { name: 'minute', ms: minuteMs }
  const count = Math.round(ms / unit.ms)
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`
}
