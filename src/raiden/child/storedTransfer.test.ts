import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stateOf, storedTransfer, toTransfer, waitsForSecret, type StoredTransfer } from './storedTransfer.ts'

const hash = `0x${'1'.repeat(64)}`
const secretText = `0x${'2'.repeat(64)}`
const at = { ts: 1 }
const never = async (): Promise<null> => null

function stored(changes: object = {}): StoredTransfer {
  return storedTransfer.parse({
    direction: 'sent',
    secrethash: hash,
    expiration: 1_000,
    fee: { type: 'BigNumber', hex: '0x02' },
    partner: `0x${'A'.repeat(40)}`,
    transfer: {
      ts: 5,
      token: `0x${'b'.repeat(40)}`,
      payment_identifier: '18446744073709551615',
      initiator: `0x${'c'.repeat(40)}`,
      target: `0x${'d'.repeat(40)}`,
      lock: { amount: { type: 'BigNumber', hex: '0x0c' } },
    },
    ...changes,
  })
}

test('numbers come back whole, addresses in one form', () => {
  expect(toTransfer(stored(), 'pending')).toMatchObject({
    amount: 10n,
    fee: 2n,
    paymentId: 2n ** 64n - 1n,
    partner: `0x${'a'.repeat(40)}`,
    expiration: 1_000_000,
    startedAt: 5,
    secret: null,
  })
})

test('a number is read in every form in which raiden-ts stores it, also below zero', () => {
  const paidBack = stored({ fee: { type: 'BigNumber', hex: '-0x02' } })
  expect(toTransfer(paidBack, 'pending')).toMatchObject({ fee: -2n, amount: 14n })
  expect(toTransfer(stored({ fee: '-2' }), 'pending')).toMatchObject({ fee: -2n, amount: 14n })
  expect(toTransfer(stored({ fee: 3 }), 'pending')).toMatchObject({ fee: 3n, amount: 9n })
})

test('it changed when the newest of its messages came', () => {
  expect(toTransfer(stored(), 'pending').changedAt).toBe(5)
  for (const message of ['secretReveal', 'unlock', 'expired', 'expiredProcessed']) {
    expect(toTransfer(stored({ [message]: { ts: 8 } }), 'pending').changedAt).toBe(8)
  }
})

test.each([
  ['pending', {}],
  ['pending', { expired: at }],
  ['revealed', { secret: secretText, secretReveal: at }],
  // raiden-ts says success here, and the money went back.
  ['failed', { secret: secretText, secretReveal: at, expired: at, expiredProcessed: at }],
  ['revealed', { secret: secretText, secretReveal: at, expired: at }],
  ['paid', { unlock: at }],
  ['paid', { secret: secretText, secretRegistered: at }],
  ['failed', { expired: at, expiredProcessed: at }],
  ['failed', { channelClosed: at, channelSettled: at }],
])('is %s with %j', async (state, changes) => {
  expect(await stateOf(stored(changes), never)).toBe(state)
})

test('a secret registered in time counts as paid even where the lock was taken back; later it does not', async () => {
  const over = stored({ expired: at, expiredProcessed: at })
  expect(await stateOf(over, async () => 999)).toBe('paid')
  expect(await stateOf(over, async () => 1_000)).toBe('failed')
})

test('a lock that is over has not failed while a secret registered in time may still be confirmed', async () => {
  const unconfirmed = async (): Promise<undefined> => undefined
  expect(await stateOf(stored({ expired: at, expiredProcessed: at }), unconfirmed)).toBe('pending')
  const known = { secret: secretText, secretReveal: at }
  expect(await stateOf(stored({ ...known, expired: at, expiredProcessed: at }), unconfirmed)).toBe('revealed')
  expect(await stateOf(stored({ ...known, channelSettled: at }), unconfirmed)).toBe('revealed')
})

test('only received transfers without a secret, not over, wait for one', () => {
  expect(waitsForSecret(stored({ direction: 'received' }))).toBe(true)
  expect(waitsForSecret(stored())).toBe(false)
  for (const over of [{ secret: secretText }, { unlock: at }, { expired: at }, { channelClosed: at }]) {
    expect(waitsForSecret(stored({ direction: 'received', ...over }))).toBe(false)
  }
})

test('an amount of any size is read as it is stored', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (amount) => {
      const transfer = { ...raw(), lock: { amount: { type: 'BigNumber', hex: `0x${amount.toString(16)}` } } }
      expect(toTransfer(stored({ fee: '0', transfer }), 'pending').amount).toBe(amount)
    }),
  )
})

function raw(): object {
  return {
    ts: 1,
    token: `0x${'b'.repeat(40)}`,
    payment_identifier: '1',
    initiator: `0x${'c'.repeat(40)}`,
    target: `0x${'d'.repeat(40)}`,
  }
}
