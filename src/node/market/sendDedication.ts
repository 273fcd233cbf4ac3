import { signDedication } from '../../protocol/dedication.ts'
import { hex32 } from '../../shared/ids.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { PurchaseActionOptions } from './purchaseContext.ts'
import { letterLifetimeMs } from './purchaseFacts.ts'
import type { Purchase } from './purchases.ts'

interface Options extends Pick<PurchaseActionOptions, 'keys' | 'now'> {
  readonly mailbox: Pick<MailboxClient, 'send'>
}

/** Sends after a gift what its giver wrote with it, sealed to whom it is for. Sent again it changes nothing. */
export async function sendDedication(
  { keys, mailbox, now }: Options,
  { id, dedication, signedRequest }: Pick<Purchase, 'id' | 'dedication' | 'signedRequest'>,
): Promise<void> {
  if (dedication === null) return
  const body = await signDedication(hex32.parse(id), dedication, keys.account)
  const ticket = MailboxClient.dedicationTicket(body)
  await mailbox.send(signedRequest.recipient, ticket, { kind: 'dedication', body }, now() + letterLifetimeMs)
}
