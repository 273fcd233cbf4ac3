import { BuskerError, type ErrorCode } from '../../shared/errors.ts'

const knownReasons: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  PFS_TARGET_OFFLINE: [
    'RAIDEN_NO_ROUTE',
    'The seller’s payment node is offline. Nothing was paid. Try again later.',
  ],
  PFS_TARGET_NO_RECEIVE: [
    'RAIDEN_NO_ROUTE',
    'The seller’s payment node takes no payments now. Nothing was paid.',
  ],
  PFS_NO_ROUTES_FOUND: ['RAIDEN_NO_ROUTE', 'There is no way to pay this seller now. Nothing was paid.'],
  PFS_NO_ROUTES_BETWEEN_NODES: [
    'RAIDEN_NO_ROUTE',
    'There is no way to pay this seller now. Nothing was paid.',
  ],
  PFS_UNKNOWN_TOKEN_NETWORK: [
    'RAIDEN_NO_ROUTE',
    'There is no open channel in this token. Nothing was paid. Open one with the hub.',
  ],
  RDN_UNKNOWN_TOKEN_NETWORK: [
    'RAIDEN_NO_CHANNEL',
    'There is no channel in this token. Open one with the hub.',
  ],
  RDN_INSUFFICIENT_BALANCE: [
    'RAIDEN_BALANCE_TOO_LOW',
    'The account does not hold enough tokens or gas for this.',
  ],
  CNL_NO_OPEN_CHANNEL_FOUND: ['RAIDEN_NO_CHANNEL', 'There is no open channel with this partner.'],
  CNL_NO_OPEN_OR_CLOSING_CHANNEL_FOUND: ['RAIDEN_NO_CHANNEL', 'There is no open channel with this partner.'],
  CNL_NO_SETTLEABLE_OR_SETTLING_CHANNEL_FOUND: [
    'RAIDEN_NO_CHANNEL',
    'There is no closed channel with this partner to settle.',
  ],
  CNL_WITHDRAW_AMOUNT_TOO_HIGH: [
    'RAIDEN_BALANCE_TOO_LOW',
    'That is more than can be taken out of the channel.',
  ],
  CNL_WITHDRAW_AMOUNT_TOO_LOW: [
    'RAIDEN_BALANCE_TOO_LOW',
    'That is less than what was already taken out of the channel.',
  ],
  CNL_WITHDRAW_PENDING: ['RAIDEN_BUSY', 'A withdrawal of this channel is already under way.'],
}

/** What raiden-ts throws, with a code and a sentence; it also rejects with plain `{ reason }` objects. */
export function toRaidenError(error: unknown, doing: string): BuskerError {
  if (error instanceof BuskerError) return error
  const { code, message } = codeAndMessageOf(error)
  const known = code === undefined ? undefined : knownReasons[code]
  if (known !== undefined) return new BuskerError(known[0], known[1], { cause: error })
  if (/fetch failed|ECONNREFUSED|ECONNRESET|ENOTFOUND|M_|TimeoutError/.test(message)) {
    return new BuskerError(
      'RAIDEN_HUB_UNREACHABLE',
      `${doing} failed, the hub does not answer (${message}). Try again when it is back.`,
      { cause: error },
    )
  }
  if (/capacity=/.test(message)) {
    return new BuskerError(
      'RAIDEN_BALANCE_TOO_LOW',
      `The channel does not hold enough: ${message}. Nothing was paid.`,
      {
        cause: error,
      },
    )
  }
  return new BuskerError('RAIDEN_FAILED', `${doing} failed: ${message}`, { cause: error })
}

function codeAndMessageOf(error: unknown): { code?: string; message: string } {
  if (typeof error !== 'object' || error === null) return { message: String(error) }
  const { code, message, reason } = error as { code?: unknown; message?: unknown; reason?: unknown }
  const text =
    typeof message === 'string' ? message : typeof reason === 'string' ? reason : JSON.stringify(error)
  return typeof code === 'string' ? { code, message: text } : { message: text }
}
