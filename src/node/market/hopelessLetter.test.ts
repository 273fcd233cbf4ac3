import { expect, test } from 'vitest'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { openStore } from '../store/openStore.ts'
import { DroppedLetters } from './droppedLetters.ts'
import { isHopelessLetter } from './hopelessLetter.ts'

test.each<[ErrorCode, boolean]>([
  ['PROTOCOL_FORGED', true],
  ['PROTOCOL_MALFORMED', true],
  ['PROTOCOL_TOO_LARGE', true],
  ['UMBRAL_WRONG_KEY', true],
  ['UMBRAL_MALFORMED', true],
  ['POLICY_FORGED', true],
  ['POLICY_NOT_YOURS', true],
  ['POLICY_WRONG_SECRET', true],
  ['GIFT_TOO_MANY', true],
  ['BUYER_NOT_CONNECTED', true],
  ['MAILBOX_EXPIRY', true],
  ['ORDER_REVOKED', true],
  ['ORDER_NOT_FOR_US', true],
  ['ORDER_UNSETTLED', false],
  ['SELLER_BUSY', false],
  ['IPFS_PEER_UNREACHABLE', false],
  ['PROCESS_NOT_RUNNING', false],
])('of a letter that failed with %s it is known whether it will ever be any use', (code, isHopeless) => {
  expect(isHopelessLetter(new BuskerError(code, 'No.'))).toBe(isHopeless)
})

test('what broke on this side says nothing about a letter', () => {
  expect(isHopelessLetter(new Error('ORDER_REVOKED'))).toBe(false)
  expect(isHopelessLetter({ code: 'ORDER_REVOKED' })).toBe(false)
})

test('letters that were thrown away are counted by their reason, with what was said last', () => {
  const store = openStore(':memory:')
  let now = 5
  const dropped = new DroppedLetters(store, () => now)
  expect(dropped.totals()).toEqual({})
  dropped.count(new BuskerError('PROTOCOL_FORGED', 'The first.'))
  now = 6
  dropped.count(new BuskerError('PROTOCOL_FORGED', 'The second.'))
  dropped.count(new Error('It broke.'))
  expect(dropped.totals()).toEqual({ PROTOCOL_FORGED: 2, INTERNAL_ERROR: 1 })
  expect(store.prepare('SELECT message, last_at FROM dropped_letters WHERE count = 2').get()).toEqual({
    message: 'The second.',
    last_at: 6,
  })
  store.close()
})
