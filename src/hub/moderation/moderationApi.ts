import { z } from 'zod'
import { blockReasonMaxLength } from '../../protocol/blocklist.ts'
import { defineApi } from '../../shared/api/define.ts'
import { catalogueSubject } from '../../shared/ids.ts'
import { line } from '../../shared/text.ts'

const nothing = z.strictObject({})
const reason = line(blockReasonMaxLength)
/** An account, a label, a work, or the CID of a manifest. */
const named = z.string().min(1).max(200)

export const blockView = z.strictObject({
  /** Of the record. */
  number: z.int(),
  subject: catalogueSubject,
  reason: z.string(),
  /** Ms since the epoch. */
  time: z.int(),
})
export type BlockView = z.output<typeof blockView>

/** What an operator hides from what the hub finds and lists. */
export const moderationApi = defineApi({
  block: { input: z.strictObject({ named, reason }), output: blockView },
  unblock: { input: z.strictObject({ named, reason }), output: blockView },
  /** What is hidden now, newest first. */
  blocks: { input: nothing, output: z.array(blockView) },
})
export type ModerationApi = typeof moderationApi
