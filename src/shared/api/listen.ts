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
  /** Runs the listener server for phones in the same network, for as long as whoever asked waits and its time lasts. */
  listenOnLan: {
    /** `address` null: this machine's only private one. `expiresAt`: Unix ms. */
    input: z.strictObject({
      address: z.string().max(64).nullable(),
      port: z.int().min(0).max(65_535),
      expiresAt: z.int().positive(),
    }),
    /**
     * Once, when it listens: its address, with the token behind the `#`, the SHA-256 of its certificate, and whether only
     * machines of the same network can reach it.
     */
    progress: z.strictObject({ url: z.url(), fingerprint: z.string(), isPrivate: z.boolean() }),
    output: z.strictObject({}),
  },
})
