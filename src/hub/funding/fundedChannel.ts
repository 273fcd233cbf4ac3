import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'

/** `settled`: the channel is gone, and the account may ask for another one. */
export type FundingState = 'intended' | 'open' | 'settled'

export interface FundedChannel {
  readonly account: Address
  /** What the hub's deposit is to be, top-ups included. */
  readonly deposit: Amount
  /** True when the channel was open before: where it is gone, it is not opened again. */
  readonly isTopUp: boolean
  readonly state: FundingState
  /** The channel's identifier on chain; null before it is known. */
  readonly channel: number | null
  /** The hub is to close this channel: nothing is put into it any more. */
  readonly closing: boolean
}
