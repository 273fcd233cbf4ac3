import { z } from 'zod'
import { rate } from '../currency.ts'
import { errorCode } from '../errors/errorSchemas.ts'
import { address, cidText, label } from '../ids.ts'
import { amount } from '../money.ts'
import { purchaseStateNames, saleStateNames } from '../orderStates.ts'
import { refundStateNames } from '../refundStates.ts'
import { giverView } from './gifts.ts'

const time = z.int()

export const purchaseView = z.strictObject({
  id: z.string(),
  state: z.enum(purchaseStateNames),
  label,
  manifest: cidText,
  seller: address,
  recipient: address,
  price: amount,
  paid: amount.nullable(),
  fee: amount.nullable(),
  /** Raiden's identifier of its payment, once the artist has answered. */
  paymentId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  code: errorCode.nullable(),
  message: z.string().nullable(),
  /** What the artist wrote back. */
  thanks: z.string().optional(),
  /** Who gave it, where somebody else did. */
  giver: giverView.optional(),
  /** What was written with a gift: by whoever gave it, or by oneself to whom it is for. */
  dedication: z.strictObject({ name: z.string().optional(), note: z.string().optional() }).optional(),
  /** Whom it is for, by the name one chose, where that is one of the contacts. */
  recipientName: z.string().optional(),
  /** What the artist has paid back in all, and when the last of it came. */
  refunded: z.strictObject({ amount, at: time }).optional(),
  /** What happened to the money, in a sentence. */
  money: z.string(),
  isSettled: z.boolean(),
  hasAccess: z.boolean(),
  /** The seller's node does not answer, while the order waits for it; left out: it is not known to be away. */
  sellerAway: z
    .strictObject({
      /** When it was first asked in vain. */
      since: time,
      /** When it was there last, as this node saw; null: never. */
      lastHereAt: time.nullable(),
      /** The time of day at which it mostly is there, as the next or running occasion; null: not known. */
      usualHours: z.strictObject({ from: time, to: time }).nullable(),
    })
    .optional(),
  /** Until when it waits in its state; null once it is settled. */
  deadline: time.nullable(),
  createdAt: time,
  changedAt: time,
})
export type PurchaseView = z.output<typeof purchaseView>

/** What is paid back for a sale, all of it or a part, or was to be. */
const refundView = z.strictObject({
  state: z.enum(refundStateNames),
  amount,
  /** Once it is paid, access is ended too. */
  endsAccess: z.boolean(),
  /** It ends where nothing is under way. */
  isTakenBack: z.boolean(),
  /** What the hub took on top; null: it is not paid. */
  fee: amount.nullable(),
  paidAt: time.nullable(),
  /** What a token was worth when it was paid; left out: not known. */
  rate: rate.optional(),
  /** Why it is not further, or how it ended. */
  code: errorCode.nullable(),
  message: z.string().nullable(),
})
export type RefundView = z.output<typeof refundView>

const greetingView = z.strictObject({
  name: z.string().optional(),
  note: z.string().optional(),
  wantsThanks: z.boolean(),
})

export const saleView = z.strictObject({
  id: z.string(),
  state: z.enum(saleStateNames),
  label,
  buyer: address,
  recipient: address,
  amount,
  /** What the hub withheld. */
  debt: amount.nullable(),
  /** The artist has given that debt up. */
  isDebtWaived: z.boolean(),
  /** Whom it is for had an edition before, and got this one for nothing. */
  isNewEdition: z.boolean().optional(),
  /** It was got for nothing, by a code of the artist's. */
  isByCode: z.boolean().optional(),
  /** When its money came; left out: it has not, or that is not known. */
  paidAt: time.optional(),
  /** What a token was worth then; left out: not known. */
  rate: rate.optional(),
  /** Oldest first; left out: there are none. */
  refunds: z.array(refundView).optional(),
  /** What the buyer chose to say of themselves; nobody vouches for it. */
  greeting: greetingView.optional(),
  /** What was written back. */
  thanks: z.strictObject({ text: z.string(), isSent: z.boolean() }).optional(),
  /** Why it is not further, or how it ended. */
  code: errorCode.nullable(),
  message: z.string().nullable(),
  /** Until when it waits in its state; null once it is settled. */
  deadline: time.nullable(),
  createdAt: time,
  changedAt: time,
})
export type SaleView = z.output<typeof saleView>
