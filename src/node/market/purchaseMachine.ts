import type { purchaseStates } from '../../shared/orderStates.ts'
import { defineMachine, type StateActions } from '../saga/stateMachine.ts'

/** What the node does by itself for a purchase in one of its states. */
export type PurchaseActionName = 'ask' | 'confirm' | 'pay' | 'awaitReturn' | 'join' | 'acknowledge'

/**
 * The buyer's side of an order. `gifted` is where a gift begins to be ours; `handedOver` is where
 * one ends that was a gift to somebody else.
 */
export const purchaseMachine = defineMachine({
  name: 'purchase',
  states: {
    requested: 'ask',
    invoiced: 'confirm',
    paying: 'pay',
    refunding: 'awaitReturn',
    paid: 'join',
    joined: 'acknowledge',
    owned: null,
    handedOver: null,
    unopened: null,
    declined: null,
    cancelled: null,
    expired: null,
    failed: null,
  } satisfies StateActions<typeof purchaseStates, PurchaseActionName>,
  transitions: [
    { from: null, on: 'begun', to: 'requested' },
    { from: null, on: 'gifted', to: 'joined' },

    { from: 'requested', on: 'offered', to: 'invoiced' },
    { from: 'requested', on: 'givenFree', to: 'paid' },
    { from: 'requested', on: 'refused', to: 'declined' },
    { from: 'requested', on: 'cancelledByBuyer', to: 'cancelled' },
    { from: 'requested', on: 'ranOut', to: 'expired' },

    { from: 'invoiced', on: 'confirmed', to: 'paying' },
    { from: 'invoiced', on: 'refused', to: 'declined' },
    { from: 'invoiced', on: 'cancelledByBuyer', to: 'cancelled' },
    { from: 'invoiced', on: 'ranOut', to: 'expired' },

    { from: 'paying', on: 'secretLearned', to: 'paid' },
    { from: 'paying', on: 'notSent', to: 'failed' },
    { from: 'paying', on: 'lockRanOut', to: 'failed' },
    { from: 'paying', on: 'ranOut', to: 'expired' },
    { from: 'paying', on: 'refused', to: 'refunding' },

    { from: 'refunding', on: 'secretLearned', to: 'paid' },
    { from: 'refunding', on: 'notSent', to: 'failed' },
    { from: 'refunding', on: 'lockRanOut', to: 'failed' },

    { from: 'paid', on: 'opened', to: 'joined' },
    { from: 'paid', on: 'handedOver', to: 'handedOver' },
    { from: 'paid', on: 'notOpened', to: 'unopened' },
    { from: 'unopened', on: 'triedAgain', to: 'paid' },
    { from: 'joined', on: 'acknowledged', to: 'owned' },
  ],
})

export type PurchaseEvent = (typeof purchaseMachine.transitions)[number]['on']
