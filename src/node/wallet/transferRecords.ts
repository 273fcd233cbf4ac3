import type { TransferAsset, TransferState } from '../../shared/api/transfers.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, Hex32 } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { decimal, errorCode, plain, RecordTable } from '../store/recordTable.ts'
import type { Store } from '../store/openStore.ts'

/** Tokens or coin sent out of the account. */
export interface AccountTransfer {
  readonly id: string
  readonly asset: TransferAsset
  readonly recipient: Address
  /** Base units of the token, or wei. */
  readonly amount: Amount
  /** Wei: at most while it is sending, then what it was. */
  readonly fee: Amount
  readonly nonce: number
  readonly hash: Hex32
  readonly serialized: `0x${string}`
  readonly state: TransferState
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** The transfers, in SQLite. */
export class TransferRecords {
  readonly #table: RecordTable<AccountTransfer>

  constructor(store: Store) {
    this.#table = new RecordTable<AccountTransfer>(store, 'account_transfers', {
      id: plain('id'),
      asset: plain('asset'),
      recipient: plain('recipient'),
      amount: decimal('amount'),
      fee: decimal('fee'),
      nonce: plain('nonce'),
      hash: plain('hash'),
      serialized: plain('signed_transaction'),
      state: plain('state'),
      code: errorCode('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(transfer: AccountTransfer): void {
    this.#table.insert(transfer)
  }

  update(id: string, change: Partial<AccountTransfer>): void {
    this.#table.update(id, change)
  }

  get(id: string): AccountTransfer | undefined {
    return this.#table.get(id)
  }

  /** Newest first. */
  list(): AccountTransfer[] {
    return this.#table.all('ORDER BY created_at DESC, nonce DESC')
  }

  sending(): AccountTransfer[] {
    return this.#table.all("WHERE state = 'sending' ORDER BY nonce")
  }
}
