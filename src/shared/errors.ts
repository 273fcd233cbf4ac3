import { type ErrorData, type ForeignErrorData, parseErrorData } from './errors/parseError.ts'
import { diskProblem } from './diskProblem.ts'
import { quote } from './text.ts'
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

/**
 * The error as data. A write for which the disk has no room becomes `NODE_DISK_FULL`; what else is not a
 * {@link BuskerError} becomes `INTERNAL_ERROR` and keeps only its message.
 */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof BuskerError) return error.toJSON()
  const problem = diskProblem(error)
  if (problem !== null) return problem
  return { code: 'INTERNAL_ERROR', message: error instanceof Error ? error.message : String(error) }
}

/** What a failed write means where the disk is full or can't be written to; null for every other error. */
export function diskError(error: unknown): BuskerError | null {
  if (isBuskerError(error)) {
    return error.code === 'NODE_DISK_FULL' || error.code === 'NODE_DISK_READ_ONLY' ? error : null
  }
  const problem = diskProblem(error)
  return problem === null ? null : new BuskerError(problem.code, problem.message, { cause: error })
}

/** The error that another process of ours reported; see {@link parseErrorData}. */
export function remoteError(data: ForeignErrorData): BuskerError {
  const { code, message } = parseErrorData(data)
  return new BuskerError(code, message)
}

/**
 * The error that somebody else's machine reported: the code in our vocabulary, the words as a quotation.
 *
 * @param who as a sentence begins
 */
export function foreignError(data: ForeignErrorData, who = 'The other side'): BuskerError {
  const { code, message } = parseErrorData(data)
  return new BuskerError(code, `${who} says: ${quote(message)}`)
}
