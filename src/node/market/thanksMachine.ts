import { defineMachine } from '../saga/stateMachine.ts'

export type ThanksState = 'waiting' | 'sent'

/** A note to a buyer: it is left in their mailbox, once. */
export const thanksMachine = defineMachine({
  name: 'thanks',
  states: { waiting: 'send', sent: null },
  transitions: [
    { from: null, on: 'written', to: 'waiting' },
    { from: 'waiting', on: 'left', to: 'sent' },
  ],
})

export type ThanksEvent = (typeof thanksMachine.transitions)[number]['on']
