import { amountAt, isReductionAhead } from '../../protocol/amountAt.ts'
import type { Price } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Amount, maxAmount, toAmount } from '../../shared/money.ts'

const nothing = toAmount(0n)

/** What is asked for a work, and until when. */
export type AskedAmount = Pick<Price, 'amount' | 'orMore' | 'reduced'>

/** Under which it is sold to somebody. */
export interface SaleTerms {
  /** When it is asked for, ms since epoch. */
  readonly at: number
  /** What was paid for tracks of a release already, base units; left out: nothing. */
  readonly credit?: Amount
}

/** The least that is paid for a work: what it costs then, less what was paid for its tracks. Base units. */
export function leastAmount(price: AskedAmount, { at, credit = nothing }: SaleTerms): Amount {
  const asked = amountAt(price, at)
  return credit < asked ? toAmount(asked - credit) : nothing
}

/**
 * What is paid for a work at this price. Buyer and seller go by the same rule, each by their own clock and their own orders:
 * who agrees to more than it costs now, and to no more than its price, pays what it costs now.
 *
 * @param chosen what the buyer agrees to; left out: the least
 * @throws BuskerError `ORDER_BELOW_MINIMUM`, `ORDER_PRICE_FIXED`, `ORDER_REDUCTION_OVER`, `ORDER_REDUCTION_AHEAD`,
 *   `ORDER_ABOVE_CAPACITY`
 */
export function agreedAmount(price: AskedAmount, terms: SaleTerms, chosen?: Amount): Amount {
  const least = leastAmount(price, terms)
  if (chosen === undefined) return least
  if (chosen < least) throw isReducedPrice(price, terms, chosen) ? notReduced(price, terms) : belowMinimum()
  if (price.orMore !== true) {
    if (chosen <= price.amount) return least
    throw new BuskerError(
      'ORDER_PRICE_FIXED',
      'The artist takes the price of this work and no more. Nothing was paid; order it for its price.',
    )
  }
  if (chosen > maxAmount) {
    throw new BuskerError(
      'ORDER_ABOVE_CAPACITY',
      'This is more than can ever be paid. Nothing was paid; choose less.',
    )
  }
  return chosen
}

/** It is reduced to that at another time, for this buyer. */
function isReducedPrice(price: AskedAmount, { credit }: SaleTerms, chosen: Amount): boolean {
  if (price.reduced === undefined) return false
  const then = { at: price.reduced.until - 1, ...(credit !== undefined && { credit }) }
  return chosen >= leastAmount(price, then)
}

function notReduced({ reduced }: AskedAmount, { at }: SaleTerms): BuskerError {
  if (reduced === undefined || !isReductionAhead(reduced, at)) return reductionOver()
  return new BuskerError(
    'ORDER_REDUCTION_AHEAD',
    'The reduced price of this work does not hold yet by the artist’s clock. Nothing was paid; order it again a little later.',
  )
}

function reductionOver(): BuskerError {
  return new BuskerError(
    'ORDER_REDUCTION_OVER',
    'The reduced price of this work was over when the order reached the artist. Nothing was paid; order it again for what it costs now.',
  )
}

function belowMinimum(): BuskerError {
  return new BuskerError(
    'ORDER_BELOW_MINIMUM',
    'This is less than what the work costs at least. Nothing was paid; choose more.',
  )
}
