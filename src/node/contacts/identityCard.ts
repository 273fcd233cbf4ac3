import { decodeText, encodeText } from '../../protocol/codec.ts'
import {
  identityMaxBytes,
  type SignedIdentity,
  signedIdentity,
  verifyIdentity,
} from '../../protocol/identity.ts'

const link = /^busker:\/\/contact\/([\w-]{1,2000})\/?$/

/** A card as a link, for a message or a QR code. */
export function contactLink(card: SignedIdentity): string {
  return `busker://contact/${encodeText(signedIdentity, card)}`
}

/**
 * The card in a text that somebody was given: the card itself, or the link with it.
 *
 * @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE`, `PROTOCOL_FORGED`
 */
export async function readIdentityCard(text: string): Promise<SignedIdentity> {
  const plain = text.trim()
  const card = decodeText(signedIdentity, link.exec(plain)?.[1] ?? plain, identityMaxBytes)
  await verifyIdentity(card)
  return card
}
