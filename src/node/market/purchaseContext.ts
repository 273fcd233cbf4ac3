import type { Calls } from '../../ipfs/peer.ts'
import type { Offer } from '../../protocol/purchase.ts'
import type { Payments } from '../../raiden/payments.ts'
import type { OnChainSecrets } from '../../raiden/onChainSecrets.ts'
import type { Address } from '../../shared/ids.ts'
import type { Access } from '../access/access.ts'
import type { Keys } from '../keys/keys.ts'
import type { ActionResult, SagaAction } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import type { MailboxClient } from './mailboxClient.ts'
import type { PurchaseEvent } from './purchaseMachine.ts'
import type { Purchase, Purchases } from './purchases.ts'
import type { SellerContacts } from './sellerContacts.ts'
import type { WorkResolver } from './workResolver.ts'

/** What the buyer's actions need. */
export interface PurchaseActionOptions {
  readonly store: Store
  readonly keys: Keys
  readonly calls: Calls
  readonly payments: Payments
  readonly registry: OnChainSecrets
  readonly access: Access
  readonly works: WorkResolver
  readonly mailbox: MailboxClient
  readonly chain: { readonly id: number; readonly tokenNetwork: Address; readonly token: Address }
  /** How long registering a secret on chain may take, ms. */
  readonly revealTimeoutMs: number
  /** How long a lock of a payment runs, ms. */
  readonly lockMs: number
  readonly purchases: Purchases
  /** Told who answers and who does not. */
  readonly contacts: Pick<SellerContacts, 'answered' | 'missed'>
  /** Offers that came through the mailbox and are not looked at yet, by purchase. */
  readonly offers: Map<string, Offer>
  readonly now: () => number
  /** While false, nothing runs out by {@link now}, no offer is taken and nothing is paid. */
  readonly isTimeKnown: () => boolean
  /** Told of what failed and changes no order. */
  readonly onUnreported?: (error: unknown) => void
  /** Told when what is known of an order has changed. */
  readonly onChange?: (id: string) => void
}

export type PurchaseAction = SagaAction<PurchaseEvent, Purchase>
export type PurchaseResult = ActionResult<PurchaseEvent, Purchase>
