import type { Price } from '../../protocol/manifest.ts'
import type { Amount } from '../../shared/money.ts'

/** A price as an artist says it. */
export interface AskedPrice {
  readonly price: Amount
  /** It is a minimum; left out: it is fixed. */
  readonly orMore?: boolean | undefined
}

/** A price as a manifest says it. A fixed one has the form that it always had. */
export function priceOf(
  { chainId, tokenNetwork }: Pick<Price, 'chainId' | 'tokenNetwork'>,
  { price, orMore }: AskedPrice,
): Price {
  return { chainId, tokenNetwork, amount: price, ...(orMore === true && { orMore }) }
}
