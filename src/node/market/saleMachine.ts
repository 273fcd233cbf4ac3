import type { saleStates } from '../../shared/orderStates.ts'
import { defineMachine, type StateActions } from '../saga/stateMachine.ts'

/** What the node does by itself for a sale in one of its states. */
export type SaleActionName = 'watch' | 'refuse' | 'release'

/** The seller's side of an order. */
export const saleMachine = defineMachine({
  name: 'sale',
  states: {
    invoiced: 'watch',
    refusing: 'refuse',
    releasing: 'release',
    paid: null,
    delivered: null,
    expired: null,
  } satisfies StateActions<typeof saleStates, SaleActionName>,
  transitions: [
    { from: null, on: 'invoiced', to: 'invoiced' },
    { from: null, on: 'givenFree', to: 'paid' },

    { from: 'invoiced', on: 'matched', to: 'releasing' },
    { from: 'invoiced', on: 'lockRefused', to: 'refusing' },
    { from: 'invoiced', on: 'superseded', to: 'expired' },
    { from: 'invoiced', on: 'ranOut', to: 'expired' },

    { from: 'refusing', on: 'refusalSent', to: 'expired' },
    { from: 'refusing', on: 'ranOut', to: 'expired' },

    { from: 'releasing', on: 'unlocked', to: 'paid' },
    { from: 'releasing', on: 'withheld', to: 'paid' },
    { from: 'releasing', on: 'neverReleased', to: 'expired' },

    { from: 'paid', on: 'acknowledged', to: 'delivered' },
  ],
})

export type SaleEvent = (typeof saleMachine.transitions)[number]['on']
