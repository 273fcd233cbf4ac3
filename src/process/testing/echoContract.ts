import { z } from 'zod'

/** The contract of the small child that this folder's tests run. */
export const echoContract = {
  start: z.object({ secret: z.string(), refuse: z.boolean().default(false), folder: z.string().optional() }),
  ready: z.object({ pid: z.int(), secretLength: z.int() }),
  requests: {
    double: { params: z.bigint(), result: z.bigint() },
    refuse: { params: z.null(), result: z.null() },
    die: { params: z.null(), result: z.null() },
    environment: { params: z.null(), result: z.array(z.string()) },
  },
  events: { doubled: z.bigint() },
}
