import type { BasketItem } from '../../../shared/api/basket.ts'

/** A work of the basket as it is named when something is done with it. */
export const chosenOf = ({ label, artist, recipient }: BasketItem) => ({
  label,
  artist,
  ...(recipient !== null && { recipient: recipient.account }),
})

/** Of whatever edition it is there once for oneself, and once for each contact. */
export const keyOf = ({
  label,
  artist,
  recipient,
}: Pick<BasketItem, 'label' | 'artist' | 'recipient'>): string =>
  `${artist} ${label} ${recipient?.account ?? ''}`
