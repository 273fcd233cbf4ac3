import { z } from 'zod'
import { signedUrsulaRecord } from '../../protocol/policy.ts'

/** What the local network and an Ursula's process say to each other. */
export const ursulaContract = {
  start: z.object({
    /** Everything the Ursula keeps is in here, her keys among it. */
    folder: z.string().min(1),
    operator: z.string().min(1),
    port: z.int(),
    /** The hub's multiaddresses. */
    hub: z.array(z.string()).min(1),
  }),
  ready: z.object({ record: signedUrsulaRecord }),
  requests: {},
  events: {},
}
