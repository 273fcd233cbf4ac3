import { amountAt } from '../../protocol/amountAt.ts'
import type { Price } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Amount, maxAmount } from '../../shared/money.ts'

/** What is asked for a work, and until when. */
export type AskedAmount = Pick<Price, 'amount' | 'orMore' | 'reduced'>

/**
 * What is paid for a work at this price. Buyer and seller go by the same rule, each by their own clock: who agrees to the
 * price while it is still reduced pays what it is reduced to.
 *
 * @param at when it is asked for, ms since epoch
 * @param chosen what the buyer agrees to; left out: what it costs then
 * @throws BuskerError `ORDER_BELOW_MINIMUM`, `ORDER_PRICE_FIXED`, `ORDER_REDUCTION_OVER`, `ORDER_ABOVE_CAPACITY`
 */
export function agreedAmount(price: AskedAmount, at: number, chosen = amountAt(price, at)): Amount {
  const least = amountAt(price, at)
  if (chosen < least) throw isFormerPrice(price, chosen) ? reductionOver() : belowMinimum()
  if (price.orMore !== true) {
    if (chosen === least || chosen === price.amount) return least
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

function isFormerPrice({ reduced }: AskedAmount, chosen: Amount): boolean {
  return reduced !== undefined && chosen >= reduced.amount
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
