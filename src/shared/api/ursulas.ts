import { z } from 'zod'
import { defineApi } from './define.ts'

const count = z.int().min(1).max(30)

export const ursulasView = z.strictObject({
  /** How many of the Ursulas that hold a share of a policy opening takes. */
  threshold: count,
  shares: count,
  /** The fewest that may be needed: on a local network one, elsewhere two. */
  least: count,
  /** Operators of those that answer: each policy takes `shares` different ones, but on a local network. */
  operators: z.int(),
  ursulas: z.array(
    z.strictObject({
      peer: z.string(),
      /** As they call themselves; null: she was not reached yet. */
      operator: z.string().nullable(),
      /** Who named her: only those of one's own can be removed. */
      source: z.enum(['own', 'profile', 'hub']),
      /** Until when what she said of herself holds, ms; null: she has not said. */
      until: z.int().nullable(),
      /** When she was last heard of, ms; null: never. */
      seenAt: z.int().nullable(),
      /** Since when she has not answered, ms; null: she has, or was not asked. */
      silentSince: z.int().nullable(),
    }),
  ),
})
export type UrsulasView = z.output<typeof ursulasView>

/** Ursulas that have announced themselves at the hub, and are not in {@link ursulasView}. */
export const announcedUrsulas = z.array(
  z.strictObject({
    peer: z.string(),
    /** As they call themselves; nobody vouches for it. */
    operator: z.string(),
    /** To be added by. */
    address: z.string(),
    /** Whether an operator in {@link ursulasView} is called so, or looks so. */
    isNameTaken: z.boolean(),
  }),
)
export type AnnouncedUrsulas = z.output<typeof announcedUrsulas>

/** Who re-encrypts for those who buy of this account. */
export const ursulasApi = defineApi({
  ursulas: { input: z.strictObject({}), output: ursulasView },
  announcedUrsulas: { input: z.strictObject({}), output: announcedUrsulas },
  /** Policies made from now on take `shares` Ursulas, and `threshold` of them to open. */
  setUrsulaTerms: { input: z.strictObject({ threshold: count, shares: count }), output: ursulasView },
  /** `address` is a multiaddr that ends in `/p2p/<peer>`. */
  addUrsula: { input: z.strictObject({ address: z.string().max(512) }), output: ursulasView },
  removeUrsula: { input: z.strictObject({ peer: z.string().max(64) }), output: ursulasView },
})
