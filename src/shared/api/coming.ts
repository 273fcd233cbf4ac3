import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { address, cidText, label } from '../ids.ts'
import { amount } from '../money.ts'
import { reservationStates } from '../reservationStates.ts'
import { defineApi } from './define.ts'

const noFields = z.strictObject({})
const time = z.int().min(0)

/** A work as an artist announces it, or as it was announced when it was reserved. */
const announced = {
  /** Of its first edition. */
  label,
  artist: address,
  title: z.string(),
  artistName: z.string(),
  /** Of a release; a track is one. */
  tracks: z.int().min(1),
  artwork: cidText.nullable(),
  /** When it is to go on sale, ms since epoch by the chain's time. */
  at: time,
}

export const reservationView = z.strictObject({
  ...announced,
  id: z.string(),
  state: z.enum(reservationStates),
  /** The most that is paid for it. */
  price: amount,
  /** The most the hub may take on top. */
  maximumFee: amount,
  /** Until when it is waited for; null: it is not any more. */
  deadline: time.nullable(),
  /** When the artist says now that it comes out; null: they do not announce it any more. */
  announcedFor: time.nullable(),
  /** It is on sale. */
  isOnSale: z.boolean(),
  /** The order it became. */
  order: z.string().nullable(),
  /** Why it was not bought. */
  problem: errorData.nullable(),
})
export type ReservationView = z.output<typeof reservationView>

export const comingView = z.strictObject({
  ...announced,
  /** What it is to cost: the least, where people may pay more. */
  price: amount,
  orMore: z.boolean().optional(),
  isOwn: z.boolean(),
  /** One's own; null: it is not reserved. */
  reservation: reservationView.nullable(),
})
export type ComingView = z.output<typeof comingView>

/** What artists announce, and what one has reserved of it. */
export const comingApi = defineApi({
  /** What is to go on sale next, the soonest first. */
  coming: {
    input: z.strictObject({ limit: z.int().min(1).max(100) }),
    output: z.array(comingView),
  },
  comingOf: { input: z.strictObject({ address }), output: z.array(comingView) },
  /** Null: nobody announces it, or more than one do and it was not said who. */
  comingWork: {
    input: z.strictObject({ label, artist: address.optional() }),
    output: comingView.nullable(),
  },
  reservations: { input: noFields, output: z.array(reservationView) },
  /** Buys it by itself once it is on sale, as an order, for so much at most. Nothing is paid before. */
  reserve: {
    input: z.strictObject({
      label,
      artist: address,
      /** The most it may cost. */
      confirmed: amount,
      /** The most the hub may take on top; left out: what the network's profile allows. */
      maximumFee: amount.optional(),
    }),
    output: reservationView,
  },
  /** It is not to be bought by itself any more. */
  takeBackReservation: { input: z.strictObject({ id: z.string() }), output: noFields },
})
