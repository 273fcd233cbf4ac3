import type { ReservationState } from '../../shared/reservationStates.ts'
import { defineMachine } from '../saga/stateMachine.ts'

/** What the node does by itself for a reservation in one of its states. */
export type ReservationActionName = 'look' | 'order' | 'follow'

/** A reservation's way: what was agreed to is on disk before it waits, and what is ordered before it is. */
export const reservationMachine = defineMachine({
  name: 'reservation',
  states: {
    waiting: 'look',
    ordering: 'order',
    ordered: 'follow',
    bought: null,
    stopped: null,
    ended: null,
  } satisfies Record<ReservationState, ReservationActionName | null>,
  transitions: [
    { from: null, on: 'reserved', to: 'waiting' },
    { from: 'waiting', on: 'onSale', to: 'ordering' },
    { from: 'waiting', on: 'notAsReserved', to: 'stopped' },
    { from: 'waiting', on: 'owned', to: 'bought' },
    { from: 'waiting', on: 'takenBack', to: 'ended' },
    { from: 'ordering', on: 'ordered', to: 'ordered' },
    { from: 'ordering', on: 'refused', to: 'stopped' },
    { from: 'ordered', on: 'owned', to: 'bought' },
    { from: 'ordered', on: 'failed', to: 'stopped' },
    { from: 'ordered', on: 'orderTakenBack', to: 'ended' },
    { from: 'stopped', on: 'reservedAgain', to: 'waiting' },
    { from: 'stopped', on: 'owned', to: 'bought' },
    { from: 'stopped', on: 'takenBack', to: 'ended' },
  ],
})

export type ReservationEvent = (typeof reservationMachine.transitions)[number]['on']
