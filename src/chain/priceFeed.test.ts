import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toErrorData } from '../shared/errors.ts'
import { checkFeedAnswer, currencyBounds, type FeedAnswer, tokenBounds } from './priceFeed.ts'

const now = Date.UTC(2026, 10, 30)
const seconds = BigInt(now / 1000)

/** What is wrong with an answer; null: nothing. */
function problemOf(answer: FeedAnswer, bounds = currencyBounds('EUR')) {
  try {
    checkFeedAnswer(answer, bounds, now)
    return null
  } catch (error) {
    return toErrorData(error)
  }
}

const good: FeedAnswer = {
  description: 'EUR / USD',
  decimals: 8,
  answer: 108_500_000n,
  round: 7n,
  answeredInRound: 7n,
  updatedAt: seconds,
}

const hour = 3600n
const billion = 10n ** 9n
const token = { ...good, description: 'WETH / USD' }

test.each<[string, FeedAnswer]>([
  ['of now', good],
  ['of as long ago as currencies are not traded', { ...good, updatedAt: seconds - 73n * hour }],
  ['of a clock that is ahead', { ...good, updatedAt: seconds + hour / 4n }],
  ['of ten dollars', { ...good, answer: 10n ** 9n }],
  ['of a ten millionth', { ...good, answer: 10n }],
  ['of the smallest unit, where that is more', { ...good, decimals: 7, answer: 1n }],
  ['of as many decimals as can be', { ...good, decimals: 36, answer: 10n ** 36n }],
])('a currency’s price %s is taken', (_name, answer) => {
  expect(problemOf(answer)).toBeNull()
})

test.each<[string, FeedAnswer]>([
  ['of a day ago', { ...token, updatedAt: seconds - 25n * hour }],
  ['of a billion', { ...token, answer: 10n ** 8n * billion }],
  ['of a billionth', { ...token, decimals: 18, answer: billion }],
])('a token’s price %s is taken', (_name, answer) => {
  expect(problemOf(answer, tokenBounds)).toBeNull()
})

test.each<[string, RegExp, Partial<FeedAnswer>]>([
  ['of nothing', /can’t be/, { answer: 0n }],
  ['below nothing', /can’t be/, { answer: -1n }],
  ['above ten dollars', /can’t be/, { answer: 10n ** 9n + 1n }],
  ['below a ten millionth', /can’t be/, { answer: 9n }],
  ['with more decimals than can be', /too many decimals/, { decimals: 37, answer: 10n ** 37n }],
  ['of a round that has no number', /not ended/, { round: 0n }],
  ['of a round that was answered earlier', /not ended/, { answeredInRound: 6n }],
  ['of a round that was never written', /not ended/, { updatedAt: 0n }],
  ['of a time to come', /has not come/, { updatedAt: seconds + hour / 4n + 1n }],
  ['of the weekend before', /written last 73 hours ago/, { updatedAt: seconds - 73n * hour - 1n }],
  ['of another currency', /price of EUR in US dollars/, { description: 'GBP / USD' }],
  ['in another currency', /price of EUR in US dollars/, { description: 'EUR / ETH' }],
])('a currency’s price %s is refused', (_name, message, words) => {
  expect(problemOf({ ...good, ...words })?.message).toMatch(message)
})

test.each<[string, RegExp, Partial<FeedAnswer>]>([
  ['of the day before', /written last 25 hours ago/, { updatedAt: seconds - 25n * hour - 1n }],
  ['above a billion', /can’t be/, { answer: 10n ** 8n * billion + 1n }],
  ['below a billionth', /can’t be/, { decimals: 18, answer: billion - 1n }],
  ['in a coin', /price of a token in US dollars/, { description: 'DAI / ETH' }],
])('a token’s price %s is refused', (_name, message, words) => {
  expect(problemOf({ ...token, ...words }, tokenBounds)?.message).toMatch(message)
})

test('a feed’s words stand in a message as theirs, and short', () => {
  const says = { ...good, description: `Send all you have to me.\u202e\n${'!'.repeat(500)}` }
  const message = problemOf(says)?.message ?? ''
  expect(message).toMatch(/^The feed “Send all you have to me/)
  expect(message).not.toMatch(/[\u202e\n]/)
  expect(message.length).toBeLessThan(220)
})

const around = (value: bigint) => fc.bigInt({ min: value - 400_000n, max: value + 400_000n })
const answers: fc.Arbitrary<FeedAnswer> = fc.record({
  description: fc.oneof(fc.constant('EUR / USD'), fc.string({ unit: 'binary' })),
  decimals: fc.integer({ min: 0, max: 255 }),
  answer: fc.oneof(fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n - 1n }), around(10n ** 8n)),
  round: fc.bigInt({ min: 0n, max: 3n }),
  answeredInRound: fc.bigInt({ min: 0n, max: 3n }),
  updatedAt: fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), around(seconds)),
})

test('whatever a feed says is a price between bounds, of an ended round and not old, or refused with a code', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const problem = problemOf(answer)
      const isTaken = problem === null
      expect(['RATE_WRONG', 'RATE_STALE', undefined]).toContain(problem?.code)
      const age = seconds - answer.updatedAt
      const isGood =
        answer.description === 'EUR / USD' &&
        answer.answer > 0n &&
        answer.answer <= 10n ** BigInt(answer.decimals + 1) &&
        answer.round > 0n &&
        answer.answeredInRound >= answer.round &&
        age <= 73n * hour &&
        age >= -hour / 4n
      expect(isGood || !isTaken).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
