import type { StateMachine, Transition } from '../stateMachine.ts'

/**
 * The transitions that these events make of a new instance, in their order.
 *
 * @throws Error where one cannot happen in the state it comes in
 */
export function followEvents<State extends string, Event extends string>(
  machine: StateMachine<State, Event, string>,
  events: readonly Event[],
): Transition<State, Event>[] {
  let state: State | null = null
  return events.map((on) => {
    const transition = machine.transitions.find((each) => each.from === state && each.on === on)
    if (transition === undefined) throw new Error(`No ${machine.name} that is ${state} can be ${on}.`)
    state = transition.to
    return transition
  })
}
