import { z } from 'zod'
import { defineApi } from './define.ts'

/** Raiden's REST API, switched on for other clients. For commands alone: the answer has a token in it. */
export const raidenApi = defineApi({
  /** Serves it for as long as whoever asked waits. */
  raidenApi: {
    /** `port` 0: a free one. `webUi`: the folder of Raiden's web UI, to be served beside; null: without. */
    input: z.strictObject({
      port: z.int().min(0).max(65_535),
      webUi: z.string().min(1).max(4096).nullable(),
    }),
    /** Once, when it listens: its address, with the token as the password. */
    progress: z.strictObject({ url: z.url() }),
    output: z.strictObject({}),
  },
})
