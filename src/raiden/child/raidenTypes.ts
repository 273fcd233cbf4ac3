import type { BehaviorSubject, Observable } from 'rxjs'
import type { ChannelState } from '../../shared/channelStates.ts'
import type { SecretHash } from '../../shared/ids.ts'

/** ethers' BigNumber, as raiden-ts hands numbers over. */
export interface BigNumber {
  toBigInt(): bigint
}
export interface RaidenChannel {
  readonly id: number
  readonly partner: string
  readonly token: string
  readonly state: ChannelState
  readonly ownCapacity: BigNumber
  readonly partnerCapacity: BigNumber
  readonly ownDeposit: BigNumber
  readonly partnerDeposit: BigNumber
  readonly ownWithdrawable: BigNumber
  readonly ownLocked: BigNumber
  readonly partnerLocked: BigNumber
}
/** A balance proof as raiden-ts keeps it; nonce 0 where nothing was ever signed. */
export interface RaidenProof {
  readonly nonce: BigNumber
  readonly transferredAmount: BigNumber
  readonly lockedAmount: BigNumber
  readonly locksroot: string
  readonly additionalHash: string
  readonly signature: string
}
export interface RaidenLock {
  readonly amount: BigNumber
  /** Seconds. */
  readonly expiration: BigNumber
  readonly secrethash: SecretHash
}
/** A request to withdraw, its confirmation, or its end, that both sides still talk about. */
interface RaidenWithdrawal {
  readonly type: string
  /** Seconds. */
  readonly expiration: BigNumber
}
interface RaidenChannelEnd {
  readonly deposit: BigNumber
  readonly pendingWithdraws: readonly RaidenWithdrawal[]
  readonly balanceProof: RaidenProof
  readonly locks: readonly RaidenLock[]
}
/** A channel in raiden-ts's state; its key is `<token network>@<partner>`. */
export interface RaidenChannelState {
  readonly id: number
  readonly own: RaidenChannelEnd
  readonly partner: RaidenChannelEnd
}
type Channels = Readonly<Record<string, Readonly<Record<string, RaidenChannel>>>>
interface PendingTransfer {
  readonly secrethash: SecretHash
  readonly transfer: { readonly ts: number; readonly nonce: BigNumber }
}
export interface RaidenState {
  readonly blockNumber: number
  readonly channels: Readonly<Record<string, RaidenChannelState>>
  /** The settled ones, by a key that begins as that of a channel does. */
  readonly oldChannels: Readonly<Record<string, RaidenChannelState>>
  readonly transfers: Readonly<Record<string, PendingTransfer>>
}
/** The part of ethers' provider that is used here. */
export interface RaidenProvider {
  pollingInterval: number
  /** Sends a JSON-RPC request. */
  send(method: string, params: readonly unknown[]): Promise<unknown>
  /** Asks the chain for what is new, now. */
  poll(): Promise<void>
  getBlockNumber(): Promise<number>
  getBlock(number: number): Promise<RaidenBlock | null>
  /** How many transactions the account has sent; `pending` counts those too that are in no block yet. */
  getTransactionCount(address: string, tag: 'latest' | 'pending'): Promise<number>
}
export interface RaidenBlock {
  readonly number: number
  readonly hash: string
  /** Seconds. */
  readonly timestamp: number
  readonly transactions: readonly string[]
}
/**
 * The part of raiden-ts that is used here. Its own declarations are no use to a strict checker: they pull its TypeScript
 * sources in. Addresses are checksummed, transactions are named by their hash.
 */
export interface Raiden {
  readonly address: string
  readonly network: { readonly chainId: number }
  readonly state: RaidenState
  readonly state$: Observable<RaidenState>
  readonly channels$: Observable<Channels>
  readonly provider: RaidenProvider
  start(): Promise<void>
  stop(): Promise<void>
  monitorToken(token: string): Promise<string>
  getTokenBalance(token: string): Promise<BigNumber>
  getBalance(): Promise<BigNumber>
  openChannel(token: string, partner: string, options: { readonly deposit?: string }): Promise<string>
  depositChannel(token: string, partner: string, amount: string): Promise<string>
  withdrawChannel(token: string, partner: string, amount: string): Promise<string>
  closeChannel(token: string, partner: string): Promise<string>
  settleChannel(token: string, partner: string): Promise<string>
  transfer(token: string, target: string, amount: string, options: object): Promise<string>
}
/** The part of raiden-ts's PouchDB that is used here. */
export interface RaidenDatabase {
  readonly storageKeys: ReadonlySet<string>
  /** True while changes wait to be written. */
  readonly busy$: BehaviorSubject<boolean>
  get(id: string): Promise<unknown>
  allDocs(options: object, ...rest: unknown[]): Promise<unknown>
  bulkDocs(documents: unknown, ...rest: unknown[]): Promise<readonly object[]>
  info(): Promise<{ readonly update_seq: number | string }>
  changes(options: object): ChangesFeed
  close(): Promise<void>
}
export interface ChangesFeed {
  on(
    event: 'change',
    listener: (change: { readonly seq: number | string; readonly doc?: unknown }) => void,
  ): void
  on(event: 'error', listener: (error: Error) => void): void
  cancel(): void
}
