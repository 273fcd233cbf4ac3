import { getAddress, isAddress, zeroAddress } from 'viem'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, toAddress } from '../../shared/ids.ts'

export interface RecipientRules {
  readonly account: Address
  /** Of Raiden and the token: what is sent to them by itself is lost. */
  readonly contracts: readonly Address[]
}

/**
 * Whom a person means by an address.
 *
 * @throws BuskerError `WALLET_ADDRESS_WRONG`, `WALLET_ADDRESS_OWN`, `WALLET_ADDRESS_CONTRACT`
 */
export function readRecipient(text: string, { account, contracts }: RecipientRules): Address {
  const trimmed = text.trim()
  // All in one case it carries no checksum.
  const isBare = /^0x([0-9a-f]{40}|[0-9A-F]{40})$/.test(trimmed)
  if (!isBare && !isAddress(trimmed)) {
    throw new BuskerError(
      'WALLET_ADDRESS_WRONG',
      'This is no address, or one with a slip in it: its checksum does not fit. Nothing was sent. Copy it again from whoever gave it to you.',
    )
  }
  const recipient = toAddress(trimmed)
  if (recipient === account) {
    throw new BuskerError('WALLET_ADDRESS_OWN', 'This is your own account. Nothing was sent.')
  }
  if ((recipient as string) === zeroAddress || contracts.includes(recipient)) {
    throw new BuskerError(
      'WALLET_ADDRESS_CONTRACT',
      'This is the address of a contract, from which nobody could take the money out again. Nothing was sent.',
    )
  }
  return recipient
}

/** An address with its checksum, for people to compare. */
export const withChecksum = (address: Address): string => getAddress(address)
