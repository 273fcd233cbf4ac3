import type { ErrorCode } from '../../shared/errors.ts'
import {
  type Address,
  type CidText,
  fromLabel,
  type Hex32,
  type Label,
  type OrderId,
  type Secret,
  type SecretHash,
  type WorkId,
  type WorkKind,
} from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import {
  accessPurchaseStates,
  failedPurchaseStates,
  openPurchaseStates,
  paidPurchaseStates,
  type PurchaseState,
  unpaidPurchaseStates,
} from '../../shared/orderStates.ts'
import type { Dedication } from '../../protocol/dedication.ts'
import { dedicationColumn } from './dedicationColumn.ts'
import { greeting, type Greeting } from '../../protocol/greeting.ts'
import {
  type Receipt,
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
import { ReceivedRefunds } from './receivedRefunds.ts'
import type { SagaRepository } from '../saga/saga.ts'
import { stateList } from '../store/stateList.ts'

/** An order, as its buyer keeps it. */
export interface Purchase {
  /** SHA-256 of the signed request. */
  readonly id: string
  readonly state: PurchaseState
  readonly label: Label
  readonly manifest: CidText
  readonly seller: Address
  /** Whose it will be: oneself, or whom it is a gift for. */
  readonly recipient: Address
  /** What the person was shown, or chose where the price is a minimum: no invoice of more is paid. Less, where the artist asks for less. */
  readonly price: Amount
  /** What the person agreed to pay; null: not asked yet. */
  readonly confirmed: Amount | null
  /** The most Raiden may take on top. */
  readonly maximumFee: Amount
  readonly signedRequest: SignedRequest
  readonly invoice: SignedInvoice | null
  readonly sealedPolicy: Uint8Array | null
  readonly orderId: OrderId | null
  readonly secretHash: SecretHash | null
  readonly secret: Secret | null
  /** What the buyer says of themselves to the artist; null: nothing. */
  readonly greeting: Greeting | null
  /** What the artist wrote back; null: nothing. */
  readonly thanks: string | null
  /** Of a gift: what its giver wrote with it; null: nothing. */
  readonly dedication: Dedication | null
  /** What Raiden took on top. */
  readonly fee: Amount | null
  /** When the lock of its payment runs out, by the chain's clock, ms since epoch; null: no lock was seen. */
  readonly lockExpiration: number | null
  /** Until when it waits in its state, ms since epoch; null once it is settled. */
  readonly deadline: number | null
  /** Why it ended, where it ended without access; or why it is not further. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** The orders one has made. */
export class Purchases implements SagaRepository<PurchaseState, Purchase> {
  readonly #store: Store
  readonly #table: RecordTable<Purchase>
  /** What artists have paid back. */
  readonly refunds: ReceivedRefunds

  constructor(store: Store, keys: StoreKeys) {
    this.#store = store
    this.refunds = new ReceivedRefunds(store)
    this.#table = new RecordTable<Purchase>(store, 'purchases', {
      id: plain<Hex32>('id'),
      state: plain('state'),
      label: plain('label'),
      manifest: plain('manifest'),
      seller: plain('seller'),
      recipient: plain('recipient'),
      price: decimal('price'),
      confirmed: decimal('confirmed'),
      maximumFee: decimal('maximum_fee'),
      signedRequest: message('request', signedRequest),
      invoice: optional(message('invoice', signedInvoice)),
      sealedPolicy: blob('sealed_policy'),
      orderId: plain('order_id'),
      secretHash: plain('secret_hash'),
      secret: optional(sealedHex('sealed_secret', keys)),
      greeting: optional(message('greeting', greeting)),
      thanks: plain('thanks'),
      dedication: dedicationColumn(keys),
      fee: decimal('fee'),
      lockExpiration: plain('lock_expiration'),
      deadline: plain('deadline'),
      code: errorCode('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(purchase: Purchase): void {
    this.#table.insert(purchase)
  }

  get(id: string): Purchase | undefined {
    return this.#table.get(id)
  }

  update(id: string, change: Partial<Purchase>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  idsIn(states: readonly PurchaseState[]): string[] {
    return this.#table.ids(`state IN (${stateList(states)})`)
  }

  /** The one order that is under way or has succeeded for this label and recipient. */
  findLive(label: Label, recipient: Address): Purchase | undefined {
    return this.#table.find(
      `label = ? AND recipient = ? AND state NOT IN (${stateList(failedPurchaseStates)})`,
      label,
      recipient,
    )
  }

  /** The newest order that was invoiced with this hash. */
  bySecretHash(hash: SecretHash): Purchase | undefined {
    return this.#table.find('secret_hash = ? ORDER BY created_at DESC, rowid DESC', hash)
  }

  /** The newest order that this seller has named so. */
  byOrder(order: OrderId, seller: Address): Purchase | undefined {
    return this.#table.find('order_id = ? AND seller = ? ORDER BY created_at DESC, rowid DESC', order, seller)
  }

  /** Orders that their artist wrote back to. */
  thankedIds(): string[] {
    return this.#table.ids('thanks IS NOT NULL')
  }

  /** What was said of oneself with the newest order that said anything. */
  lastGreeting(): Greeting | null {
    return this.#table.find('greeting IS NOT NULL ORDER BY created_at DESC, rowid DESC')?.greeting ?? null
  }

  /** What was written with the newest gift to somebody else that anything was written with. */
  lastDedication(giver: Address): Dedication | null {
    const where = 'sealed_dedication IS NOT NULL AND recipient <> ? ORDER BY created_at DESC, rowid DESC'
    return this.#table.find(where, giver)?.dedication ?? null
  }

  /** Every order that this seller has invoiced, newest first. */
  invoicedBy(seller: Address): Purchase[] {
    return this.#table.all('WHERE seller = ? AND invoice IS NOT NULL ORDER BY created_at DESC', seller)
  }

  /** The order that an answer under this ticket is for. @param states while it is in one of these; default: not paid */
  byTicket(ticket: Hex32, states: readonly PurchaseState[] = unpaidPurchaseStates): Purchase | undefined {
    return this.#table
      .all(`WHERE state IN (${stateList(states)})`)
      .find(({ signedRequest: request }) => request.request.ticket === ticket)
  }

  /** The orders that were made for this label and recipient, as far as they are remembered. */
  attempts(label: Label, recipient: Address): Purchase[] {
    return this.#table.all('WHERE label = ? AND recipient = ?', label, recipient)
  }

  /** What was bought for oneself at a price, and can be opened, newest first. */
  paidForSelf(account: Address): Purchase[] {
    return this.#table.all(
      `WHERE recipient = ? AND price <> '0' AND state IN (${stateList(accessPurchaseStates)})
         ORDER BY created_at DESC, rowid DESC`,
      account,
    )
  }

  /** Everybody of whom something was ordered. */
  sellers(): Address[] {
    return this.#store.prepare<[], Address>('SELECT DISTINCT seller FROM purchases').pluck().all()
  }

  /** Orders of works of this kind, of a seller and for a recipient, that wait for something. */
  underWay(kind: WorkKind, seller: Address, recipient: Address): Purchase[] {
    return this.#table.all(
      `WHERE seller = ? AND recipient = ? AND state IN (${stateList(openPurchaseStates)}) AND label LIKE ?`,
      seller,
      recipient,
      `${kind}/%`,
    )
  }

  /** What was paid to a seller for tracks alone, for a recipient, and was not paid back: by the track's id, base units. */
  paidForTracks(seller: Address, recipient: Address): Map<WorkId, Amount> {
    const rows = this.#store
      .prepare<[Address, Address], { label: Label; price: string; order_id: OrderId | null }>(
        `SELECT label, price, order_id FROM purchases WHERE seller = ? AND recipient = ? AND price <> '0'
           AND label >= 'track/' AND label < 'track0' AND state IN (${stateList(paidPurchaseStates)})`,
      )
      .all(seller, recipient)
    const paid = new Map<WorkId, Amount>()
    for (const { label, price, order_id: order } of rows) {
      const { id } = fromLabel(label)
      paid.set(id, toAmount((paid.get(id) ?? 0n) + this.refunds.leftOf(order, BigInt(price))))
    }
    return paid
  }

  /** How many orders of any edition of a label's work were made for nothing since `time`, ms since epoch. */
  countClaims(label: Label, recipient: Address, time: number): number {
    const { kind, id } = fromLabel(label)
    return this.#table.count(
      "label >= ? AND label < ? AND recipient = ? AND price = '0' AND created_at > ?",
      `${kind}/${id}/`,
      `${kind}/${id}0`,
      recipient,
      time,
    )
  }

  /** Forgets orders for this label and recipient that cost nothing and that nobody answered in time. */
  forgetUnanswered(label: Label, recipient: Address): void {
    this.#table.removeWhere(
      "label = ? AND recipient = ? AND state = 'expired' AND price = '0' AND invoice IS NULL",
      label,
      recipient,
    )
  }

  /** How many works of a seller one has got by orders, each once, in however many editions. */
  countWithAccess(seller: Address): number {
    const access = stateList(accessPurchaseStates)
    const work = (row: string) => `substr(${row}.label, 1, instr(${row}.label, '/') + 32)`
    return this.#table.count(
      `seller = ? AND state IN (${access}) AND NOT EXISTS (
         SELECT 1 FROM purchases AS earlier WHERE earlier.seller = purchases.seller AND earlier.state IN (${access})
           AND earlier.recipient = purchases.recipient AND ${work('earlier')} = ${work('purchases')}
           AND earlier.rowid < purchases.rowid)`,
      seller,
    )
  }

  /** The manifest of what was bought under this label: what a restored node knows of works that are offered no more. */
  boughtManifest(label: Label): CidText | undefined {
    const access = stateList(accessPurchaseStates)
    return this.#table.find(`label = ? AND state IN (${access}) ORDER BY created_at DESC`, label)?.manifest
  }

  /** Newest first. */
  list(): Purchase[] {
    return this.#table.all('ORDER BY created_at DESC')
  }
}

/** The receipt of a purchase that was paid for, or undefined. */
export function receiptOf(purchase: Purchase): Receipt | undefined {
  const { invoice, secret, signedRequest: request } = purchase
  return invoice === null || secret === null ? undefined : { v: 1, request, invoice, secret }
}
