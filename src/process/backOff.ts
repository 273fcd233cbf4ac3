/** How a crashed process is started again: as often as it takes, and less and less often. */
export interface BackOff {
  /** Before the first restart, ms; doubles with each one in a row. */
  readonly initialDelay: number
  readonly maxDelay: number
  /** A process that ran this long, ms, starts a new count. */
  readonly stableAfter: number
}

export const defaultBackOff: BackOff = {
  initialDelay: 250,
  maxDelay: 15_000,
  stableAfter: 60_000,
}

/** Milliseconds before restart number `attempt` (0 is the first). */
export function restartDelay({ initialDelay, maxDelay }: BackOff, attempt: number): number {
  return Math.min(maxDelay, initialDelay * 2 ** attempt)
}
