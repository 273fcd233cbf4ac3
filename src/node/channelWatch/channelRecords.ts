import { z } from 'zod'
import { balanceHash, noHash, nothingTransferred } from '../../chain/balanceProofs.ts'
import {
  balanceProof,
  type BalanceProof,
  lock,
  type Lock,
  type Transferred,
} from '../../protocol/channels.ts'
import type { WatchedChannelState } from '../../shared/channelStates.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, Hex32 } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, errorCode, message, optional, plain, RecordTable } from '../store/recordTable.ts'

/** What is known of one channel, by which it can be ended. */
export interface WatchedChannel {
  readonly id: string
  readonly channel: number
  readonly partner: Address
  readonly state: WatchedChannelState
  /** The newest that the partner has signed; null: it has paid nothing. */
  readonly proof: BalanceProof | null
  readonly nonce: Amount
  /** What that proof has locked, and what our newest has, in the order of their locksroots. */
  readonly partnerLocks: readonly Lock[]
  readonly ownLocks: readonly Lock[]
  /** Chain time, ms; null while it is open. */
  readonly settleableAfter: number | null
  /** 1: the person wants it settled below what the partner has signed. */
  readonly lossAccepted: number
  /** Base units without which it was, or would be, settled. */
  readonly lost: Amount
  /** Why it was settled with less, or is not settled yet. */
  readonly reason: ErrorCode | null
  readonly changedAt: number
}

const locks = z.array(lock)
interface OwnTransferRow {
  readonly transferred: string
  readonly locked: string
  readonly locksroot: Hex32
}

/** The channels that this account has, or had, in one token network. */
export class ChannelRecords {
  readonly #store: Store
  readonly #tokenNetwork: Address
  readonly #table: RecordTable<WatchedChannel>

  constructor(store: Store, tokenNetwork: Address) {
    this.#store = store
    this.#tokenNetwork = tokenNetwork
    this.#table = new RecordTable<WatchedChannel>(store, 'watched_channels', {
      id: plain('id'),
      channel: plain('channel'),
      partner: plain('partner'),
      state: plain('state'),
      proof: optional(message('proof', balanceProof)),
      nonce: decimal('nonce'),
      partnerLocks: message('partner_locks', locks),
      ownLocks: message('own_locks', locks),
      settleableAfter: plain('settleable_after'),
      lossAccepted: plain('loss_accepted'),
      lost: decimal('lost'),
      reason: errorCode('reason'),
      changedAt: plain('changed_at'),
    })
  }

  get(channel: number): WatchedChannel | undefined {
    return this.#table.get(this.#idOf(channel))
  }

  /** Newest first. */
  list(): WatchedChannel[] {
    return this.#table.all(`WHERE id LIKE ? ORDER BY channel DESC`, `${this.#tokenNetwork}/%`)
  }

  /** Those with something left to do. */
  unfinished(): WatchedChannel[] {
    return this.list().filter(({ state }) => state !== 'finished')
  }

  /** The record of a channel, made where there is none yet. */
  require(channel: number, partner: Address): WatchedChannel {
    const known = this.get(channel)
    if (known !== undefined) return known
    const record: WatchedChannel = {
      id: this.#idOf(channel),
      channel,
      partner,
      state: 'open',
      proof: null,
      nonce: toAmount(0n),
      partnerLocks: [],
      ownLocks: [],
      settleableAfter: null,
      lossAccepted: 0,
      lost: toAmount(0n),
      reason: null,
      changedAt: Date.now(),
    }
    this.#table.insert(record)
    return record
  }

  update(channel: number, change: Partial<WatchedChannel>): void {
    this.#table.update(this.#idOf(channel), { ...change, changedAt: Date.now() })
  }

  /** Notes what we have signed: the amounts behind a hash on chain. */
  addOwnTransfer(channel: number, transferred: Transferred): void {
    this.#store
      .prepare('INSERT INTO own_transfers VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .run(
        this.#idOf(channel),
        balanceHash(transferred),
        transferred.transferred.toString(),
        transferred.locked.toString(),
        transferred.locksroot,
      )
  }

  /** The amounts behind a hash of ours; undefined where they are not known. */
  ownTransfer(channel: number, hash: Hex32): Transferred | undefined {
    if (hash === noHash) return nothingTransferred
    const row = this.#store
      .prepare<[string, string], OwnTransferRow>(
        'SELECT transferred, locked, locksroot FROM own_transfers WHERE channel = ? AND balance_hash = ?',
      )
      .get(this.#idOf(channel), hash)
    return (
      row && {
        transferred: toAmount(BigInt(row.transferred)),
        locked: toAmount(BigInt(row.locked)),
        locksroot: row.locksroot,
      }
    )
  }

  /** All of it or nothing. */
  inTransaction(write: () => void): void {
    this.#store.transaction(write).immediate()
  }

  #idOf(channel: number): string {
    return `${this.#tokenNetwork}/${channel}`
  }
}
