import { BuskerError } from '../shared/errors.ts'
import type { WorkView } from '../shared/api/node.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import { splitPriceText } from '../shared/priceText.ts'
import { exactAmount, parseTokenAmount, type Token } from '../shared/token.ts'
import { localTime } from './localTime.ts'

/**
 * What a person types ("1.50") in base units.
 *
 * @throws BuskerError `CLI_AMOUNT`
 */
export function parseAmount(text: string, decimals: number): Amount {
  // One point, with digits on both sides: what a script writes is never guessed at.
  const amount = /^\d+(\.\d+)?$/.test(text) ? parseTokenAmount(text, { decimals }) : undefined
  if (amount !== undefined) return amount
  throw new BuskerError(
    'CLI_AMOUNT',
    `"${text}" is no amount. Write it like 1.50, with at most ${decimals} decimals.`,
  )
}

/**
 * A price as a person types it: `1.50`, or `1.50+` where it is a minimum.
 *
 * @throws BuskerError `CLI_AMOUNT`
 */
export function parsePrice(text: string, decimals: number): { price: Amount; orMore: boolean } {
  const { amount, orMore } = splitPriceText(text)
  return { price: parseAmount(amount, decimals), orMore }
}

/** `1.50 tUSD`, `1.50 tUSD or more`, or `name your price`; of a reduced one, also from or until when, and what it costs then. */
export function formatPrice(
  {
    price,
    orMore,
    reduced,
    reducedLater,
    credit,
  }: Pick<WorkView, 'price' | 'orMore' | 'reduced' | 'reducedLater' | 'credit'>,
  token: Token,
): string {
  if (credit !== undefined) {
    const before = toAmount(price + credit)
    return `${formatPrice({ price, orMore }, token)} (${formatAmount(before, token)} less ${formatAmount(credit, token)} paid for its tracks)`
  }
  if (reduced !== undefined) {
    const [now, then] = [price, reduced.from].map((amount) => formatPrice({ price: amount, orMore }, token))
    return `${now} until ${localTime(reduced.until)}, then ${then}`
  }
  if (reducedLater !== undefined) {
    const { from, until } = reducedLater
    const [now, then] = [price, reducedLater.price].map((amount) =>
      formatPrice({ price: amount, orMore }, token),
    )
    return `${now}, ${then} from ${localTime(from)} until ${localTime(until)}`
  }
  if (orMore !== true) return formatAmount(price, token)
  return price === 0n ? 'name your price' : `${formatAmount(price, token)} or more`
}

/** Two decimals at least, and all that are there: 1.50, 0.015. */
export function formatAmount(amount: bigint, token: Token): string {
  const [whole = '0', fraction = ''] = exactAmount(amount, token).split('.')
  return `${whole}.${fraction.padEnd(2, '0')} ${token.symbol}`
}
