import { type ErrorData, type ForeignErrorData, parseErrorData } from './errors/parseError.ts'
import type { ErrorCode } from './errors/registry.ts'

export type { ErrorData } from './errors/parseError.ts'
export type { ErrorCode } from './errors/registry.ts'

/**
 * An expected failure. Its code says in the registry what it means for the money and what to do.
 *
 * @param code stable, for programs
 * @param message one or two sentences, for people: what happened, and what to do about it
 * @param options.cause the error this one explains, kept for the log
 */
export class BuskerError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BuskerError'
    this.code = code
  }

  toJSON(): ErrorData {
    return { code: this.code, message: this.message }
  }
}

/** True when `error` is a {@link BuskerError}, with that code where one is given. */
export function isBuskerError(error: unknown, code?: ErrorCode): error is BuskerError {
  return error instanceof BuskerError && (code === undefined || error.code === code)
}

/** The error as data; what is not a {@link BuskerError} becomes `INTERNAL_ERROR` and keeps only its message. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof BuskerError) return error.toJSON()
  return { code: 'INTERNAL_ERROR', message: error instanceof Error ? error.message : String(error) }
}

/** The error that another process or machine reported; see {@link parseErrorData}. */
export function remoteError(data: ForeignErrorData): BuskerError {
  const { code, message } = parseErrorData(data)
  return new BuskerError(code, message)
}
