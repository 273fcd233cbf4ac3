import type { ChainClock } from '../../chain/chainClock.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { NotReadyError } from '../lifecycle/partSupervisor.ts'

/** The chain's clock as a part of the node: a chain on which no block comes for a moment is no failure. */
export function clockPart(clock: ChainClock): Startable {
  return {
    start: () =>
      clock.start().catch((error: unknown) => {
        throw isBuskerError(error, 'CLOCK_UNKNOWN') ? new NotReadyError(error) : error
      }),
    stop: () => clock.stop(),
  }
}
