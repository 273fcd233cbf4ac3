import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { label } from '../ids.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'

/** `shown`; `leftOut` by its owner; `waiting` for its artist to say that it was bought; `refused`: the artist does not say so. */
export const shownStates = ['shown', 'leftOut', 'waiting', 'refused'] as const
export type ShownState = (typeof shownStates)[number]

const shownWork = z.strictObject({ work: workView, state: z.enum(shownStates) })
export type ShownWorkView = z.output<typeof shownWork>

export const collectionView = z.strictObject({
  isShown: z.boolean(),
  /** By which it is shown, or was. */
  name: z.string(),
  /** The hub shows what is to be shown, and has forgotten what is not. */
  isUpToDate: z.boolean(),
  /** Why it does not; null: it was not asked in vain. */
  problem: errorData.nullable(),
  /** What one bought and could show, those bought last first. */
  works: z.array(shownWork),
})
export type CollectionView = z.output<typeof collectionView>

export const alsoBoughtView = z.strictObject({
  works: z.array(workView),
  /** Of those who say so, as they call themselves. */
  names: z.array(z.string()),
})
export type AlsoBoughtView = z.output<typeof alsoBoughtView>

const noFields = z.strictObject({})

/** What one shows that one bought, and what others bought together. */
export const collectionApi = defineApi({
  collection: { input: noFields, output: collectionView },
  /** Shows it to everybody. */
  showCollection: { input: z.strictObject({ name: z.string().max(400) }), output: collectionView },
  withdrawCollection: { input: noFields, output: collectionView },
  leaveOut: { input: z.strictObject({ label, isLeftOut: z.boolean() }), output: collectionView },
  /** What those who bought this work also bought; neither what one has, nor of artists who are hidden. */
  alsoBought: { input: z.strictObject({ label }), output: alsoBoughtView },
})
