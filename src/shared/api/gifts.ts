import { z } from 'zod'
import { errorCode } from '../errors/errorSchemas.ts'
import { address, label } from '../ids.ts'
import { amount } from '../money.ts'
import { line, paragraph } from '../text.ts'
import { defineApi } from './define.ts'

/** What is known of whoever gave something. */
export const giverView = z.strictObject({
  account: address,
  /** As one calls them; null: none of the contacts. */
  contact: z.string().nullable(),
  /** As they call themselves; nobody vouches for it. */
  name: z.string().nullable(),
  /** The contact whose name theirs looks like, and who they are not. */
  resembles: z.string().nullable(),
})
export type GiverView = z.output<typeof giverView>

export const giftView = z.strictObject({
  id: z.string(),
  state: z.enum(['waiting', 'accepted']),
  label,
  /** The artist. */
  seller: address,
  giver: giverView,
  /** What the giver wrote to oneself. */
  note: z.string().nullable(),
  /** What the giver paid. */
  amount,
  /** The giver has, or had, a channel with the hub. */
  isVouched: z.boolean(),
  /** Artist and work are in the catalogue here. */
  isVerified: z.boolean(),
  /** Null where the work is not known here. */
  title: z.string().nullable(),
  artistName: z.string().nullable(),
  /** Why it could not be opened, or is not further. */
  code: errorCode.nullable(),
  message: z.string().nullable(),
  receivedAt: z.int(),
})
export type GiftView = z.output<typeof giftView>

export const giftsView = z.strictObject({
  /** Oldest first. */
  gifts: z.array(giftView),
  /** Whose gifts are accepted by themselves. */
  givers: z.array(address),
})
export type GiftsView = z.output<typeof giftsView>

const chosen = z.strictObject({ id: z.string().max(80) })

/** What a giver writes with a gift: how they call themselves, and a note. */
export const dedicationInput = z.strictObject({ name: line(60).optional(), note: paragraph(300).optional() })

/** What others have paid for, and that waits to be accepted. */
export const giftsApi = defineApi({
  gifts: { input: z.strictObject({}), output: giftsView },
  /** Looks it up and opens it; the node goes on with that by itself. */
  acceptGift: { input: chosen, output: giftsView },
  declineGift: { input: chosen, output: giftsView },
  /** Gifts of this giver are accepted by themselves from now on, or no longer. */
  acceptGiftsFrom: { input: z.strictObject({ giver: address, isAccepted: z.boolean() }), output: giftsView },
})
