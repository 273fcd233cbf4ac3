/** What is paid with on a network. */
export interface Token {
  readonly symbol: string
  /** Digits of a base unit after the point. */
  readonly decimals: number
}

/** Exactly, without trailing noughts: `12.345678`. @param value in base units */
export function exactAmount(value: bigint, { decimals }: Token): string {
  const [whole, part] = split(value, decimals)
  const rest = part.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

/** For people: two decimals, rounded down; what is there but less than a hundredth says so. @param value in base units */
export function shortAmount(value: bigint, { decimals }: Token): string {
  const [whole, part] = split(value, decimals)
  const cents = part.padEnd(2, '0').slice(0, 2)
  if (value > 0n && whole === '0' && cents === '00') return '< 0.01'
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')}.${cents}`
}

function split(value: bigint, decimals: number): [whole: string, part: string] {
  const digits = value.toString().padStart(decimals + 1, '0')
  return [digits.slice(0, digits.length - decimals), decimals === 0 ? '' : digits.slice(-decimals)]
}
