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
