import { z } from 'zod'
import { defineApi } from './define.ts'

/** Raiden's REST API, switched on for other clients. For commands alone: the answer has a token in it. */
export const raidenApi = defineApi({
  /** Serves it for as long as whoever asked waits. */
  raidenApi: {
    /** `port` 0: a free one. */
    input: z.strictObject({ port: z.int().min(0).max(65_535) }),
    /** Once, when it listens: its address, with the token as the password. */
    progress: z.strictObject({ url: z.url() }),
    output: z.strictObject({}),
  },
})
