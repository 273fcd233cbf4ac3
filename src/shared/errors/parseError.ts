import { type ErrorCode, isErrorCode } from './registry.ts'

/** What an error looks like where classes cannot go: IPC, the control socket, the wire. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly message: string
}

/** An error as another process, another machine or another version of Busker wrote it. */
export interface ForeignErrorData {
  readonly code: string
  readonly message: string
}

/**
 * The one way in for errors from outside. A code that this version does not know becomes `REMOTE_ERROR_UNKNOWN`, and is
 * named at the end of the message.
 */
export function parseErrorData({ code, message }: ForeignErrorData): ErrorData {
  if (isErrorCode(code)) return { code, message }
  return { code: 'REMOTE_ERROR_UNKNOWN', message: `${message} (${code})` }
}

/** Like {@link parseErrorData}, for a code that stands apart from its message, as in a row of the database. */
export function parseErrorCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'REMOTE_ERROR_UNKNOWN'
}
