import type { Amount } from '../../../shared/money.ts'
import type { Token } from '../../../shared/token.ts'
import { parseAmountInput } from '../../ui/token.ts'
import type { Buying } from './buyStore.ts'

/** What is paid: the price, or what the person wrote where that is a minimum; undefined while that is no amount that can be. */
export function chosenAmount(
  { work, amountText }: Pick<Buying, 'work' | 'amountText'>,
  token: Token,
): Amount | undefined {
  if (work.orMore !== true || amountText === null) return work.price
  const written = parseAmountInput(amountText, token)
  return written !== undefined && written >= work.price ? written : undefined
}
