import type { ProcessState } from '../process/supervisedProcess.ts'
import type { Startable } from '../shared/startable.ts'

/** One process of the local network, that can end, and be started again, on its own. */
export interface LocalnetProcess extends Startable {
  readonly state: ProcessState
  /** Undefined when it does not run. */
  readonly pid: number | undefined
  /** @returns unsubscribe */
  onState(listener: (state: ProcessState) => void): () => void
}

export const ursulaNames = ['ursula-1', 'ursula-2', 'ursula-3'] as const
/** Those that every network has. */
export const processNames = ['chain', 'homeserver', 'hub', ...ursulaNames] as const
/** Of them a network has as many as it was made with. */
export const towerNames = ['tower-1', 'tower-2'] as const
export const possibleNames = [...processNames, ...towerNames] as const
export type ProcessName = (typeof possibleNames)[number]
