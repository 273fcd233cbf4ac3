import { z } from 'zod'
import { address } from '../ids.ts'
import { line, lineOrNothing } from '../text.ts'
import { defineApi } from './define.ts'

export const smartListOrders = ['newest', 'plays', 'played'] as const

const count = z.int().min(0).max(1_000_000)

/** Which tracks of what one owns a list has: those that fit all that is said. */
export const smartRule = z.strictObject({
  /** In any letters; empty: those without one. */
  genre: lineOrNothing(200).optional(),
  artist: address.optional(),
  /** Bought or given in so many days before now. */
  addedWithinDays: z.int().min(1).max(36_500).optional(),
  minPlays: count.optional(),
  maxPlays: count.optional(),
  /** Only what is on this machine. */
  isDownloaded: z.literal(true).optional(),
  /** Bought last, played most or played last comes first. */
  order: z.enum(smartListOrders),
  /** The first so many of them. */
  limit: z.int().min(1).max(5000).optional(),
})
export type SmartRule = z.output<typeof smartRule>

const id = z.uuid()
export const smartListView = z.strictObject({
  id,
  name: z.string(),
  rule: smartRule,
  createdAt: z.int(),
  /** Null: it lies in none. */
  folder: id.nullable(),
})
export type SmartListView = z.output<typeof smartListView>

const name = line(200)

/** Lists that a rule makes of what one owns; what is in them, whoever shows them finds. */
export const smartListsApi = defineApi({
  /** By name. */
  smartLists: { input: z.strictObject({}), output: z.array(smartListView) },
  createSmartList: { input: z.strictObject({ name, rule: smartRule }), output: smartListView },
  changeSmartList: { input: z.strictObject({ id, name, rule: smartRule }), output: smartListView },
  removeSmartList: { input: z.strictObject({ id }), output: z.strictObject({}) },
})
