import { z } from 'zod'

/** What the local network and its homeserver's process say to each other. */
export const homeserverContract = {
  start: z.object({ folder: z.string().min(1), port: z.int() }),
  ready: z.object({ url: z.url() }),
  requests: {},
  events: {},
}
