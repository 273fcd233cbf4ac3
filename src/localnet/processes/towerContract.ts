import { z } from 'zod'
import { address, peerIdText } from '../../shared/ids.ts'

/** What the local network and a tower's process say to each other. */
export const towerContract = {
  start: z.object({
    /** Everything the tower keeps is in here, its keys among it. */
    folder: z.string().min(1),
    operator: z.string().min(1),
    port: z.int(),
    chainId: z.int(),
    rpcUrl: z.url(),
    tokenNetwork: address,
  }),
  ready: z.object({ account: address, peer: peerIdText, addresses: z.array(z.string()).min(1) }),
  requests: {},
  events: {},
}
