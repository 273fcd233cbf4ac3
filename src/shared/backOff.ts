/** How long the pauses between tries are. */
export interface BackOffLimits {
  /** Before the first retry, ms; doubles with each one in a row. */
  readonly initialMs: number
  readonly maxMs: number
}

/** How a crashed process is started again: as often as it takes, and less and less often. */
export interface RestartLimits extends BackOffLimits {
  /** A process that ran this long, ms, starts a new count. */
  readonly stableMs: number
}

export const defaultRestartLimits: RestartLimits = { initialMs: 250, maxMs: 15_000, stableMs: 60_000 }

/** Milliseconds before retry number `retry` in a row (0 is the first). For a count that is kept on disk. */
export function backOffDelay({ initialMs, maxMs }: BackOffLimits, retry: number): number {
  return Math.min(maxMs, initialMs * 2 ** retry)
}

/** Exponential back-off: counts failures in a row, and says how long to wait after each. The caller does the waiting. */
export class BackOff {
  readonly #limits: BackOffLimits
  #retries = 0

  constructor(limits: BackOffLimits) {
    this.#limits = limits
  }

  /** Delays given since the start or the last {@link reset}. */
  get retries(): number {
    return this.#retries
  }

  /** Counts one more retry. @returns how long to wait before it, ms */
  next(): number {
    return backOffDelay(this.#limits, this.#retries++)
  }

  /** It has worked, or somebody wants it now: the next delay is the first again. */
  reset(): void {
    this.#retries = 0
  }
}
