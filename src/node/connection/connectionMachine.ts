import { defineMachine } from '../market/machine.ts'

/** How the wish to be connected is carried out. A new wish, of another amount perhaps, begins anew wherever it is. */
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
  rows: [
    { from: null, on: 'wished', to: 'filling' },
    { from: 'filling', on: 'wished', to: 'filling' },
    { from: 'opening', on: 'wished', to: 'filling' },
    { from: 'depositing', on: 'wished', to: 'filling' },
    { from: 'connected', on: 'wished', to: 'filling' },
    { from: 'refused', on: 'wished', to: 'filling' },
    { from: 'stopped', on: 'wished', to: 'filling' },

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
export type ConnectionEvent = (typeof connectionMachine.rows)[number]['on']
