import type { ErrorCode } from '../../shared/errors.ts'
import type { Address, CidText, Label, WorkId, WorkKind } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { type ReservationState, shownReservationStates } from '../../shared/reservationStates.ts'
import type { SagaRepository } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import { decimal, errorCode, plain, RecordTable } from '../store/recordTable.ts'
import { stateList } from '../store/stateList.ts'

/** A work that is to be bought once it is on sale, as it was announced when somebody agreed to that. */
export interface Reservation {
  readonly id: string
  readonly state: ReservationState
  readonly artist: Address
  readonly kind: WorkKind
  readonly work: WorkId
  readonly title: string
  readonly artistName: string
  readonly tracks: number
  readonly artwork: CidText | null
  /** The most that its price may be. */
  readonly price: Amount
  /** The most the hub may take on top. */
  readonly maximumFee: Amount
  /** When it was to go on sale, ms since epoch by the chain's time. */
  readonly at: number
  /** The edition that is ordered. */
  readonly label: Label | null
  /** The order it became. */
  readonly order: string | null
  /** Until when it is waited for, ms since epoch; null: it is not any more. */
  readonly deadline: number | null
  /** Why it was not bought. */
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** What is reserved, in SQLite. */
export class ReservationRecords implements SagaRepository<ReservationState, Reservation> {
  readonly #table: RecordTable<Reservation>

  constructor(store: Store) {
    this.#table = new RecordTable<Reservation>(store, 'reservations', {
      id: plain('id'),
      state: plain('state'),
      artist: plain('artist'),
      kind: plain('kind'),
      work: plain('work'),
      title: plain('title'),
      artistName: plain('artist_name'),
      tracks: plain('tracks'),
      artwork: plain('artwork'),
      price: decimal('price'),
      maximumFee: decimal('maximum_fee'),
      at: plain('at'),
      label: plain('label'),
      order: plain('order_id'),
      deadline: plain('deadline'),
      code: errorCode('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(reservation: Reservation): void {
    this.#table.insert(reservation)
  }

  get(id: string): Reservation | undefined {
    return this.#table.get(id)
  }

  update(id: string, change: Partial<Reservation>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  idsIn(states: readonly ReservationState[]): string[] {
    return this.#table.ids(`state IN (${stateList(states)})`)
  }

  /** Those that wait, are bought, or have to be looked at; the soonest first. */
  shown(): Reservation[] {
    return this.#table.all(`WHERE state IN (${stateList(shownReservationStates)}) ORDER BY at, created_at`)
  }

  /** Of a work, where it is shown. */
  of(artist: Address, kind: WorkKind, work: WorkId): Reservation | undefined {
    return this.#table.find(
      `artist = ? AND kind = ? AND work = ? AND state IN (${stateList(shownReservationStates)})`,
      artist,
      kind,
      work,
    )
  }
}
