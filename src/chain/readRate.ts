import type { PublicClient } from 'viem'
import { feedCurrency, type Feeds, rateBetween } from '../shared/currency.ts'
import { BuskerError, isBuskerError } from '../shared/errors.ts'
import type { Amount } from '../shared/money.ts'
import { type ChainEndpoints, saidOf } from './chainEndpoints.ts'
import { checkFeedAnswer, currencyBounds, readFeed, tokenBounds } from './priceFeed.ts'

const dollar = { answer: 1n, decimals: 0 }
/** Endpoints may be a round apart; no feed's price moves by more within one, percent. */
const apartPercent = 2n

/**
 * What one token is worth in a currency by the feeds of its chain, in units of 10^-12 of the currency. Every endpoint is asked;
 * those that answer well have to agree.
 *
 * @param now the chain's time, ms
 * @throws BuskerError `RATE_CURRENCY_UNKNOWN`, `RATE_WRONG`, `RATE_STALE`, `RATE_CONTRADICTED`, `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
 */
export async function readRate(
  endpoints: Pick<ChainEndpoints, 'readEach'>,
  feeds: Feeds,
  currency: string,
  now: number,
): Promise<Amount> {
  checkCurrency(feeds, currency)
  const answers = await endpoints.readEach((client) => readFrom(client, feeds, currency, now))
  const rates = ratesOf(answers).toSorted((a, b) => (a < b ? -1 : 1))
  const [least, most] = [rates[0], rates.at(-1)]
  if (least === undefined || most === undefined || most * 100n > least * (100n + apartPercent)) {
    throw new BuskerError(
      'RATE_CONTRADICTED',
      'The addresses of the chain contradict each other about what the token is worth. No amounts are shown in your currency.',
    )
  }
  return least
}

/** @throws BuskerError `RATE_CURRENCY_UNKNOWN` where no feed says its price */
export function checkCurrency(feeds: Feeds | undefined, currency: string): asserts feeds is Feeds {
  if (feeds !== undefined && (currency === feedCurrency || Object.hasOwn(feeds.currencies, currency))) return
  throw new BuskerError(
    'RATE_CURRENCY_UNKNOWN',
    `Nobody says on this network’s chain what its token is worth in ${currency}. Nothing was changed.`,
  )
}

async function readFrom(client: PublicClient, feeds: Feeds, currency: string, now: number): Promise<Amount> {
  const place = currency === feedCurrency ? undefined : feeds.currencies[currency]
  const [token, other] = await Promise.all([
    readFeed(client, feeds.token),
    place === undefined ? undefined : readFeed(client, place),
  ])
  checkFeedAnswer(token, tokenBounds, now)
  if (other !== undefined) checkFeedAnswer(other, currencyBounds(currency), now)
  return rateBetween(token, other ?? dollar)
}

function ratesOf(answers: readonly PromiseSettledResult<Amount>[]): Amount[] {
  try {
    return saidOf(answers)
  } catch (error) {
    if (isBuskerError(error)) throw error
    throw new BuskerError(
      'RATE_WRONG',
      'Where this network’s profile names a price feed, there is none. No amounts are shown by it.',
      { cause: error },
    )
  }
}
