import { isSettled, type StateMachine } from '../../saga/stateMachine.ts'
import type { SagaPhase } from '../../saga/saga.ts'

/** A row of a transition table, and the steps at which a process can die in it. */
export interface CrashableRow {
  /** `machine from on`. */
  readonly row: string
  readonly steps: readonly SagaPhase[]
}

/** Every row; into a settled state no effect follows the write. */
export function crashableRows<State extends string, Event extends string>(
  machine: StateMachine<State, Event, string>,
): CrashableRow[] {
  return machine.transitions.map(({ from, on, to }) => ({
    row: rowName(machine.name, { from, on }),
    steps: isSettled(machine, to)
      ? ['before-write', 'after-write']
      : ['before-write', 'after-write', 'after-effect'],
  }))
}

export function rowName(machine: string, { from, on }: { from: string | null; on: string }): string {
  return `${machine} ${from ?? 'new'} ${on}`
}
