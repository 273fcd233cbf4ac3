import type { RefundState } from '../../shared/refundStates.ts'
import { defineMachine } from '../saga/stateMachine.ts'

/** What the node does by itself for a refund in one of its states. */
export type RefundActionName = 'payBack' | 'endAccess'

/** A refund's way: the artist's side alone, since its buyer need do nothing. */
export const refundMachine = defineMachine({
  name: 'refund',
  states: {
    paying: 'payBack',
    ending: 'endAccess',
    refunded: null,
    unpaid: null,
  } satisfies Record<RefundState, RefundActionName | null>,
  transitions: [
    { from: null, on: 'begun', to: 'paying' },
    { from: 'paying', on: 'paid', to: 'refunded' },
    { from: 'paying', on: 'paidAndEnds', to: 'ending' },
    { from: 'paying', on: 'lockRanOut', to: 'paying' },
    { from: 'paying', on: 'ended', to: 'unpaid' },
    { from: 'ending', on: 'accessEnded', to: 'refunded' },
    { from: 'unpaid', on: 'triedAgain', to: 'paying' },
  ],
})

export type RefundEvent = (typeof refundMachine.transitions)[number]['on']
