import { BuskerError } from '../../shared/errors.ts'

export function alreadyOwned(): BuskerError {
  return new BuskerError('ORDER_ALREADY_OWNED', 'Whom this is for has it already. Nothing was paid.')
}

/** Nobody pays for what somebody gets for nothing. */
export function hasEarlierEdition(): BuskerError {
  return new BuskerError(
    'ORDER_ALREADY_OWNED',
    'Whom this is for has another edition of it, and gets this one for nothing. Nothing was paid.',
  )
}

export function notForUs(): BuskerError {
  return new BuskerError('ORDER_NOT_FOR_US', 'This order is for another artist or another network.')
}
