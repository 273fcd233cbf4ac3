import { randomUUID } from 'node:crypto'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { hasSucceeded } from '../../shared/orderStates.ts'
import { openReservationStates, type ReservationState } from '../../shared/reservationStates.ts'
import type { Startable } from '../../shared/startable.ts'
import { comingMaxAheadMs, comingMaxLateMs, type ComingWork } from '../catalogue/comingWorks.ts'
import type { Purchase } from '../market/purchases.ts'
import { Saga, type SagaOptions } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import { reservationActions, type ReservationActionOptions } from './reservationActions.ts'
import {
  type ReservationActionName,
  type ReservationEvent,
  reservationMachine,
} from './reservationMachine.ts'
import { type Reservation, ReservationRecords } from './reservationRecords.ts'

export interface ReservationsOptions extends ReservationActionOptions, Omit<SagaOptions, 'now' | 'store'> {
  readonly store: Store
  /** Whose node it is. */
  readonly account: Address
  readonly chain: Pick<ComingWork['price'], 'chainId' | 'tokenNetwork'>
}

/** What is agreed to when a work is reserved. */
export interface ReservationInput {
  readonly label: Label
  readonly artist: Address
  /** The most its price may be. */
  readonly confirmed: Amount
  readonly maximumFee: Amount
}

/** Reservations that are shown at once. */
export const maxReservations = 100

/**
 * Works that are bought by themselves once they are on sale, for no more than was agreed to, as an order each: what is
 * ordered twice is one order. Nothing is paid before, and whatever is not as it was reserved waits for a word.
 */
export class Reservations implements Startable {
  readonly #options: ReservationsOptions
  readonly #records: ReservationRecords
  readonly #saga: Saga<ReservationState, ReservationEvent, ReservationActionName, Reservation>

  constructor(options: ReservationsOptions) {
    this.#options = options
    this.#records = new ReservationRecords(options.store)
    this.#saga = new Saga(reservationMachine, this.#records, reservationActions(options), options)
  }

  start(): Promise<void> {
    return this.#saga.start()
  }

  stop(): Promise<void> {
    return this.#saga.stop()
  }

  /** Those that wait, are being bought, or have to be looked at; the soonest first. */
  list(): Reservation[] {
    return this.#records.shown()
  }

  /** Of a work, where it is among them. */
  of({ artist, label }: Pick<ReservationInput, 'artist' | 'label'>): Reservation | undefined {
    const { kind, id } = fromLabel(label)
    return this.#records.of(artist, kind, id)
  }

  /**
   * Reserves what an artist announces. What is reserved already stays as it was agreed to; what was stopped waits anew, as it is
   * announced now.
   *
   * @throws BuskerError `RESERVATION_UNKNOWN`, `RESERVATION_ON_SALE`, `RESERVATION_TOO_FAR`, `RESERVATION_FULL`, `ORDER_OWN_WORK`,
   *   `ORDER_WRONG_NETWORK`, `ORDER_COSTS_MORE`
   */
  reserve(input: ReservationInput): Reservation {
    const known = this.of(input)
    if (known !== undefined && isOpen(known)) return known
    const work = this.#announced(input)
    const agreed = { ...this.#asAnnounced(work), price: input.confirmed, maximumFee: input.maximumFee }
    if (known !== undefined) {
      this.#saga.dispatch(known.id, { on: 'reservedAgain', change: agreed })
      return this.#saga.require(known.id)
    }
    this.#assertRoom()
    const now = this.#options.now()
    const reservation: Reservation = {
      id: randomUUID(),
      state: 'waiting',
      artist: work.artist,
      kind: work.kind,
      work: work.id,
      ...agreed,
      createdAt: now,
      changedAt: now,
    }
    this.#saga.begin(reservation, 'reserved')
    return this.#saga.require(reservation.id)
  }

  /**
   * It is not to be bought. Also takes away what has to be looked at.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `RESERVATION_BUYING`
   */
  takeBack(id: string): void {
    if (this.#saga.dispatch(id, { on: 'takenBack', change: { deadline: null } })) return
    if (!isOpen(this.#saga.require(id))) return
    throw new BuskerError(
      'RESERVATION_BUYING',
      'It is on sale and being ordered. Take the order back instead; what is paid by then is yours.',
    )
  }

  /** The artist's newest catalogue was read. */
  onCatalogue(artist: Address): void {
    for (const { id } of this.list().filter((one) => one.artist === artist)) this.#saga.wake(id)
  }

  /** An order has changed: also one that somebody made by hand. */
  onPurchase({
    label,
    seller,
    ...order
  }: Pick<Purchase, 'id' | 'label' | 'seller' | 'state' | 'recipient'>): void {
    const reservation = this.of({ artist: seller, label })
    if (reservation === undefined || order.recipient !== this.#options.account) return
    if (reservation.state !== 'ordering' && hasSucceeded(order))
      this.#saga.dispatch(reservation.id, {
        on: 'owned',
        change: { deadline: null, code: null, message: null },
      })
    else this.#saga.wake(reservation.id)
  }

  #announced({ label, artist, confirmed }: ReservationInput): ComingWork {
    const { catalogue, coming, account, chain, now } = this.#options
    if (artist === account)
      throw new BuskerError('ORDER_OWN_WORK', 'This is your own work. Nothing was reserved.')
    const { kind, id } = fromLabel(label)
    const offered = catalogue.work(kind, id)
    if (offered?.listed === true && offered.artist === artist)
      throw new BuskerError('RESERVATION_ON_SALE', 'This is on sale by now. Nothing was reserved; buy it.')
    const work = coming.get(artist, kind, id)
    if (work === undefined || work.at + comingMaxLateMs <= now())
      throw new BuskerError(
        'RESERVATION_UNKNOWN',
        'The artist does not announce this any more. Nothing was reserved.',
      )
    if (work.at > now() + comingMaxAheadMs)
      throw new BuskerError(
        'RESERVATION_TOO_FAR',
        'This comes out in more than a year. Nothing was reserved; come back nearer to the day.',
      )
    const { chainId, tokenNetwork, amount } = work.price
    if (chainId !== chain.chainId || tokenNetwork !== chain.tokenNetwork)
      throw new BuskerError(
        'ORDER_WRONG_NETWORK',
        'The artist takes payment on another network. Nothing was reserved.',
      )
    if (confirmed < amount)
      throw new BuskerError(
        'ORDER_COSTS_MORE',
        'This costs more than the most you agreed to pay. Nothing was reserved; look at the price again.',
      )
    return work
  }

  #asAnnounced({ title, artistName, tracks, artwork, at }: ComingWork) {
    return {
      title,
      artistName,
      tracks,
      artwork: (artwork?.cid.toString() ?? null) as Reservation['artwork'],
      at,
      label: null,
      order: null,
      deadline: Math.max(at, this.#options.now()) + comingMaxLateMs,
      code: null,
      message: null,
    }
  }

  #assertRoom(): void {
    if (this.#records.shown().length < maxReservations) return
    throw new BuskerError(
      'RESERVATION_FULL',
      `No more than ${maxReservations} works are reserved at a time. Take one back first.`,
    )
  }
}

function isOpen({ state }: Reservation): boolean {
  return openReservationStates.some((open) => open === state)
}
