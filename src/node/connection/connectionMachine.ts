import { defineMachine } from '../saga/stateMachine.ts'

/** How a connection request is carried out. A new one, perhaps of another amount, starts over from any state. */
export const connectionMachine = defineMachine({
  name: 'connection',
  states: {
    filling: 'fill',
    opening: 'open',
    depositing: 'deposit',
    connected: null,
    refused: null,
    stopped: null,
  },
  transitions: [
    { from: null, on: 'requested', to: 'filling' },
    { from: 'filling', on: 'requested', to: 'filling' },
    { from: 'opening', on: 'requested', to: 'filling' },
    { from: 'depositing', on: 'requested', to: 'filling' },
    { from: 'connected', on: 'requested', to: 'filling' },
    { from: 'refused', on: 'requested', to: 'filling' },
    { from: 'stopped', on: 'requested', to: 'filling' },

    { from: 'filling', on: 'filled', to: 'opening' },
    { from: 'opening', on: 'opened', to: 'depositing' },
    { from: 'depositing', on: 'deposited', to: 'connected' },

    { from: 'filling', on: 'refused', to: 'refused' },
    { from: 'opening', on: 'refused', to: 'refused' },
    { from: 'depositing', on: 'refused', to: 'refused' },

    { from: 'filling', on: 'stopped', to: 'stopped' },
    { from: 'opening', on: 'stopped', to: 'stopped' },
    { from: 'depositing', on: 'stopped', to: 'stopped' },
  ],
})

export type ConnectionState = keyof typeof connectionMachine.states
export type ConnectionEvent = (typeof connectionMachine.transitions)[number]['on']
