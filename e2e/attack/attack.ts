import type { AttackNetwork } from './attackNetwork.ts'

/** What the attacker saw, for the table. */
export type Figures = Readonly<Record<string, string | number>>

/** Something that a stranger does to hub, artist or listener, bounded in time and bytes. */
export interface Attack {
  readonly name: string
  /**
   * Attacks until nothing is left to do or `signal` fires. An honest purchase is made meanwhile, and what all processes
   * suffer is measured.
   *
   * @throws where the outcome is not what it must be; refusals that were expected are figures
   */
  run(network: AttackNetwork, signal: AbortSignal): Promise<Figures>
}
