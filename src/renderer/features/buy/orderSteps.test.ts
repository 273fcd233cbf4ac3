import { expect, test } from 'vitest'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import type { Buying } from './buyStore.ts'
import { orderSteps } from './orderSteps.ts'

const title = 'Salt'
const words = { artistName: 'Ana', price: '2.50 TTT', isFree: false, isGift: false }
const ordering: Buying = {
  work: workByTitle(title),
  phase: 'ordering',
  amountText: null,
  amount: null,
  fee: null,
  gift: null,
  giftName: null,
  isGiving: false,
  greeting: null,
  dedication: null,
  follows: false,
  topUpStep: null,
  purchase: null,
  problem: null,
  startedAt: {},
}

/** Each step as `id state note`. */
const shown = (more: Partial<Buying>, now: number) =>
  orderSteps({ ...ordering, ...more }, words, now).map(({ id, state, note }) =>
    typeof note === 'string' ? `${id} ${state} ${note}` : `${id} ${state}`,
  )

test('each step of an order says how long it took, or takes', () => {
  const startedAt = { requested: 1_000, paying: 1_400, paid: 3_400, joined: 15_400 }
  expect(
    shown({ startedAt: { requested: 1_000 }, purchase: orderInState(title, 'requested') }, 1_300),
  ).toEqual(['asking running 0.3 s', 'paying waiting', 'opening waiting', 'ready waiting'])
  expect(shown({ startedAt, purchase: orderInState(title, 'joined') }, 99_000)).toEqual([
    'asking done 0.4 s',
    'paying done 2.0 s',
    'opening done 12 s',
    'ready done',
  ])
  expect(shown({ startedAt: { requested: 0 }, purchase: orderInState(title, 'requested') }, 150_000)[0]).toBe(
    'asking running 3 min',
  )
})

test('a failed order stops at the step it failed at', () => {
  const startedAt = { requested: 1_000, paying: 2_000 }
  expect(shown({ phase: 'failed', startedAt, purchase: orderInState(title, 'failed') }, 9_000)).toEqual([
    'asking done 1.0 s',
    'paying failed',
    'opening waiting',
    'ready waiting',
  ])
})

test('topping up comes first, and the order waits for it', () => {
  const startedAt = { faucet: 0, channel: 500, deposit: 2_000 }
  const waiting = ['asking waiting', 'paying waiting', 'opening waiting', 'ready waiting']
  expect(shown({ phase: 'toppingUp', topUpStep: 'deposit', startedAt }, 3_000)).toEqual([
    'faucet done 0.5 s',
    'channel done 1.5 s',
    'deposit running 1.0 s',
    ...waiting,
  ])
  expect(shown({ phase: 'failed', topUpStep: 'deposit', startedAt }, 3_000)).toEqual([
    'faucet done 0.5 s',
    'channel done 1.5 s',
    'deposit failed 1.0 s',
    ...waiting,
  ])
  const ordered = { ...startedAt, requested: 4_000 }
  expect(
    shown({ topUpStep: 'deposit', startedAt: ordered, purchase: orderInState(title, 'requested') }, 4_100),
  ).toEqual([
    'faucet done 0.5 s',
    'channel done 1.5 s',
    'deposit done 2.0 s',
    'asking running 0.1 s',
    ...waiting.slice(1),
  ])
})
