import { BuskerError } from '../../shared/errors.ts'

/**
 * What was to end by now is taken for this long yet, ms: two sides that follow one chain know its time to some seconds.
 */
export const clockToleranceMs = 15_000

/** The chain has not said what time it is: whether an order has run out can't be known. */
export function timeUnknown(): BuskerError {
  return new BuskerError(
    'CLOCK_UNKNOWN',
    'The chain’s time isn’t known here yet, and orders are judged by it. Nothing was paid; it is tried again.',
  )
}
