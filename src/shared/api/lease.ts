import { z } from 'zod'
import { defineApi } from './define.ts'

const noFields = z.strictObject({})
const time = z.int().min(0)

/** Which machine may use the money of these words; one at a time. Times are ms since epoch. */
export const leaseView = z.strictObject({
  /** This machine. */
  isHere: z.boolean(),
  /** Another machine has it, or had it last; null: none that is known. */
  other: z
    .strictObject({
      /** As it calls itself; null: it is an older Busker, which does not say. */
      name: z.string().nullable(),
      /** By its own clock. */
      since: time.nullable(),
      /** Until when it has it unless it renews it; null: it has given it back, or it has run out. */
      until: time.nullable(),
    })
    .nullable(),
  /** A person took over there, and this machine let go. */
  yieldedTo: z.strictObject({ name: z.string(), at: time }).nullable(),
  /** The other machine is asked to stop. */
  isTakingOver: z.boolean(),
})
export type LeaseView = z.output<typeof leaseView>

export const leaseApi = defineApi({
  lease: { input: noFields, output: leaseView },
  /**
   * The person's word that this machine goes on in place of the other. That one is asked to stop; once it has, or its time has run
   * out, the store here is made anew from the newest snapshot, and the node opened again.
   */
  takeOver: { input: noFields, output: leaseView },
})
