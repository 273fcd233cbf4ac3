import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, OrderId, Secret, SecretHash } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { RefundState } from '../../shared/refundStates.ts'
import { givenBackOf } from '../../shared/soldWorks.ts'
import type { SagaRepository } from '../saga/saga.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, errorCode, flag, plain, RecordTable, sealedHex } from '../store/recordTable.ts'
import { stateList } from '../store/stateList.ts'

/** What the artist pays back for a sale: all of it, or a part. */
export interface Refund {
  /** `refundId` of its sale and number. */
  readonly id: string
  readonly sale: OrderId
  /** Of the sale's refunds, from 0. */
  readonly number: number
  readonly state: RefundState
  /** Who paid, whoever it was for. */
  readonly buyer: Address
  readonly amount: Amount
  readonly paymentId: bigint
  /** Of the newest attempt to pay. */
  readonly secret: Secret
  readonly secretHash: SecretHash
  /** When the lock of that attempt runs out, by the chain's clock, ms since epoch; null: no lock was seen. */
  readonly lockExpiration: number | null
  /** Once it is paid, access is ended too. */
  readonly endsAccess: boolean
  /** It ends where nothing is under way. */
  readonly isTakenBack: boolean
  /** What the hub took on top. */
  readonly fee: Amount | null
  /** ms since epoch */
  readonly paidAt: number | null
  /** Until when it is tried, ms since epoch; null once it is settled. */
  readonly deadline: number | null
  /** Why it is not further, or how it ended. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** The refunds one has begun. */
export class Refunds implements SagaRepository<RefundState, Refund> {
  readonly #table: RecordTable<Refund>

  constructor(store: Store, keys: StoreKeys) {
    this.#table = new RecordTable<Refund>(store, 'refunds', {
      id: plain('id'),
      sale: plain('sale'),
      number: plain('number'),
      state: plain('state'),
      buyer: plain('buyer'),
      amount: decimal('amount'),
      paymentId: decimal('payment_id'),
      secret: sealedHex('sealed_secret', keys),
      secretHash: plain('secret_hash'),
      lockExpiration: plain('lock_expiration'),
      endsAccess: flag('ends_access'),
      isTakenBack: flag('is_taken_back'),
      fee: decimal('fee'),
      paidAt: plain('paid_at'),
      deadline: plain('deadline'),
      code: errorCode('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(refund: Refund): void {
    this.#table.insert(refund)
  }

  get(id: string): Refund | undefined {
    return this.#table.get(id)
  }

  update(id: string, change: Partial<Refund>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  idsIn(states: readonly RefundState[]): string[] {
    return this.#table.ids(`state IN (${stateList(states)})`)
  }

  bySecretHash(hash: SecretHash): Refund | undefined {
    return this.#table.find('secret_hash = ?', hash)
  }

  /** Those of a sale, oldest first. */
  of(sale: OrderId): Refund[] {
    return this.#table.all('WHERE sale = ? ORDER BY number', sale)
  }

  /** The one of a sale that is on its way. */
  underWay(sale: OrderId): Refund | undefined {
    return this.#table.find("sale = ? AND state = 'paying'", sale)
  }

  /** How much of what was paid for a sale is the buyer's again, or may be or become so. Base units. */
  givenBack(sale: OrderId): Amount {
    return givenBackOf(this.of(sale))
  }

  list(): Refund[] {
    return this.#table.all('ORDER BY created_at DESC, number DESC')
  }
}
