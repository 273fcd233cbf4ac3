import { z } from 'zod'
import { type Hex32, hex32 } from '../shared/ids.ts'
import { isVisible, line, paragraph } from '../shared/text.ts'
import { type Signed, sign, signedSchema, type SigningAccount, verify } from './signed.ts'

/** What the giver of a gift wrote with it. */
export const dedication = z.strictObject({
  /** How they call themselves; nobody vouches for it. */
  name: line(60).optional(),
  note: paragraph(300).refine(isVisible, 'must have something to read').optional(),
})
export type Dedication = z.output<typeof dedication>

/** The gift is named by its signed request (see `requestDigest`), and so are recipient, work and network. */
const dedicationBody = dedication.extend({ v: z.literal(1), gift: hex32 })
export const signedDedication = signedSchema(dedicationBody)
export type SignedDedication = z.output<typeof signedDedication>

/** Signed by the giver: the artist and the recipient know the gift too, and can't speak in the giver's name. */
export async function signDedication(
  gift: Hex32,
  said: Dedication,
  account: SigningAccount,
): Promise<Signed<SignedDedication['body']>> {
  return sign('dedication', dedicationBody, dedicationBody.parse({ ...said, v: 1, gift }), account)
}

/** @throws BuskerError `PROTOCOL_FORGED` */
export function verifyDedication(signed: SignedDedication): Promise<void> {
  return verify('dedication', dedicationBody, signed)
}
