import type { Calls } from '../../ipfs/peer.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Grants } from '../access/access.ts'
import type { Keys } from '../keys/keys.ts'
import type { SagaObserver } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import type { Customers } from './customers.ts'
import type { SaleActionOptions } from './saleActions.ts'
import type { WorkResolver } from './workResolver.ts'

export interface SellerOptions extends Pick<
  SaleActionOptions,
  'payments' | 'registry' | 'mailbox' | 'revealTimeoutMs' | 'lockMs' | 'valueOfGas'
> {
  readonly store: Store
  readonly keys: Keys
  readonly calls: Calls
  readonly grants: Grants
  readonly works: WorkResolver
  readonly chain: { readonly id: number; readonly tokenNetwork: Address; readonly token: Address }
  readonly terms: { readonly threshold: number; readonly shares: number; readonly accessMs: number }
  readonly invoiceMs: number
  /** The most the hub may take on top of a refund. */
  readonly maximumFee: Amount
  readonly customers: Pick<Customers, 'standing' | 'takeStrangerPlace'>
  /** The chain's time, ms since epoch: both sides' deadlines are judged by it. Default: the device's. */
  readonly now?: () => number
  /** While false, {@link now} is a guess: nothing runs out by it, and nobody is answered. Default: true. */
  readonly isTimeKnown?: () => boolean
  /** Whether another machine with the same words sells: requests and letters are for that one. Default: no. */
  readonly isElsewhere?: () => boolean
  readonly observer?: SagaObserver
  readonly onChange?: (id: string) => void
  readonly onRetry?: (id: string, error: unknown) => void
  readonly onUnreported?: (error: unknown) => void
  /** A buyer asks for another policy in the place of one that has not ended: its Ursulas may be gone. */
  readonly onUnusablePolicy?: () => void
  /** More or fewer buyers wait for this account to be paid. */
  readonly onWaitingBuyers?: () => void
}
