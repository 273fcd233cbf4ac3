import { signDedication } from '../../protocol/dedication.ts'
import type { SigningAccount } from '../../protocol/signed.ts'
import { type Hex32, hex32 } from '../../shared/ids.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { Purchase } from './purchases.ts'

/**
 * The ticket under which a gift waits for whom it is for. It follows from a signature of the giver's: the artist, who knows the
 * request, can neither withdraw the letter nor be there before it.
 */
export async function giftTicket({ id }: Pick<Purchase, 'id'>, giver: SigningAccount): Promise<Hex32> {
  return MailboxClient.dedicationTicket(await signDedication(hex32.parse(id), {}, giver))
}
