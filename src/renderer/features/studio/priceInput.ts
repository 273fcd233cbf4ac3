import type { Amount } from '../../../shared/money.ts'
import { splitPriceText } from '../../../shared/priceText.ts'
import type { Token } from '../../../shared/token.ts'
import { parseAmountInput } from '../../ui/token.ts'

/** A price that a person typed, as the node takes it; undefined when it is none. */
export function parsePriceInput(
  text: string,
  token: Token,
): { readonly price: Amount; readonly orMore?: true } | undefined {
  const { amount, orMore } = splitPriceText(text)
  const price = parseAmountInput(amount, token)
  return price === undefined ? undefined : { price, ...(orMore && { orMore }) }
}
