/** On event `on` in state `from` (null: there is no instance yet) the instance is in `to`. */
export interface Transition<State extends string, Event extends string> {
  readonly from: State | null
  readonly on: Event
  readonly to: State
}

/**
 * A state machine as data. The saga runs it, and the crash tests are generated from it.
 * `states` names the action of each state: it is idempotent, and its result is the next event. A state without an action
 * is settled.
 */
export interface StateMachine<State extends string, Event extends string, Action extends string> {
  readonly name: string
  readonly states: { readonly [S in State]: Action | null }
  readonly transitions: readonly Transition<State, Event>[]
}

/** The `states` of a machine for a table of states: an action for each that is not settled, and for no other. */
export type StateActions<
  Table extends Readonly<Record<string, { readonly isSettled: boolean }>>,
  Action extends string,
> = { readonly [S in keyof Table]: Table[S]['isSettled'] extends true ? null : Action }

export function defineMachine<
  const State extends string,
  const Event extends string,
  const Action extends string,
>(machine: {
  readonly name: string
  readonly states: { readonly [S in State]: Action | null }
  readonly transitions: readonly { from: NoInfer<State> | null; on: Event; to: NoInfer<State> }[]
}): StateMachine<State, Event, Action> {
  return machine
}

/** The state after `on`, or undefined when that cannot happen in state `from`. */
export function nextState<State extends string, Event extends string>(
  machine: StateMachine<State, Event, string>,
  from: State | null,
  on: Event,
): State | undefined {
  return machine.transitions.find((transition) => transition.from === from && transition.on === on)?.to
}

export function isSettled<State extends string>(
  machine: StateMachine<State, string, string>,
  state: State,
): boolean {
  return machine.states[state] === null
}
