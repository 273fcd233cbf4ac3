import { expect, test } from 'vitest'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { toRaidenError } from './raidenErrors.ts'

test.each<[string, unknown, ErrorCode]>([
  ['no channel', { code: 'CNL_NO_OPEN_CHANNEL_FOUND', message: 'x' }, 'RAIDEN_NO_CHANNEL'],
  ['a withdrawal under way', { code: 'CNL_WITHDRAW_PENDING', message: 'x' }, 'RAIDEN_BUSY'],
  ['a seller who is offline', { code: 'PFS_TARGET_OFFLINE', message: 'x' }, 'RAIDEN_NO_ROUTE'],
  ['a hub that does not answer', new TypeError('fetch failed'), 'RAIDEN_HUB_UNREACHABLE'],
  ['a plain reason', { reason: 'ECONNREFUSED' }, 'RAIDEN_HUB_UNREACHABLE'],
  ['too little capacity', new Error('capacity=3 < 4'), 'RAIDEN_BALANCE_TOO_LOW'],
  ['anything else', new Error('out of cheese'), 'RAIDEN_FAILED'],
])('%s gets its code', (_what, error, code) => {
  expect(toRaidenError(error, 'Paying')).toMatchObject({ code, cause: error })
})

test('what has a code already keeps it', () => {
  const error = new BuskerError('RAIDEN_SECRET_WRONG', 'This is not the secret of that hash.')
  expect(toRaidenError(error, 'Paying')).toBe(error)
})

test.each<[string, ErrorCode]>([
  ['PFS_TARGET_NO_RECEIVE', 'RAIDEN_NO_ROUTE'],
  ['PFS_NO_ROUTES_FOUND', 'RAIDEN_NO_ROUTE'],
  ['PFS_NO_ROUTES_BETWEEN_NODES', 'RAIDEN_NO_ROUTE'],
  ['PFS_UNKNOWN_TOKEN_NETWORK', 'RAIDEN_NO_ROUTE'],
  ['RDN_UNKNOWN_TOKEN_NETWORK', 'RAIDEN_NO_CHANNEL'],
  ['RDN_INSUFFICIENT_BALANCE', 'RAIDEN_BALANCE_TOO_LOW'],
  ['CNL_NO_OPEN_OR_CLOSING_CHANNEL_FOUND', 'RAIDEN_NO_CHANNEL'],
  ['CNL_NO_SETTLEABLE_OR_SETTLING_CHANNEL_FOUND', 'RAIDEN_NO_CHANNEL'],
  ['CNL_WITHDRAW_AMOUNT_TOO_HIGH', 'RAIDEN_BALANCE_TOO_LOW'],
  ['CNL_WITHDRAW_AMOUNT_TOO_LOW', 'RAIDEN_BALANCE_TOO_LOW'],
])('%s of raiden-ts is told in our words', (theirs, code) => {
  const error = toRaidenError({ code: theirs, message: 'theirs' }, 'Paying')
  expect(error.code).toBe(code)
  expect(error.message).toMatch(/^[A-Z].*\.$/)
  expect(error.message).not.toContain('theirs')
})

test.each<[unknown, string]>([
  [new Error('out of cheese'), 'Paying failed: out of cheese'],
  [{ message: 'first', reason: 'second' }, 'Paying failed: first'],
  [{ message: 7, reason: 'second' }, 'Paying failed: second'],
  [{ message: 7, reason: 7 }, 'Paying failed: {"message":7,"reason":7}'],
  [{ code: 7, message: 'a number' }, 'Paying failed: a number'],
  [{ code: 'UNHEARD_OF', message: 'a name' }, 'Paying failed: a name'],
  ['a text', 'Paying failed: a text'],
  [null, 'Paying failed: null'],
  [undefined, 'Paying failed: undefined'],
])('what has no code of ours is told as it was said: %j', (error, message) => {
  expect(toRaidenError(error, 'Paying')).toMatchObject({ code: 'RAIDEN_FAILED', message })
})

test.each(['fetch failed', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'M_LIMIT_EXCEEDED', 'TimeoutError'])(
  '%s means that the hub does not answer',
  (message) => {
    expect(toRaidenError(new Error(`It said ${message}.`), 'Paying')).toMatchObject({
      code: 'RAIDEN_HUB_UNREACHABLE',
      message: expect.stringContaining(`It said ${message}.`) as string,
    })
  },
)
