import type { Clock } from '../clock.ts'

/** A clock that only a test moves. */
export function createManualClock(start = 1_700_000_000_000): {
  readonly now: Clock
  readonly advance: (ms: number) => void
} {
  let time = start
  return {
    now: () => time,
    advance: (ms) => {
      time += ms
    },
  }
}
