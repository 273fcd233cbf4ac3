import { BuskerError } from '../../shared/errors.ts'
import type { Gift } from './gifts.ts'

/** Gifts of one giver, and of all. */
const maxPerGiver = 8
const maxGifts = 64

/**
 * Which of the gifts that wait goes for a new one; undefined: there is room. Those of givers without a channel go first, then
 * the oldest of whoever has given most; what is accepted stays.
 *
 * @throws BuskerError `GIFT_TOO_MANY`
 */
export function giftToReplace(gifts: readonly Gift[], newcomer: Gift): Gift | undefined {
  const countOf = ({ giver }: Gift) => gifts.filter((gift) => gift.giver === giver).length
  if (countOf(newcomer) >= maxPerGiver) throw tooMany(`${maxPerGiver} gifts of one giver wait already.`)
  if (gifts.length < maxGifts) return undefined
  const waiting = gifts.filter(({ state }) => state === 'waiting')
  const unvouched = waiting.filter(({ isVouched }) => !isVouched)
  const candidates = unvouched.length > 0 ? unvouched : waiting
  const most = Math.max(...candidates.map(countOf))
  const oldest = candidates.find((gift) => countOf(gift) === most)
  const mayGo = unvouched.length > 0 || (newcomer.isVouched && most > countOf(newcomer) + 1)
  if (oldest === undefined || !mayGo) throw tooMany(`${maxGifts} gifts wait already.`)
  return oldest
}

function tooMany(what: string): BuskerError {
  return new BuskerError(
    'GIFT_TOO_MANY',
    `${what} One more was not taken in; whom it is for can ask the artist for it.`,
  )
}
