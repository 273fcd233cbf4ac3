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

/** Of a release, whose buyer counts more than we know of. */
export function creditUnknown(cause: unknown): BuskerError {
  return new BuskerError(
    'ORDER_CREDIT_UNKNOWN',
    'The artist does not know of as much that was paid for tracks of this release. Nothing was paid; order it again for its price, or ask the artist.',
    { cause },
  )
}

export function notForUs(): BuskerError {
  return new BuskerError('ORDER_NOT_FOR_US', 'This order is for another artist or another network.')
}

/** The same peer is on another machine: whoever hears this asks again, or leaves a letter, which that one reads. */
export function sellsElsewhere(): BuskerError {
  return new BuskerError(
    'IPFS_PEER_UNREACHABLE',
    'The artist sells from another machine. What is left in the mailbox is read there.',
  )
}
