import type { comingApi, ComingView, ReservationView } from '../../shared/api/coming.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { type Address, type CidText, fromLabel, toLabel } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { ComingWork } from '../../protocol/comingWork.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { ComingWorks } from '../catalogue/comingWorks.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { Reservation } from '../reservations/reservationRecords.ts'
import type { Reservations } from '../reservations/reservations.ts'

interface Parts {
  readonly account: Address
  readonly catalogue: Pick<CatalogueService, 'work'>
  readonly coming: Pick<ComingWorks, 'of' | 'get' | 'find'>
  readonly discovery: Pick<Discovery, 'comingNext' | 'lookAt'>
  readonly reservations: Pick<Reservations, 'list' | 'of' | 'reserve' | 'takeBack'>
  readonly maximumFee: Amount
}

/** Answers what is to go on sale, and reserves it. */
export function comingHandlers(parts: Parts): ApiHandlers<typeof comingApi> {
  const { coming, discovery, reservations, maximumFee: profileFee } = parts
  const view = (work: ComingWork) => toComingView(parts, work)
  return {
    coming: async ({ limit }) => (await discovery.comingNext(limit)).map(view),
    async comingOf({ address }) {
      await discovery.lookAt(address)
      return coming.of(address).map(view)
    },
    async comingWork({ label, artist }) {
      const { kind, id } = fromLabel(label)
      if (artist !== undefined) await discovery.lookAt(artist)
      const work = artist === undefined ? coming.find(kind, id) : coming.get(artist, kind, id)
      return work === undefined ? null : view(work)
    },
    reservations: async () => reservations.list().map((one) => toReservationView(parts, one)),
    async reserve({ label, artist, confirmed, maximumFee = profileFee }) {
      await discovery.lookAt(artist)
      return toReservationView(parts, reservations.reserve({ label, artist, confirmed, maximumFee }))
    },
    async takeBackReservation({ id }) {
      reservations.takeBack(id)
      return {}
    },
  }
}

function toComingView(parts: Parts, work: ComingWork): ComingView {
  const { artist, kind, id, title, artistName, tracks, artwork, price, at } = work
  const label = toLabel(kind, id, 1)
  const reservation = parts.reservations.of({ artist, label })
  return {
    label,
    artist,
    title,
    artistName,
    tracks,
    artwork: (artwork?.cid.toString() ?? null) as CidText | null,
    at,
    price: price.amount,
    ...(price.orMore === true && { orMore: true }),
    isOwn: artist === parts.account,
    reservation: reservation === undefined ? null : toReservationView(parts, reservation),
  }
}

function toReservationView({ catalogue, coming }: Parts, reservation: Reservation): ReservationView {
  const { id, state, artist, kind, work, title, artistName, tracks, artwork, at } = reservation
  const { price, maximumFee, deadline, order, code, message } = reservation
  const offered = catalogue.work(kind, work)
  const isOnSale = offered?.listed === true && offered.artist === artist
  return {
    id,
    state,
    label: toLabel(kind, work, isOnSale ? offered.edition : 1),
    artist,
    title,
    artistName,
    tracks,
    artwork,
    at,
    price,
    maximumFee,
    deadline,
    announcedFor: coming.get(artist, kind, work)?.at ?? null,
    isOnSale,
    order,
    problem: code === null ? null : { code, message: message ?? '' },
  }
}
