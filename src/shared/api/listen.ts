import { z } from 'zod'
import { defineApi } from './define.ts'

/** Playing what one owns in a browser or another player. For commands alone: the answer has a token in it. */
export const listenApi = defineApi({
  /** Runs the listener server for as long as whoever asked waits. */
  listen: {
    /** `port` 0: a free one. */
    input: z.strictObject({ port: z.int().min(0).max(65_535) }),
    /** Once, when it listens: its address, with the token behind the `#`. */
    progress: z.strictObject({ url: z.url() }),
    output: z.strictObject({}),
  },
})
