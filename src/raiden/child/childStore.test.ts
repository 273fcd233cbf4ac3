import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Outcome, PaymentIntent } from '../payments.ts'
import { ChildStore } from './childStore.ts'

const [us, seller, token] = ['1', '2', '3'].map((digit) => toAddress(`0x${digit.repeat(40)}`)) as [
  PaymentIntent['target'],
  PaymentIntent['target'],
  PaymentIntent['token'],
]
const hashOf = (digit: string) => secretHash.parse(`0x${digit.repeat(64)}`)
let folder: string
let store: ChildStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-child-'))
  store = new ChildStore(folder)
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true })
})
const reopen = () => {
  store.close()
  store = new ChildStore(folder)
}

const intent = (change: Partial<PaymentIntent> = {}): PaymentIntent => ({
  secretHash: hashOf('a'),
  target: seller,
  token,
  amount: toAmount(2n ** 64n),
  paymentId: 2n ** 64n - 1n,
  maximumFee: toAmount(3n),
  lockTimeoutSeconds: null,
  ...change,
})
const final = (change: Partial<Outcome['transfer']> = {}): Outcome['transfer'] => ({
  secretHash: hashOf('a'),
  direction: 'sent',
  state: 'paid',
  token,
  amount: toAmount(2n ** 64n),
  fee: -2n,
  paymentId: 2n ** 64n - 1n,
  initiator: us,
  target: seller,
  partner: seller,
  expiration: 3_000,
  startedAt: 1_000,
  changedAt: 2_000,
  ...change,
})

test('a hash is of one payment for ever: the same terms are known again, others are refused', () => {
  expect(store.hasIntent(hashOf('a'))).toBe(false)
  expect([store.addIntent(intent()), store.addIntent(intent())]).toEqual([true, true])
  reopen()
  expect([store.hasIntent(hashOf('a')), store.hasIntent(hashOf('b'))]).toEqual([true, false])
  expect(store.addIntent(intent())).toBe(true)
  const other = [
    { target: us },
    { token: us },
    { amount: toAmount(1n) },
    { paymentId: 1n },
    { maximumFee: toAmount(4n) },
  ]
  for (const change of other) expect(store.addIntent(intent(change))).toBe(false)
  expect(store.addIntent(intent({ secretHash: hashOf('b'), target: us }))).toBe(true)
})

test('what was to be paid to somebody under an identifier is known, whatever else was paid', () => {
  const { target, paymentId } = intent()
  expect(store.intentsWith(target, paymentId)).toEqual([])
  for (const [letter, change] of [
    ['b', {}],
    ['a', { amount: toAmount(1n) }],
    ['c', { target: us }],
    ['d', { paymentId: paymentId + 1n }],
  ] as const)
    store.addIntent(intent({ secretHash: hashOf(letter), ...change }))
  reopen()
  expect(store.intentsWith(target, paymentId)).toEqual([hashOf('b'), hashOf('a')])
})

test('a final transfer gets one number, and comes back as it was, in order and by pages', () => {
  const first = store.addFinal(final())
  expect(first).toEqual({ seq: 1, transfer: final() })
  expect(store.addFinal(final({ changedAt: 9_000 }))).toBeNull()
  const others = [
    final({ state: 'failed' }),
    final({ direction: 'received', fee: 0n }),
    final({ secretHash: hashOf('b') }),
  ]
  const numbered = others.map((each) => store.addFinal(each))
  expect(numbered.map((each) => each?.seq)).toEqual([2, 3, 4])
  reopen()
  expect(store.outcomesAfter(0, 100)).toEqual([first, ...numbered])
  expect(store.outcomesAfter(1, 2)).toEqual(numbered.slice(0, 2))
  expect(store.outcomesAfter(4, 2)).toEqual([])
})

test('no secret is kept with a final transfer', () => {
  const secret = `0x${'5'.repeat(64)}`
  store.addFinal({ ...final(), secret } as Outcome['transfer'])
  expect(store.outcomesAfter(0, 1)).toEqual([{ seq: 1, transfer: final() }])
})

test('how far changes were read, and which block was final, is remembered', () => {
  expect([store.changeSeq, store.finalBlock, store.seenBlock]).toEqual([0, null, 0])
  store.changeSeq = 7
  store.finalBlock = { number: 5, hash: '0xaa' }
  reopen()
  expect([store.changeSeq, store.finalBlock]).toEqual([7, { number: 5, hash: '0xaa' }])
})

test('the newest block that was seen never moves back', () => {
  store.seenBlock = 9
  store.seenBlock = 8
  reopen()
  expect(store.seenBlock).toBe(9)
})

test('a store that was closed answers nothing any more', () => {
  store.close()
  expect(() => store.hasIntent(hashOf('a'))).toThrow('not open')
  store = new ChildStore(folder)
})
