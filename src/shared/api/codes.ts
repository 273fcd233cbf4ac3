import { z } from 'zod'
import { address, workId } from '../ids.ts'
import { defineApi } from './define.ts'

export const workCodeView = z.strictObject({
  /** Such as `7K3M-0QZ8-VT4N-A1XE`. */
  code: z.string(),
  /** From when it gives nothing; null: it has no end. */
  endsAt: z.int().nullable(),
  /** Who has redeemed it; null: nobody has. */
  redeemedBy: address.nullable(),
  createdAt: z.int(),
})
export type WorkCodeView = z.output<typeof workCodeView>

/** Whether somebody can redeem it still. @param now ms since epoch */
export function isOpenCode({ redeemedBy, endsAt }: WorkCodeView, now: number): boolean {
  return redeemedBy === null && (endsAt === null || endsAt > now)
}

/** Codes of one's own works, for gifts and press. */
export const codesApi = defineApi({
  /** Codes of a work on sale: whoever has one gets the work for nothing, once. Newest first. */
  workCodes: { input: z.strictObject({ id: workId }), output: z.array(workCodeView) },
  /** @param until from when they give nothing, ms since epoch; left out: they have no end */
  makeCodes: {
    input: z.strictObject({ id: workId, count: z.int().min(1).max(1000), until: z.int().optional() }),
    output: z.array(workCodeView),
  },
  /** Ends those that nobody has redeemed. */
  endCodes: { input: z.strictObject({ id: workId }), output: z.strictObject({ ended: z.int() }) },
})
