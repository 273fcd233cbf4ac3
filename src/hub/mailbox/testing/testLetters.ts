import type { Mail } from '../../../protocol/mailbox.ts'
import { type Address, address, hex32, peerIdText } from '../../../shared/ids.ts'
import type { Sender } from '../mailbox.ts'

export const anna = address.parse(`0x${'a'.repeat(40)}`)
export const bert = address.parse(`0x${'b'.repeat(40)}`)
export const everybodyIsPartner = { has: () => true }

/** Somebody without a channel. */
export const stranger = (number: number): Sender => ({
  peer: peerIdText.parse(`12D3KooW${String(number).padStart(44, 'A').replaceAll('0', 'z')}`),
  account: null,
})
const accountOf = (number: number): Address => address.parse(`0x${number.toString(16).padStart(40, '0')}`)
/** Somebody with a channel. */
export const partner = (number: number): Sender => ({ ...stranger(number), account: accountOf(number) })

export const letterAt = (ticket: number, text: string, expiry: number): Mail => ({
  ticket: hex32.parse(`0x${ticket.toString(16).padStart(64, '0')}`),
  blob: new TextEncoder().encode(text),
  expiry,
})
