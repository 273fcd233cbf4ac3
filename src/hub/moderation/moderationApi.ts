import { z } from 'zod'
import { blockReasonMaxLength } from '../../protocol/blocklist.ts'
import { defineApi } from '../../shared/api/define.ts'
import { address, catalogueSubject } from '../../shared/ids.ts'
import { reportReasons } from '../../shared/reportReasons.ts'
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

export const reportedView = z.strictObject({
  subject: catalogueSubject,
  /** Accounts that have reported it, and how many of them had a channel with the hub. */
  reports: z.int(),
  members: z.int(),
  newest: z.array(
    z.strictObject({
      account: address,
      reason: z.enum(reportReasons),
      text: z.string(),
      /** Ms since the epoch. */
      at: z.int(),
      isMember: z.boolean(),
    }),
  ),
})
export type ReportedView = z.output<typeof reportedView>

/** What an operator hides from what the hub finds and lists, and what people report. */
export const moderationApi = defineApi({
  block: { input: z.strictObject({ named, reason }), output: blockView },
  unblock: { input: z.strictObject({ named, reason }), output: blockView },
  /** What is hidden now, newest first. */
  blocks: { input: nothing, output: z.array(blockView) },
  /** What is reported and not settled, what most members have reported first. A block settles it too. */
  reports: { input: nothing, output: z.array(reportedView) },
  /** Settles what is reported of this without hiding it. */
  dismissReports: {
    input: z.strictObject({ named }),
    output: z.strictObject({ subject: catalogueSubject, reports: z.int() }),
  },
})
export type ModerationApi = typeof moderationApi
