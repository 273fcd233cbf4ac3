import type { Price } from '../../protocol/manifest.ts'
import type { PriceReduction } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'

/** A price as an artist says it. */
export interface AskedPrice {
  readonly price: Amount
  /** It is a minimum; left out: it is fixed. */
  readonly orMore?: boolean | undefined
  /** What it is reduced to, from when and until when, ms since epoch; left out: it is not. */
  readonly reduced?: PriceReduction | undefined
}

/** A price as a manifest says it. A fixed one has the form that it always had. */
export function priceOf(
  { chainId, tokenNetwork }: Pick<Price, 'chainId' | 'tokenNetwork'>,
  { price, orMore, reduced }: AskedPrice,
): Price {
  return {
    chainId,
    tokenNetwork,
    amount: price,
    ...(orMore === true && { orMore }),
    ...(reduced && { reduced: reductionOf(reduced) }),
  }
}

function reductionOf({ price, from, until }: PriceReduction): NonNullable<Price['reduced']> {
  return { amount: price, ...(from !== undefined && { from }), until }
}

const dayMs = 24 * 3600_000
/** What is further away is a slip of the pen. */
const longestReductionMs = 366 * dayMs

/**
 * Refuses what is no reduction: to no less than the price, until a time that is past or more than a year away, or from no
 * earlier a time than that.
 *
 * @param now ms since epoch
 * @throws BuskerError `PRICE_NOT_REDUCED`, `PRICE_REDUCTION_END`, `PRICE_REDUCTION_BEGIN`
 */
export function assertReduction({ price, reduced }: AskedPrice, now: number): void {
  if (reduced === undefined) return
  if (reduced.price >= price) {
    throw new BuskerError('PRICE_NOT_REDUCED', 'A reduced price is less than the price. Nothing was changed.')
  }
  if (reduced.until <= now || reduced.until > now + longestReductionMs) {
    throw new BuskerError(
      'PRICE_REDUCTION_END',
      'A reduced price ends in the future, within a year. Nothing was changed.',
    )
  }
  if (reduced.from !== undefined && reduced.from >= reduced.until) {
    throw new BuskerError(
      'PRICE_REDUCTION_BEGIN',
      'A reduced price begins before it ends. Nothing was changed.',
    )
  }
}
