/**
 * Every failure a person or a program can meet has one code and a sentence that says what happened and what to do.
 * Codes are stable: they cross process boundaries and the network, and scripts match on them.
 * A code starts with its domain: `VAULT_`, `MEDIA_`, `ORDER_`, `POLICY_`, `RAIDEN_`, `HUB_`, `IPFS_`, `LOCALNET_`, …
 */
export type ErrorCode = `${Uppercase<string>}_${Uppercase<string>}`

/** What an error looks like where classes cannot go: IPC, the control socket, the wire. */
export interface ErrorData {
  readonly code: ErrorCode
  readonly message: string
}

/**
 * An expected failure.
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
