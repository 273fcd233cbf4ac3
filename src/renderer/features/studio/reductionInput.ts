import type { WorkView } from '../../../shared/api/node.ts'
import type { PriceReduction } from '../../../shared/api/studio.ts'
import { lastDayBefore, parseEnd, parseMoment } from '../../../shared/endOfDay.ts'
import type { Amount } from '../../../shared/money.ts'
import type { Token } from '../../../shared/token.ts'
import { amountInputText, parseAmountInput } from '../../ui/token.ts'

/** What a price is reduced to, from when and until when, as it is written: an amount and two days, or nothing. */
export interface WrittenReduction {
  readonly lower: string
  /** Empty: at once. */
  readonly from: string
  readonly until: string
}

/** What a work is reduced to, now or later. */
export function writtenReduction({ price, reduced, reducedLater }: WorkView, token: Token): WrittenReduction {
  if (reduced !== undefined)
    return { lower: amountInputText(price, token), from: '', until: lastDayBefore(reduced.until) }
  if (reducedLater === undefined) return { lower: '', from: '', until: '' }
  return {
    lower: amountInputText(reducedLater.price, token),
    from: lastDayBefore(reducedLater.from + 1),
    until: lastDayBefore(reducedLater.until),
  }
}

export interface ReadReduction {
  /** Left out: none, or it has a problem. */
  readonly reduced?: PriceReduction
  readonly problem?: 'amount' | 'beginning' | 'end'
}

/** @param price what it is to be less than, base units; undefined: that is not known yet */
export function readReduction(
  { lower, from, until: end }: WrittenReduction,
  price: Amount | undefined,
  token: Token,
  now = Date.now(),
): ReadReduction {
  if (lower.trim() === '') return from === '' && end === '' ? {} : { problem: 'amount' }
  const amount = parseAmountInput(lower, token)
  if (amount === undefined || (price !== undefined && amount >= price)) return { problem: 'amount' }
  const until = parseEnd(end)
  if (until === undefined || until <= now) return { problem: 'end' }
  const begin = parseMoment(from)
  if ((begin === undefined && from !== '') || (begin !== undefined && begin >= until))
    return { problem: 'beginning' }
  return { reduced: { price: amount, ...(begin !== undefined && begin > now && { from: begin }), until } }
}
