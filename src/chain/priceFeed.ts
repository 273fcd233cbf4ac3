import { parseAbi, type PublicClient } from 'viem'
import { type FeedPrice, feedCurrency } from '../shared/currency.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import { quote } from '../shared/text.ts'

/** Chainlink's AggregatorV3Interface. */
const abi = parseAbi([
  'function decimals() view returns (uint8)',
  'function description() view returns (string)',
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
])

/** What a feed says, as it is. */
export interface FeedAnswer extends FeedPrice {
  /** What it says the price of, and in what: `EUR / USD`. */
  readonly description: string
  readonly round: bigint
  readonly answeredInRound: bigint
  /** Seconds since epoch. */
  readonly updatedAt: bigint
}

/** What an answer has to be, to be believed. */
export interface FeedBounds {
  /** What it says the price of; null: whatever the network's profile names. */
  readonly of: string | null
  readonly maxAgeMs: number
  /** Between which prices in US dollars it lies, as powers of ten. */
  readonly from: number
  readonly to: number
}

const hour = 3_600_000
/** Feeds are written anew once a day at least; an hour more, because a block has to come first. */
export const tokenBounds: FeedBounds = { of: null, maxAgeMs: 25 * hour, from: -9, to: 9 }
/** Currencies are not traded from Friday to Sunday night. No currency is worth ten dollars. */
export const currencyBounds = (currency: string): FeedBounds => ({
  of: currency,
  maxAgeMs: 73 * hour,
  from: -7,
  to: 1,
})
/** A chain's clock and ours may differ by so much. */
const aheadMs = hour / 4
const inDollars = ` / ${feedCurrency}`
const maxDecimals = 36
const maxDescription = 64

/** Asks one endpoint. @throws viem's errors, also where there is no feed */
export async function readFeed(client: PublicClient, address: Address): Promise<FeedAnswer> {
  const read = <F extends 'decimals' | 'description' | 'latestRoundData'>(functionName: F) =>
    client.readContract({ address, abi, functionName })
  const [decimals, description, [round, answer, , updatedAt, answeredInRound]] = await Promise.all([
    read('decimals'),
    read('description'),
    read('latestRoundData'),
  ])
  return { decimals, description, round, answer, updatedAt, answeredInRound }
}

/**
 * Refuses what is no price, or an old one.
 *
 * @param now the chain's time, ms
 * @throws BuskerError `RATE_WRONG`, `RATE_STALE`
 */
export function checkFeedAnswer(feed: FeedAnswer, { of, maxAgeMs, from, to }: FeedBounds, now: number): void {
  const { description, decimals, answer, round, answeredInRound, updatedAt } = feed
  const shown = quote(description, maxDescription)
  const wrong = (what: string) =>
    new BuskerError('RATE_WRONG', `The feed ${shown} ${what}. No amounts are shown by it.`)
  const says = of === null ? description.endsWith(inDollars) : description === `${of}${inDollars}`
  if (!says) throw wrong(`does not say the price of ${of ?? 'a token'} in US dollars`)
  if (decimals > maxDecimals) throw wrong('has too many decimals')
  if (round === 0n || updatedAt === 0n || answeredInRound < round) throw wrong('has not ended its round')
  if (answer < powerOfTen(decimals + from) || answer > powerOfTen(decimals + to)) {
    throw wrong('says a price that can’t be')
  }
  const ageMs = now - Number(updatedAt) * 1000
  if (ageMs < -aheadMs) throw wrong('says a price of a time that has not come')
  if (ageMs > maxAgeMs) {
    throw new BuskerError(
      'RATE_STALE',
      `The feed ${shown} was written last ${Math.floor(ageMs / hour)} hours ago. No amounts are shown by it until it is written again.`,
    )
  }
}

/** Below one it is one: a price is above nothing. */
function powerOfTen(exponent: number): bigint {
  return exponent <= 0 ? 1n : 10n ** BigInt(exponent)
}
