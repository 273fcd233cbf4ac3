import type { Price } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Amount, maxAmount } from '../../shared/money.ts'

/**
 * What is paid for a work at this price. Buyer and seller go by the same rule.
 *
 * @param chosen what the buyer chose; left out: the price
 * @throws BuskerError `ORDER_BELOW_MINIMUM`, `ORDER_PRICE_FIXED`
 */
export function agreedAmount({ amount, orMore }: Pick<Price, 'amount' | 'orMore'>, chosen = amount): Amount {
  if (chosen < amount) {
    throw new BuskerError(
      'ORDER_BELOW_MINIMUM',
      'This is less than what the work costs at least. Nothing was paid; choose more.',
    )
  }
  if (chosen > amount && orMore !== true) {
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
