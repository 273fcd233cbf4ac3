import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { peerIdText } from '../shared/ids.ts'
import { bytes, time } from './fields.ts'
import { decodeText, encodeText } from './codec.ts'

/**
 * What an invitation carries, which is little: where the hub is, which profile of a network it is asked for, and perhaps a
 * voucher. It is not signed: the hub proves itself by its peer, and the profile by its hash.
 */
export const invitation = z.strictObject({
  v: z.literal(1),
  hub: peerIdText,
  /** Where the hub is dialled: multiaddresses without its peer. */
  at: z.array(z.string().startsWith('/').max(128)).min(1).max(4),
  /** SHA-256 of the profile's text. */
  profile: bytes(32),
  /** When it ends, ms since the epoch; left out: it does not. */
  until: time.optional(),
  /** Chosen at random: whoever shows it first has the credit that the operator put behind it. */
  voucher: bytes(16).optional(),
})
export type Invitation = z.output<typeof invitation>

export const invitationPrefix = 'busker://join/'
const maxBytes = 768

/** @returns a link */
export function encodeInvitation(value: Invitation): string {
  return `${invitationPrefix}${encodeText(invitation, value)}`
}

/**
 * Reads a link, or what is left of one that was copied without its beginning; white space does not matter.
 *
 * @throws BuskerError `INVITATION_MALFORMED`
 */
export function decodeInvitation(text: string): Invitation {
  const plain = text.replace(/\s+/g, '')
  const body = plain.startsWith(invitationPrefix) ? plain.slice(invitationPrefix.length) : plain
  try {
    return decodeText(invitation, body, maxBytes)
  } catch (cause) {
    throw new BuskerError(
      'INVITATION_MALFORMED',
      'This is not an invitation, or not all of it was copied. Nothing was joined.',
      { cause },
    )
  }
}

/** The hub's addresses as they are dialled. */
export function hubAddressesIn({ at, hub }: Invitation): string[] {
  return at.map((address) => `${address}/p2p/${hub}`)
}
