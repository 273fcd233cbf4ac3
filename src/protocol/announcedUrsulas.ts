import { z } from 'zod'
import { time } from './fields.ts'
import { signedUrsulaAnnouncement } from './policy.ts'
import { defineProtocol } from './rpc.ts'

/** Ursulas that one hub lists as announced. */
export const announcedMaxUrsulas = 64

/**
 * Ursulas that have made themselves known at a hub. Nobody vouches for them: each is a candidate, whom an artist may add who
 * knows whose she is.
 */
export const announcedUrsulasProtocol = defineProtocol('/busker/announced-ursulas/1', {
  /** From her own peer, whose record it is; said again before `until`, she stays listed. */
  announce: {
    input: z.strictObject({ announcement: signedUrsulaAnnouncement }),
    output: z.strictObject({ until: time }),
    maxBytes: 256,
    requestMaxBytes: 8192,
  },
  /** Who is listed now, whoever came first first. */
  list: {
    input: z.strictObject({}),
    output: z.strictObject({ announcements: z.array(signedUrsulaAnnouncement).max(announcedMaxUrsulas) }),
    maxBytes: 512 * 1024,
    requestMaxBytes: 64,
  },
})
