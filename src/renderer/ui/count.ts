const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A count as it is shown: `100,000`. */
export const countText = (count: number): string => whole.format(count)

/** A count of things: `1 track`, `100,000 tracks`. @param one what one of them is called; more take an s */
export const countOf = (count: number, one: string): string =>
  `${countText(count)} ${one}${count === 1 ? '' : 's'}`
