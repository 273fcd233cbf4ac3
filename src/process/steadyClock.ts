import { uptime } from 'node:os'

/** Where a steady clock reads; replaced in tests. */
export interface SteadySources {
  /** Ms that never go back and no change of the system's clock moves; on some systems they stand still in sleep. */
  readonly monotonic: () => number
  /** Ms since the machine was started, sleep included; may be coarse. */
  readonly sinceBoot: () => number
}

/** Coarser differences than this between the two sources are sleep, ms. */
const coarseness = 1_500

const systemSources: SteadySources = {
  monotonic: () => performance.now(),
  sinceBoot: () => uptime() * 1000,
}

/**
 * A clock for durations: ms since the machine was started. It never goes back, counts the time that the machine sleeps,
 * and stays as it is when somebody sets the system's clock.
 */
export function createSteadyClock({ monotonic, sinceBoot }: SteadySources = systemSources): () => number {
  let ahead = sinceBoot() - monotonic()
  return () => {
    const awake = monotonic()
    const slept = sinceBoot() - awake - ahead
    if (slept > coarseness) ahead += slept
    return awake + ahead
  }
}
