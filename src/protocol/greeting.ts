import { z } from 'zod'
import { orderId } from '../shared/ids.ts'
import { isVisible, line, paragraph } from '../shared/text.ts'
import { type Signed, sign, signedSchema, type SigningAccount, verify } from './signed.ts'

/** What a buyer chose to say of themselves with an order. */
export const greeting = z.strictObject({
  /** How they call themselves; nobody vouches for it. */
  name: line(60).optional(),
  note: paragraph(300).refine(isVisible, 'must have something to read').optional(),
  /** Whether the artist may write back. */
  wantsThanks: z.boolean(),
})
export type Greeting = z.output<typeof greeting>

const greetingBody = greeting.extend({ v: z.literal(1), order: orderId })
export const signedGreeting = signedSchema(greetingBody)
export type SignedGreeting = z.output<typeof signedGreeting>

/** What an artist writes back, once an order. */
export const thanksText = paragraph(500).refine(isVisible, 'must have something to read')

const thanksBody = z.strictObject({ v: z.literal(1), order: orderId, text: thanksText })
export const signedThanks = signedSchema(thanksBody)
export type SignedThanks = z.output<typeof signedThanks>

/** Signed by the buyer: a receipt, which others may have seen, is not enough to speak in their name. */
export async function signGreeting(
  order: SignedGreeting['body']['order'],
  said: Greeting,
  account: SigningAccount,
): Promise<Signed<SignedGreeting['body']>> {
  return sign('greeting', greetingBody, greetingBody.parse({ ...said, v: 1, order }), account)
}

/** @throws BuskerError `PROTOCOL_FORGED` */
export function verifyGreeting(signed: SignedGreeting): Promise<void> {
  return verify('greeting', greetingBody, signed)
}

/** Signed by the artist. */
export async function signThanks(
  order: SignedThanks['body']['order'],
  text: string,
  account: SigningAccount,
): Promise<Signed<SignedThanks['body']>> {
  return sign('thanks', thanksBody, thanksBody.parse({ v: 1, order, text }), account)
}

/** @throws BuskerError `PROTOCOL_FORGED` */
export function verifyThanks(signed: SignedThanks): Promise<void> {
  return verify('thanks', thanksBody, signed)
}
