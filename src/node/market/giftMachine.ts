import type { GiftState } from '../../shared/giftStates.ts'
import { defineMachine } from '../saga/stateMachine.ts'

/** What the node does by itself for a gift in one of its states. */
export type GiftActionName = 'consider' | 'open'

/** A gift's way: it becomes a purchase when it is `taken`. */
export const giftMachine = defineMachine({
  name: 'gift',
  states: {
    waiting: 'consider',
    accepted: 'open',
    taken: null,
    declined: null,
    lapsed: null,
  } satisfies Record<GiftState, GiftActionName | null>,
  transitions: [
    { from: null, on: 'arrived', to: 'waiting' },
    { from: 'waiting', on: 'accepted', to: 'accepted' },
    { from: 'waiting', on: 'refused', to: 'declined' },
    { from: 'waiting', on: 'ranOut', to: 'lapsed' },
    { from: 'accepted', on: 'opened', to: 'taken' },
    { from: 'accepted', on: 'notOpened', to: 'waiting' },
    { from: 'accepted', on: 'refused', to: 'declined' },
  ],
})

export type GiftEvent = (typeof giftMachine.transitions)[number]['on']
