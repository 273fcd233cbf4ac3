import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, CidText, Label } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Dedication } from '../../protocol/dedication.ts'
import { dedicationColumn } from './dedicationColumn.ts'
import { type Receipt, receipt } from '../../protocol/purchase.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'
import { blob, decimal, errorCode, flag, plain, RecordTable, sealedMessage } from '../store/recordTable.ts'
import type { SagaRepository } from '../saga/saga.ts'
import { settledGiftStates, type GiftState } from '../../shared/giftStates.ts'
import { stateList } from '../store/stateList.ts'

/** What somebody says to have paid for us. It is ours once it is accepted and opened. */
export interface Gift {
  /** SHA-256 of the signed request: the id of the purchase that it becomes. */
  readonly id: string
  readonly state: GiftState
  readonly label: Label
  readonly manifest: CidText
  readonly seller: Address
  readonly giver: Address
  /** The hub says that the giver has, or had, a channel. */
  readonly isVouched: boolean
  readonly amount: Amount
  readonly receipt: Receipt
  readonly sealedPolicy: Uint8Array
  /** What its giver wrote with it; null: nothing. */
  readonly dedication: Dedication | null
  readonly deadline: number | null
  /** Why it could not be opened, or is not further. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly receivedAt: number
  readonly changedAt: number
}

/** Gifts that wait. Anybody can send any number, so few are kept. */
export class Gifts implements SagaRepository<GiftState, Gift> {
  readonly #table: RecordTable<Gift>

  constructor(store: Store, keys: StoreKeys) {
    this.#table = new RecordTable<Gift>(store, 'gifts', {
      id: plain('id'),
      state: plain('state'),
      label: plain('label'),
      manifest: plain('manifest'),
      seller: plain('seller'),
      giver: plain('giver'),
      isVouched: flag('is_vouched'),
      amount: decimal('amount'),
      receipt: sealedMessage('receipt', receipt, keys),
      sealedPolicy: blob('sealed_policy'),
      dedication: dedicationColumn(keys),
      deadline: plain('deadline'),
      code: errorCode('code'),
      message: plain('message'),
      receivedAt: plain('received_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(gift: Gift): void {
    this.#table.insert(gift)
  }

  get(id: string): Gift | undefined {
    return this.#table.get(id)
  }

  update(id: string, change: Partial<Gift>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  remove(id: string): void {
    this.#table.remove(id)
  }

  /** Forgets those that are over. */
  removeSettled(): void {
    this.#table.removeWhere(`state IN (${stateList(settledGiftStates)})`)
  }

  idsIn(states: readonly GiftState[]): string[] {
    return this.#table.ids(`state IN (${stateList(states)})`)
  }

  /** Those for this label that are not over. */
  idsFor(label: Label): string[] {
    return this.#table.ids(`label = ? AND state NOT IN (${stateList(settledGiftStates)})`, label)
  }

  /** Those that are not over, oldest first. */
  list(): Gift[] {
    return this.#table.all(`WHERE state NOT IN (${stateList(settledGiftStates)}) ORDER BY received_at, rowid`)
  }
}
