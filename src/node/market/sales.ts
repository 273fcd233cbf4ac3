import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, Label, OrderId, Secret, SecretHash, WorkId, WorkKind } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import {
  grantedSaleStates,
  openSaleStates,
  releasingSaleStates,
  type SaleState,
  unpaidSaleStates,
} from '../../shared/orderStates.ts'
import { greeting, type Greeting } from '../../protocol/greeting.ts'
import {
  type SignedInvoice,
  type SignedRequest,
  signedInvoice,
  signedRequest,
} from '../../protocol/purchase.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'
import {
  blob,
  decimal,
  errorCode,
  message,
  optional,
  plain,
  RecordTable,
  sealedHex,
} from '../store/recordTable.ts'
import type { SagaRepository } from '../saga/saga.ts'
import { stateList } from '../store/stateList.ts'

/** An order, as its seller keeps it. */
export interface Sale {
  readonly id: OrderId
  readonly state: SaleState
  readonly label: Label
  readonly buyer: Address
  readonly recipient: Address
  readonly amount: Amount
  readonly paymentId: bigint
  /** Whoever knows it has paid: it leaves only for a transfer that fits. */
  readonly secret: Secret
  readonly secretHash: SecretHash
  /** The newest request answered with this order. */
  readonly request: SignedRequest
  readonly invoice: SignedInvoice
  readonly sealedPolicy: Uint8Array
  /** What the buyer said of themselves; null: nothing. */
  readonly greeting: Greeting | null
  /** From when on the secret may be out, ms since epoch; null: it has never left. */
  readonly releasedAt: number | null
  /** When the lock of its payment runs out, by the chain's clock, ms since epoch; null: no lock was seen. */
  readonly lockExpiration: number | null
  /** What the hub withheld after the secret was out. */
  readonly debt: Amount | null
  /** When the artist gave that debt up. */
  readonly debtWaivedAt: number | null
  /** The order through which the recipient had another edition, and so got this one for nothing; null: it was sold. */
  readonly earlierOrder: OrderId | null
  /** Sold twice by an older version: the order that counts as the one. */
  readonly duplicateOf: OrderId | null
  readonly deadline: number | null
  /** Why it is not further, or how it ended. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** The orders one has answered. */
export class Sales implements SagaRepository<SaleState, Sale> {
  readonly #table: RecordTable<Sale>

  constructor(store: Store, keys: StoreKeys) {
    this.#table = new RecordTable<Sale>(store, 'sales', {
      id: plain('id'),
      state: plain('state'),
      label: plain('label'),
      buyer: plain('buyer'),
      recipient: plain('recipient'),
      amount: decimal('amount'),
      paymentId: decimal('payment_id'),
      secret: sealedHex('sealed_secret', keys),
      secretHash: plain('secret_hash'),
      request: message('request', signedRequest),
      invoice: message('invoice', signedInvoice),
      sealedPolicy: blob('sealed_policy'),
      greeting: optional(message('greeting', greeting)),
      releasedAt: plain('released_at'),
      debt: decimal('debt'),
      debtWaivedAt: plain('debt_waived_at'),
      earlierOrder: plain('earlier_order'),
      duplicateOf: plain('duplicate_of'),
      lockExpiration: plain('lock_expiration'),
      deadline: plain('deadline'),
      code: errorCode('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(sale: Sale): void {
    this.#table.insert(sale)
  }

  get(id: string): Sale | undefined {
    return this.#table.get(id)
  }

  update(id: string, change: Partial<Sale>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  idsIn(states: readonly SaleState[]): string[] {
    return this.#table.ids(`state IN (${stateList(states)})`)
  }

  /** The one order of this buyer for this label and recipient that has not expired. */
  findLive(label: Label, recipient: Address, buyer: Address): Sale | undefined {
    return this.#table.find(
      `label = ? AND recipient = ? AND buyer = ? AND state NOT IN (${stateList(unpaidSaleStates)})`,
      label,
      recipient,
      buyer,
    )
  }

  /** The order through which the recipient already has the label, whoever paid. */
  findGranted(label: Label, recipient: Address): Sale | undefined {
    return this.#table.find(
      `label = ? AND recipient = ? AND state IN (${stateList(grantedSaleStates)})`,
      label,
      recipient,
    )
  }

  /** The orders through which the recipient has this work in any edition. */
  grantedEditions(kind: WorkKind, id: WorkId, recipient: Address): Sale[] {
    // `0` is the character after `/`.
    const work = `${kind}/${id}`
    return this.#granted(`${work}/`, `${work}0`, recipient)
  }

  /** The orders by which other editions were given for this one. */
  givenFor(order: OrderId): OrderId[] {
    return this.#table.ids('earlier_order = ?', order) as OrderId[]
  }

  /** Invoices for releases that this recipient would get, and that nobody has paid. */
  unpaidReleases(recipient: Address): OrderId[] {
    return this.#table.ids(
      `label >= 'release/' AND label < 'release0' AND recipient = ? AND state IN (${stateList(openSaleStates)})`,
      recipient,
    ) as OrderId[]
  }

  /** The orders through which the recipient has any release. */
  grantedReleases(recipient: Address): Sale[] {
    return this.#granted('release/', 'release0', recipient)
  }

  #granted(from: string, to: string, recipient: Address): Sale[] {
    return this.#table.all(
      `WHERE label >= ? AND label < ? AND recipient = ? AND state IN (${stateList(grantedSaleStates)})
       ORDER BY created_at, rowid`,
      from,
      to,
      recipient,
    )
  }

  bySecretHash(hash: SecretHash): Sale | undefined {
    return this.#table.find('secret_hash = ?', hash)
  }

  /** Sales for money that were made since `time`, ms since epoch, and reached their buyers. */
  deliveredSince(time: number): Sale[] {
    return this.#table.all("WHERE state = 'delivered' AND amount <> '0' AND created_at >= ?", time)
  }

  /** How many invoices a buyer was given since `time`, ms since epoch, and has not paid. */
  countUnpaid(buyer: Address, time: number): number {
    const unpaid = stateList([...openSaleStates, ...unpaidSaleStates])
    return this.#table.count(`state IN (${unpaid}) AND buyer = ? AND created_at >= ?`, buyer, time)
  }

  /** How many invoices wait for their payment, of all buyers. */
  countOpen(): number {
    return this.#table.count(`state IN (${stateList(openSaleStates)})`)
  }

  /** Forgets orders made before `time`, ms since epoch, that ended unpaid and that nobody tried to pay. */
  forgetUnpaid(time: number): void {
    this.#table.removeWhere(
      `state IN (${stateList(unpaidSaleStates)}) AND created_at < ? AND NOT EXISTS (
        SELECT 1 FROM payments WHERE payments.secret_hash = sales.secret_hash AND direction = 'received')`,
      time,
    )
  }

  /**
   * Sales that were granted and that the hub owes for: what it withheld for good, and what it has not unlocked although the
   * secret is out since before `time`, ms since epoch.
   */
  owed(time: number): Sale[] {
    return this.#table.all(
      `WHERE debt_waived_at IS NULL AND (code IS NULL OR code <> 'ORDER_RESTORED') AND (debt IS NOT NULL OR
        (state IN (${stateList(releasingSaleStates)}) AND released_at < ?))`,
      time,
    )
  }

  /** Sales with a debt that may still be paid. */
  withDebt(): Sale[] {
    return this.#table.all('WHERE debt IS NOT NULL')
  }

  /** The newest that were granted, newest first. */
  newestGranted(limit: number): Sale[] {
    const granted = `state IN (${stateList(grantedSaleStates)})`
    return this.#table.all(`WHERE ${granted} ORDER BY created_at DESC LIMIT ?`, limit)
  }

  countGranted(): number {
    return this.#table.count(`state IN (${stateList(grantedSaleStates)})`)
  }

  /** Newest first. */
  list(): Sale[] {
    return this.#table.all('ORDER BY created_at DESC')
  }
}
