import { z } from 'zod'
import { expect, expectTypeOf, test } from 'vitest'
import { BuskerError, type ErrorCode, remoteError, toErrorData } from '../errors.ts'
import { errorCode, errorData } from './errorSchemas.ts'
import { parseErrorCode } from './parseError.ts'
import { errorDomains, errorRegistry } from './registry.ts'

test('a code that is not in the registry is a type error', () => {
  // @ts-expect-error -- no domain has it
  const error = new BuskerError('ORDER_TYPO', 'Nobody throws this.')
  expect(error).toBeInstanceOf(BuskerError)
  expectTypeOf<'VAULT_LOCKED'>().toExtend<ErrorCode>()
  expectTypeOf<ErrorCode>().not.toEqualTypeOf<string>()
})

test('no code is in two domains', () => {
  const codes = errorDomains.flatMap(({ entries }) => Object.keys(entries))
  expect(codes.toSorted()).toEqual(Object.keys(errorRegistry).toSorted())
})

test('a code this version knows arrives as it was sent', () => {
  const sent = { code: 'ORDER_EXPIRED', message: 'Nobody answered.' }
  expect(remoteError(sent).toJSON()).toEqual(sent)
  expect(z.decode(errorData, sent)).toEqual(sent)
  expect(z.encode(errorData, { code: 'ORDER_EXPIRED', message: 'Nobody answered.' })).toEqual(sent)
  expect(z.encode(errorCode, z.decode(errorCode, sent.code))).toBe(sent.code)
})

test.each(['ORDER_FROM_TOMORROW', 'CONSTRUCTOR_X', '__PROTO__'])(
  'the unknown code %s becomes one code, and is named in the message',
  (code) => {
    expect(remoteError({ code, message: 'No.' }).toJSON()).toEqual({
      code: 'REMOTE_ERROR_UNKNOWN',
      message: `No. (${code})`,
    })
    expect(parseErrorCode(code)).toBe('REMOTE_ERROR_UNKNOWN')
  },
)

test('what nobody expected becomes one code, with its message', () => {
  expect(toErrorData(new RangeError('Out of range.')).code).toBe('INTERNAL_ERROR')
  expect(toErrorData('plain text').message).toBe('plain text')
})

test('what is no code at all is refused by the schemas', () => {
  expect(errorCode.safeParse('not a code').success).toBe(false)
  expect(errorData.safeParse({ code: 7, message: 'No.' }).success).toBe(false)
  expect(errorData.safeParse({ code: 'ORDER_FROM_TOMORROW', message: 'No.' }).data).toEqual({
    code: 'REMOTE_ERROR_UNKNOWN',
    message: 'No. (ORDER_FROM_TOMORROW)',
  })
})
