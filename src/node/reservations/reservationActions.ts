import { type BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address, Label } from '../../shared/ids.ts'
import { toLabel } from '../../shared/ids.ts'
import { hasFailed, hasSucceeded, isUnopened } from '../../shared/orderStates.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { ComingWorks } from '../catalogue/comingWorks.ts'
import type { Purchase } from '../market/purchases.ts'
import type { ActionResult, SagaAction } from '../saga/saga.ts'
import type { ReservationActionName, ReservationEvent } from './reservationMachine.ts'
import type { Reservation } from './reservationRecords.ts'

export interface ReservationActionOptions {
  readonly catalogue: Pick<CatalogueService, 'work' | 'manifest' | 'head'>
  readonly coming: Pick<ComingWorks, 'get'>
  /** Orders a work; what is ordered or owned already is the order that there is. Costs at most what was agreed to. */
  readonly order: (order: ReservedOrder) => Promise<Pick<Purchase, 'id'>>
  readonly purchase: (id: string) => Pick<Purchase, 'state' | 'code' | 'message'> | undefined
  /** Asks the hub, and the artist, for the artist's newest catalogue. Resolves whether they answer or not. */
  readonly freshen: (artist: Address) => Promise<void>
  /** By the chain's time, ms since epoch. */
  readonly now: () => number
  /** While false nothing runs out: this machine's clock may be wrong. */
  readonly isTimeKnown: () => boolean
}

/** What is asked for when what was reserved is on sale. */
export interface ReservedOrder {
  readonly label: Label
  readonly artist: Address
  /** The most its price may be. */
  readonly confirmed: Reservation['price']
  readonly maximumFee: Reservation['maximumFee']
}

type Result = ActionResult<ReservationEvent, Reservation>

/** Whoever is late is not asked more often, ms. */
const freshMs = 120_000

const stops = {
  RESERVATION_CHANGED:
    'What is on sale is not what you reserved: it has another title, or fewer tracks. Nothing was paid. Look at it, and buy it if you like.',
  RESERVATION_CANCELLED:
    'The artist does not announce this any more, and has not put it on sale. Nothing was paid.',
  RESERVATION_RAN_OUT:
    'It did not come out within a month of the day that was announced. Nothing was paid. Reserve it again if you still want it.',
} as const satisfies Partial<Record<ErrorCode, string>>

/** What the node does for reservations. Each may be done again at any time: it reads what is so, and orders nothing twice. */
export function reservationActions(
  options: ReservationActionOptions,
): Record<ReservationActionName, SagaAction<ReservationEvent, Reservation>> {
  const { order, purchase, freshen, now, isTimeKnown } = options
  const asked = new Map<Address, number>()

  const askWhereLate = async ({ artist, at }: Reservation) => {
    const time = now()
    if (time < at || time - (asked.get(artist) ?? -Infinity) < freshMs) return
    asked.set(artist, time)
    await freshen(artist)
  }

  return {
    async look(reservation) {
      await askWhereLate(reservation)
      const found = offerOf(options, reservation)
      if (found !== undefined) return found
      const { deadline } = reservation
      const isOver = isTimeKnown() && deadline !== null && now() >= deadline
      return isOver ? { on: 'notAsReserved', change: stopped('RESERVATION_RAN_OUT') } : null
    },

    async order({ label, artist, price, maximumFee }) {
      if (label === null) throw new Error('A reservation is ordered without a label.')
      try {
        const { id } = await order({ label, artist, confirmed: price, maximumFee })
        return { on: 'ordered', change: { order: id } }
      } catch (error) {
        if (!isDecided(error)) throw error
        return { on: 'refused', change: { code: error.code, message: error.message } }
      }
    },

    async follow({ order: id }) {
      const made = id === null ? undefined : purchase(id)
      if (made === undefined)
        return {
          on: 'failed',
          change: { code: 'ORDER_UNKNOWN', message: 'The order that this became is not here any more.' },
        }
      if (hasSucceeded(made) || isUnopened(made)) return { on: 'owned' }
      if (made.state === 'cancelled') return { on: 'orderTakenBack' }
      return hasFailed(made) ? { on: 'failed', change: { code: made.code, message: made.message } } : null
    },
  }
}

/** What has become of what was announced; undefined: it is still to come. */
function offerOf(
  { catalogue, coming }: ReservationActionOptions,
  { artist, kind, work: id, title, tracks }: Reservation,
): Result | undefined {
  const work = catalogue.work(kind, id)
  if (work?.listed === true && work.artist === artist) {
    const manifest = catalogue.manifest(work.manifest)
    const count = manifest?.kind === 'release' ? manifest.body.tracks.length : 1
    if (work.title !== title || count < tracks)
      return { on: 'notAsReserved', change: stopped('RESERVATION_CHANGED') }
    return { on: 'onSale', change: { label: toLabel(kind, id, work.edition), deadline: null } }
  }
  // Where nothing of the artist is known, as after a restore, nothing is known of this either.
  const isKnown = catalogue.head(artist) !== undefined
  if (!isKnown || coming.get(artist, kind, id) !== undefined) return undefined
  return { on: 'notAsReserved', change: stopped('RESERVATION_CANCELLED') }
}

function stopped(code: keyof typeof stops): Partial<Reservation> {
  return { code, message: stops[code], deadline: null }
}

/** It says no, and would again. Whatever else went wrong is tried again. */
function isDecided(error: unknown): error is BuskerError {
  return isBuskerError(error) && (error.code === 'CATALOGUE_UNKNOWN' || error.code.startsWith('ORDER_'))
}
