import { z } from 'zod'
import { peerIdText } from '../ids.ts'
import { defineApi } from './define.ts'
import { leaseView } from './lease.ts'
import { nodeStatus, saleView, walletView } from './node.ts'
import { pairedMachine } from './pairedMachine.ts'

const noFields = z.strictObject({})
const time = z.int().min(0)

/** How many sales an overview has at most. */
export const overviewSales = 50

/** How a server is, as it says itself. */
export const serverOverview = z.strictObject({
  status: nodeStatus,
  /** Seen from the server: `isHere` is there. */
  lease: leaseView,
  /** Null while its payments do not run. */
  wallet: walletView.nullable(),
  /** The newest, newest first. */
  sales: z.array(saleView).max(overviewSales),
  saleCount: z.int().min(0),
})
export type ServerOverview = z.output<typeof serverOverview>

/** What a server answers the apps that it is paired with. */
export const remoteApi = defineApi({
  overview: { input: noFields, output: serverOverview },
  /** The person's word that the server goes on in place of the machine that sells now; see `takeOver`. */
  sell: { input: noFields, output: leaseView },
})
export type RemoteApi = typeof remoteApi

export const serverView = z.strictObject({ server: pairedMachine.nullable() })
export type ServerView = z.output<typeof serverView>

/** What is asked of the node next to a person, about a server that sells for them. Errors: `REMOTE_*` */
export const serverApi = defineApi({
  server: { input: noFields, output: serverView },
  /** @param code as a server showed it; the server that was paired before is forgotten */
  pairServer: { input: z.strictObject({ code: z.string().max(400) }), output: serverView },
  serverOverview: { input: noFields, output: serverOverview },
  /** The server goes on in place of this machine. */
  sellFromServer: { input: noFields, output: leaseView },
  /** Forgets the server. `isTold`: it has forgotten this machine too. */
  unpairServer: { input: noFields, output: z.strictObject({ isTold: z.boolean() }) },
})

const pairedApps = z.array(pairedMachine)

/** What is asked of a node on a server, by its commands. Errors: `REMOTE_*` */
export const pairingApi = defineApi({
  /** A code that pairs one app, and until when; an older one is void. */
  openPairing: {
    input: noFields,
    output: z.strictObject({ code: z.string(), server: peerIdText, until: time }),
  },
  pairedApps: { input: noFields, output: pairedApps },
  unpairApp: { input: z.strictObject({ peer: z.string() }), output: pairedApps },
})
