import { isSettled, type Machine } from '../../src/node/market/machine.ts'
import type { Step } from '../../src/node/market/saga.ts'

/** A row of a transition table, and the steps at which a process can die in it. */
export interface CrashableRow {
  /** `machine from on`. */
  readonly row: string
  readonly steps: readonly Step[]
}

/** Every row; into a settled state no effect follows the write. */
export function rowsOf<State extends string, Event extends string>(
  machine: Machine<State, Event, string>,
): CrashableRow[] {
  return machine.rows.map(({ from, on, to }) => ({
    row: rowName(machine.name, { from, on }),
    steps: isSettled(machine, to)
      ? ['before-write', 'after-write']
      : ['before-write', 'after-write', 'after-effect'],
  }))
}

export function rowName(machine: string, { from, on }: { from: string | null; on: string }): string {
  return `${machine} ${from ?? 'new'} ${on}`
}
