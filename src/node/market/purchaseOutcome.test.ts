import { expect, test } from 'vitest'
import { errorRegistry } from '../../shared/errors/registry.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { purchaseStates, type PurchaseState } from '../../shared/orderStates.ts'
import { toAmount } from '../../shared/money.ts'
import { describeMoney } from './purchaseOutcome.ts'
import type { Purchase } from './purchases.ts'

const describe = (
  state: PurchaseState,
  code: ErrorCode | null = null,
  price = 1n,
  lockExpiration: number | null = null,
) => describeMoney({ state, code, price: toAmount(price), lockExpiration } as Purchase)

const sentences: Readonly<Record<Exclude<PurchaseState, 'failed'>, RegExp>> = {
  requested: /^Nothing has been paid yet/,
  invoiced: /^Nothing has been paid yet/,
  paying: /on its way.*taken, or back/,
  refunding: /does not take this payment.*back in your balance/,
  paid: /^Paid\. Access is being opened/,
  joined: /^Paid\. It is yours/,
  owned: /^Paid\. It is yours/,
  handedOver: /^Paid, and handed over/,
  unopened: /^Paid\. It could not be opened.*costs nothing/,
  declined: /^Nothing was paid/,
  cancelled: /^Nothing was paid/,
  expired: /^Nothing was paid/,
}

test.each(Object.entries(sentences) as [PurchaseState, RegExp][])(
  'of an order that is %s it is said what became of the money',
  (state, sentence) => {
    expect(describe(state)).toMatch(sentence)
    expect(describe(state).startsWith('Paid')).toBe(purchaseStates[state].money === 'paid')
  },
)

test('what was free is not said to be paid', () => {
  for (const state of ['joined', 'owned'] as const) expect(describe(state, null, 0n)).toMatch(/^It was free/)
})

const codeOf = (money: string) =>
  Object.entries(errorRegistry).find(([, entry]) => entry.money === money)?.[0] as ErrorCode

test('of a payment that failed it is said where the money is: back, kept where it was, or never sent', () => {
  expect(describe('failed', codeOf('returned'))).toMatch(/not taken.*back in your balance/)
  expect(describe('failed', codeOf('kept'))).toMatch(/not taken.*when the hub answers/)
  expect(describe('failed', codeOf('untouched'))).toMatch(/not sent.*never left/)
  expect(describe('failed')).toMatch(/not sent.*never left/)
})

test('a lock that was seen came back, whatever code the artist gave for not taking it', () => {
  expect(describe('failed', codeOf('untouched'), 1n, 1)).toMatch(/not taken.*back in your balance/)
  expect(describe('failed', null, 1n, 1)).toMatch(/not taken.*back in your balance/)
  expect(describe('failed', codeOf('kept'), 1n, 1)).toMatch(/not taken.*when the hub answers/)
})
