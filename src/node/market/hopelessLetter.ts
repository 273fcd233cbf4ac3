import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'

const hopelessCodes: readonly ErrorCode[] = [
  // Whoever has a channel soon asks again.
  'BUYER_NOT_CONNECTED',
  'GIFT_TOO_MANY',
  'MAILBOX_EXPIRY',
  'POLICY_FORGED',
  'POLICY_NOT_YOURS',
  'POLICY_WRONG_SECRET',
  'PROTOCOL_FORGED',
  'PROTOCOL_MALFORMED',
  'PROTOCOL_TOO_LARGE',
  'UMBRAL_MALFORMED',
  'UMBRAL_WRONG_KEY',
]

/** A letter that failed with this is no better tomorrow: forged, not for us, decided. Everything else passes. */
export function isHopelessLetter(error: unknown): boolean {
  if (!isBuskerError(error) || error.code === 'ORDER_UNSETTLED') return false
  return error.code.startsWith('ORDER_') || hopelessCodes.includes(error.code)
}
