/** One transition: in state `from` (null: there is no order yet), when `on` happens, the order is in `to`. */
export interface Row<State extends string, Event extends string> {
  readonly from: State | null
  readonly on: Event
  readonly to: State
}

/**
 * A state machine as data. The saga runs it, and the crash tests are generated from it.
 * `does` names the side effect of being in a state: it is repeatable, and what it learns is the next event.
 * A state that does nothing is settled.
 */
export interface Machine<State extends string, Event extends string, Action extends string> {
  readonly name: string
  readonly states: { readonly [S in State]: Action | null }
  readonly rows: readonly Row<State, Event>[]
}

export function defineMachine<
  const State extends string,
  const Event extends string,
  const Action extends string,
>(machine: {
  readonly name: string
  readonly states: { readonly [S in State]: Action | null }
  readonly rows: readonly { from: NoInfer<State> | null; on: Event; to: NoInfer<State> }[]
}): Machine<State, Event, Action> {
  return machine
}

/** The state after `on`, or undefined when that cannot happen in state `from`. */
export function next<State extends string, Event extends string>(
  machine: Machine<State, Event, string>,
  from: State | null,
  on: Event,
): State | undefined {
  return machine.rows.find((row) => row.from === from && row.on === on)?.to
}

export function isSettled<State extends string>(
  machine: Machine<State, string, string>,
  state: State,
): boolean {
  return machine.states[state] === null
}
