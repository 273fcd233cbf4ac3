/** A price as people write it: the amount, and a plus behind it where that is a minimum. */
export interface PriceText {
  readonly amount: string
  readonly orMore: boolean
}

/** `2.50+` is 2.50 or more. */
export function splitPriceText(text: string): PriceText {
  const amount = text.trim()
  const orMore = amount.endsWith('+')
  return { amount: orMore ? amount.slice(0, -1).trimEnd() : amount, orMore }
}

/** See {@link splitPriceText}. */
export function joinPriceText({ amount, orMore }: PriceText): string {
  return orMore ? `${amount}+` : amount
}
