import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { address, label } from '../ids.ts'
import { amount } from '../money.ts'
import { dedicationInput } from './gifts.ts'
import { defineApi } from './define.ts'
import { purchaseView, workView } from './node.ts'

const noFields = z.strictObject({})

/** A work as it is chosen. */
const chosenWork = z.strictObject({
  label,
  artist: address,
  /** The contact it is for, by their account; left out: oneself. */
  recipient: address.optional(),
})

/** Works that are bought at once. */
const chosenWorks = z.array(chosenWork).min(1).max(100)

/** What stands in the way of buying a work; `ready`: nothing. */
export const quotedStates = [
  'ready',
  /** Whom it is for has it: oneself, or a contact whom one has given it to. */
  'owned',
  /** One made it. */
  'own',
  /** It is ordered. */
  'ordered',
  /** It comes with a release that is bought along. */
  'included',
  /** Nobody here offers it. */
  'unknown',
] as const

export const quotedWork = z.strictObject({
  label,
  /** The contact it is for; null: oneself. */
  recipient: address.nullable(),
  state: z.enum(quotedStates),
  /** As it is sold now: of the newest edition. Null where it is `unknown`, and never else. */
  work: workView.nullable(),
  /** Of what is ready: what the hub takes on top; null where it does not say now. */
  fee: amount.nullable(),
})
export type QuotedWork = z.output<typeof quotedWork>

export const quote = z.strictObject({
  works: z.array(quotedWork),
  /** Of all that are ready. */
  price: amount,
  /** Of all that are ready; where the hub does not say, the most that it may be. */
  fee: amount,
  isFeeKnown: z.boolean(),
})
export type Quote = z.output<typeof quote>

export const basketItem = z.strictObject({
  label,
  artist: address,
  /** The contact it is for, and what one calls them; null: oneself. */
  recipient: z.strictObject({ account: address, name: z.string().nullable() }).nullable(),
  /** What goes with it to them; left out: nothing. */
  dedication: z.strictObject({ name: z.string().optional(), note: z.string().optional() }).optional(),
  /** Null where nobody here offers it now. */
  work: workView.nullable(),
  /** Somebody has agreed to buy it, and it is not one's own yet. */
  isBuying: z.boolean(),
  /** The order it became. */
  order: z.string().nullable(),
  /** Why it was not bought when it was tried last. */
  problem: errorData.nullable(),
})
export type BasketItem = z.output<typeof basketItem>

export const basketView = z.array(basketItem)

/** What became of one of the works that were bought together. */
export const boughtWork = z.strictObject({
  ...chosenWork.shape,
  /** Null: it did not become one. */
  order: purchaseView.nullable(),
  /** Why it is still in the basket; null: it is not, or is still being bought. */
  problem: errorData.nullable(),
})
export type BoughtWork = z.output<typeof boughtWork>

/** Works to be bought together. They are kept until they are one's own. */
export const basketApi = defineApi({
  /** What works cost now, and what stands in the way of buying them. Each is said once. */
  quoteWorks: {
    input: z.strictObject({
      works: z
        .array(chosenWork.partial({ artist: true }))
        .min(1)
        .max(100),
    }),
    output: quote,
  },
  basket: { input: noFields, output: basketView },
  addToBasket: { input: z.strictObject({ works: chosenWorks }), output: basketView },
  /** A work of it is for a contact from now on, or for oneself again. Not what is being bought. */
  readdressInBasket: {
    input: z.strictObject({ work: chosenWork, to: address.nullable() }),
    output: basketView,
  },
  /** What goes with a work to the contact it is for: how one calls oneself, and a note; nothing of both: nothing. Not what is being bought. */
  dedicateInBasket: {
    input: z.strictObject({ work: chosenWork.required({ recipient: true }), dedication: dedicationInput }),
    output: basketView,
  },
  /** Not what is being bought. */
  removeFromBasket: { input: z.strictObject({ works: chosenWorks }), output: basketView },
  /** Buys works one after the other, each as an order of its own; the node goes on with it by itself, after a restart too. */
  buyBasket: {
    input: z.strictObject({
      works: z
        .array(
          z.strictObject({
            ...chosenWork.shape,
            /** The most it may cost. */
            confirmed: amount,
            /** The most the hub may take on top. */
            maximumFee: amount,
          }),
        )
        .min(1)
        .max(100),
      /** Follow the orders until each is decided. */
      follow: z.boolean(),
    }),
    progress: purchaseView,
    output: z.array(boughtWork),
  },
  /** Orders nothing more of it, and takes back what is not being paid. */
  stopBuyingBasket: { input: noFields, output: basketView },
})
export type BasketApi = typeof basketApi
