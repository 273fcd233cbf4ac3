/** `waiting` for the person; `accepted`, and being opened; the others are over. */
export const giftStateNames = ['waiting', 'accepted', 'taken', 'declined', 'lapsed'] as const
export type GiftState = (typeof giftStateNames)[number]

export const settledGiftStates = ['taken', 'declined', 'lapsed'] as const satisfies readonly GiftState[]
