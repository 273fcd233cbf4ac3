/** How a crashed process is started again. */
export interface BackOff {
  /** Before the first restart, ms; doubles with each one in a row. */
  readonly initialDelay: number
  readonly maxDelay: number
  /** Restarts in a row before giving up. */
  readonly maxRestarts: number
  /** A process that ran this long, ms, starts a new count. */
  readonly stableAfter: number
}

export const DEFAULT_BACK_OFF: BackOff = {
  initialDelay: 250,
  maxDelay: 15_000,
  maxRestarts: 8,
  stableAfter: 60_000,
}

/** Milliseconds before restart number `attempt` (0 is the first), or null when it is time to give up. */
export function restartDelay(backOff: BackOff, attempt: number): number | null {
  if (attempt >= backOff.maxRestarts) return null
  return Math.min(backOff.maxDelay, backOff.initialDelay * 2 ** attempt)
}
