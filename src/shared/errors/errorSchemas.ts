import { z } from 'zod'
import { parseErrorCode, parseErrorData } from './parseError.ts'
import { type ErrorCode, isErrorCode } from './registry.ts'

const foreignCode = z
  .string()
  .max(80)
  .regex(/^[A-Z0-9]+(_[A-Z0-9]+)+$/)
const knownCode = z.custom<ErrorCode>((code) => typeof code === 'string' && isErrorCode(code))

/** A code that stands apart from its message; see {@link parseErrorCode}. */
export const errorCode = z.codec(foreignCode, knownCode, { decode: parseErrorCode, encode: (code) => code })

/** An error as data; see {@link parseErrorData}. */
export const errorData = z.codec(
  z.strictObject({ code: foreignCode, message: z.string() }),
  z.strictObject({ code: knownCode, message: z.string() }),
  { decode: parseErrorData, encode: (error) => error },
)
