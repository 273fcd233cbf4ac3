import type { Address, Secret, SecretHash } from '../shared/ids.ts'
import type { Amount } from '../shared/money.ts'

export type Direction = 'sent' | 'received'

/** A payment to make. The seller holds the secret (of a tip, the payer); both sides name the payment by its hash. */
export interface PaymentIntent {
  readonly secretHash: SecretHash
  readonly target: Address
  readonly token: Address
  readonly amount: Amount
  /** Chosen by the seller; 1 to 2^64 - 1. */
  readonly paymentId: bigint
  /** The most the whole path may cost beyond `amount`. */
  readonly maximumFee: Amount
  /** How long the money may stay locked, seconds; null for the network's reveal timeout × expiry factor. */
  readonly lockTimeoutSeconds: number | null
}

/**
 * pending: locked, nobody on this side knows the secret. revealed: the secret is known, the unlock is not here yet.
 * paid: unlocked, or the secret is known and registered on chain in time. failed: the lock ran out, both sides have
 * taken it back, and the secret was not registered on chain: the money is where it was.
 */
export type TransferState = 'pending' | 'revealed' | 'paid' | 'failed'

/** A transfer as Raiden's database has it: the only source of outcomes. */
export interface Transfer {
  readonly secretHash: SecretHash
  readonly direction: Direction
  readonly state: TransferState
  /** Known from `revealed` on. On a received transfer whose secret we hold: once we have released it. */
  readonly secret: Secret | null
  readonly token: Address
  /** What the target gets. */
  readonly amount: Amount
  /** What we pay on top (sent). */
  readonly fee: bigint
  readonly paymentId: bigint
  /** Not authenticated: for display only. */
  readonly initiator: Address
  readonly target: Address
  /** The next or previous hop, who did sign. */
  readonly partner: Address
  /** When the lock runs out, ms. */
  readonly expiration: number
  readonly startedAt: number
  readonly changedAt: number
}

export type TransferLookup = { readonly state: 'unknown' } | Transfer

/** A transfer that became paid or failed, numbered without gaps in time: `seq` is the cursor and never moves back. */
export interface Outcome {
  readonly seq: number
  /** Without its secret: this one is kept for good, and whoever needs that looks the transfer up. */
  readonly transfer: Omit<Transfer, 'secret'> & { readonly state: 'paid' | 'failed' }
}

/** What orders need from Raiden. */
export interface Payments {
  /**
   * Makes sure the payment is on its way: sent once for its secret hash, however often and after whatever crash this is
   * called. Resolves when the lock is stored; the outcome comes by {@link onOutcome} and {@link lookup}.
   *
   * @param secret where the payer holds it, and the seller does not: a tip, which the other side takes by itself
   * @throws BuskerError with nothing locked by this call: RAIDEN_NO_ROUTE, RAIDEN_FEE_ABOVE_CAP, RAIDEN_BALANCE_TOO_LOW,
   * RAIDEN_HUB_UNREACHABLE, RAIDEN_HASH_MISMATCH (the hash is that of a payment with other terms), RAIDEN_LOCK_TIMEOUT.
   * With PROCESS_* nothing is known: call again, or {@link lookup}.
   */
  pay(intent: PaymentIntent, secret?: Secret): Promise<void>
  lookup(secretHash: SecretHash, direction: Direction): Promise<TransferLookup>
  /**
   * Unlocks a received transfer: the only way one ever is. Repeating it does no harm.
   *
   * @throws BuskerError RAIDEN_TRANSFER_UNKNOWN, RAIDEN_TRANSFER_EXPIRED, RAIDEN_SECRET_WRONG
   */
  release(secretHash: SecretHash, secret: Secret): Promise<void>
  /** At most `limit` outcomes with `seq` above `cursor`, in order. */
  outcomesAfter(cursor: number, limit: number): Promise<Outcome[]>
  /** Received and locked, not final, no secret released: for after a restart, when {@link onIncoming} is not called again. */
  incomingPending(): Promise<Transfer[]>
  /** A received transfer was locked. May be called more than once for one transfer. Returns unsubscribe, here and below. */
  onIncoming(listener: (transfer: Transfer) => void): () => void
  /** The secret of a sent transfer is known: it is paid for, whether or not the unlock has come. May be called more than once for one transfer. */
  onSecret(listener: (transfer: Transfer & { readonly secret: Secret }) => void): () => void
  onOutcome(listener: (outcome: Outcome) => void): () => void
  /**
   * The most that one payment can bring us now, in base units. 0: nobody can pay us.
   *
   * @throws BuskerError PROCESS_* while Raiden does not run
   */
  receivable(): Promise<Amount>
  /**
   * Whether the hub, too, knows a way to pay us this much now: it learns of a deposit a little later than we do.
   *
   * @throws BuskerError RAIDEN_HUB_UNREACHABLE; PROCESS_* while Raiden does not run
   */
  canReceive(amount: Amount): Promise<boolean>
  /**
   * What the hub takes on top of a payment of `amount` to `target` now, base units. It may be another when it is paid:
   * whoever pays names the most that it may be.
   *
   * @throws BuskerError RAIDEN_NO_ROUTE, RAIDEN_HUB_UNREACHABLE; PROCESS_* while Raiden does not run
   */
  quoteFee(target: Address, amount: Amount): Promise<Amount>
  /** Channels changed: another amount may be {@link receivable}. */
  onChannels(listener: () => void): () => void
  /** Raiden is ready, at first and after each crash: pending payments are to be resumed. */
  onReady(listener: () => void): () => void
}
