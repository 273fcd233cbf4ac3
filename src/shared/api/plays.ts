import { z } from 'zod'
import { heardLabel, workId } from '../ids.ts'
import { columnar } from './columnar.ts'
import { defineApi } from './define.ts'

const playCount = z.strictObject({
  track: workId,
  /** One at least. */
  plays: z.int(),
  lastPlayedAt: z.int(),
})
export type PlayCount = z.output<typeof playCount>

/** Lists that may be of a hundred thousand tracks. */
const playCounts = columnar(playCount, { texts: ['track'], numbers: ['plays', 'lastPlayedAt'], flags: [] })

/** How often tracks were heard on this device. */
export const playsApi = defineApi({
  /** Of those that were heard at all. */
  plays: { input: z.strictObject({}), output: playCounts },
  /** Counts a track as played once enough of it was heard; `isCounted` says whether it was. */
  notePlay: {
    input: z.strictObject({
      label: heardLabel,
      /** Of the track, without what was skipped. */
      heardMs: z.number().min(0),
    }),
    output: z.strictObject({ isCounted: z.boolean() }),
  },
})
