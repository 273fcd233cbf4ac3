import { z } from 'zod'
import { errorData } from '../errors/errorSchemas.ts'
import { defineApi } from './define.ts'

const noFields = z.strictObject({})

export const towersView = z.strictObject({
  /** How long a closed channel waits, ms: within it somebody has to answer. */
  settleTimeoutMs: z.int().positive(),
  towers: z.array(
    z.strictObject({
      peer: z.string(),
      /** Multiaddr. */
      address: z.string().nullable(),
      /** As it calls itself; null: it was not reached yet. */
      operator: z.string().nullable(),
      /** Named by the network profile: it can't be removed. */
      isOfProfile: z.boolean(),
      /** False: it is the hub's own, or was not reached yet. Only others count. */
      isIndependent: z.boolean(),
      /** Channels of which it has what is newest. */
      watches: z.int(),
      problem: errorData.nullable(),
    }),
  ),
  /** Those in which this account was paid something. */
  channels: z.array(
    z.strictObject({
      /** Decimal. */
      channel: z.string(),
      /** How many operators, none of them the hub, have what is newest. */
      watching: z.int(),
      /** Since when at least one does, ms; null: nobody. */
      since: z.int().nullable(),
    }),
  ),
})
export type TowersView = z.output<typeof towersView>

/** Who watches the channels of this account while its node is off. */
export const towersApi = defineApi({
  towers: { input: noFields, output: towersView },
  /** `address` is a multiaddr that ends in `/p2p/<peer>`. */
  addTower: { input: z.strictObject({ address: z.string().max(512) }), output: towersView },
  removeTower: { input: z.strictObject({ peer: z.string().max(64) }), output: towersView },
})
