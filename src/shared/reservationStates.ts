/**
 * `waiting`: for it to go on sale; `ordering`: it is, and is being ordered; `ordered`: it became an order; `bought`: one has it;
 * `stopped`: somebody has to look at it, nothing was paid by it; `ended`: it was taken back.
 */
export const reservationStates = ['waiting', 'ordering', 'ordered', 'bought', 'stopped', 'ended'] as const
export type ReservationState = (typeof reservationStates)[number]

/** In these it may still become an order by itself. */
export const openReservationStates = [
  'waiting',
  'ordering',
  'ordered',
] as const satisfies readonly ReservationState[]

/** In these it is shown to whoever made it. */
export const shownReservationStates = [
  ...openReservationStates,
  'stopped',
] as const satisfies readonly ReservationState[]
