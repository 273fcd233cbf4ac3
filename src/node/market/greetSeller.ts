import { signGreeting } from '../../protocol/greeting.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { PurchaseActionOptions } from './purchaseContext.ts'
import { letterLifetimeMs } from './purchaseFacts.ts'
import type { Purchase } from './purchases.ts'
import { callSeller, isUnreachable, sellerOf } from './sellerCalls.ts'

interface Options extends Pick<PurchaseActionOptions, 'keys' | 'calls' | 'works' | 'contacts' | 'now'> {
  readonly mailbox: Pick<MailboxClient, 'send'>
}

/** Says to the artist who the buyer is, as they chose. Said again it changes nothing; an artist with an older Busker is told nothing. */
export async function greetSeller(
  options: Options,
  purchase: Pick<Purchase, 'greeting' | 'orderId' | 'seller'>,
  signal: AbortSignal,
): Promise<void> {
  const { greeting, orderId } = purchase
  if (greeting === null || orderId === null) return
  const { keys, mailbox, now } = options
  const seller = sellerOf(options, purchase)
  const body = await signGreeting(orderId, greeting, keys.account)
  try {
    await callSeller(options, seller, 'greet', body, signal)
  } catch (error) {
    // Any other answer says that it is not taken: the order does not depend on it.
    if (!isUnreachable(error)) return
    const ticket = MailboxClient.greetingTicket(orderId)
    await mailbox.send(seller, ticket, { kind: 'greeting', body }, now() + letterLifetimeMs)
  }
}
