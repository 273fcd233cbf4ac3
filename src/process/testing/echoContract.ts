import { z } from 'zod'

/** The contract of the small child that this folder's tests run. */
export const echoContract = {
  start: z.object({ secret: z.string(), refuse: z.boolean().default(false), folder: z.string().optional() }),
  ready: z.object({ pid: z.int(), secretLength: z.int() }),
  requests: {
    double: { input: z.bigint(), output: z.bigint() },
    refuse: { input: z.null(), output: z.null() },
    fillDisk: { input: z.null(), output: z.null() },
    loseState: { input: z.null(), output: z.null() },
    die: { input: z.null(), output: z.null() },
    environment: { input: z.null(), output: z.array(z.string()) },
  },
  events: { doubled: z.bigint() },
}
