import { BuskerError } from '../../shared/errors.ts'

export function alreadyOwned(): BuskerError {
  return new BuskerError('ORDER_ALREADY_OWNED', 'Whom this is for has it already. Nothing was paid.')
}

export function notForUs(): BuskerError {
  return new BuskerError('ORDER_NOT_FOR_US', 'This order is for another artist or another network.')
}
