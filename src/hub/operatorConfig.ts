import { join } from 'node:path'
import { z } from 'zod'
import { lowerCaseAddresses } from '../chain/lowerCaseAddresses.ts'
import { line } from '../shared/text.ts'
import { readConfig } from '../process/readConfig.ts'
import { amount } from '../shared/money.ts'
import { type NetworkProfile, networkProfile } from '../shared/networkProfile.ts'
import { defaultTransactionTerms } from './funding/transactionLimits.ts'
import { hubIdentity, type HubKeys } from './hubKeys.ts'
import { hubRates } from './rates/hubRates.ts'

const port = z.int().min(1).max(65_535)
const listenAddress = z.strictObject({
  /** The address to listen on. */
  host: z.string().min(1).default('127.0.0.1'),
  port,
})
const count = z.int().min(0)
const transactionTerms = z.strictObject({
  perNewcomer: count,
  perAccount: count,
  newcomers: count,
  all: count,
})
const multiaddress = z.string().startsWith('/').max(400)
const httpUrl = z.url({ protocol: /^https?$/ })

/** `hub.json`: what an operator decides. Amounts are decimal strings in base units of the network's token. */
export const operatorConfig = z.strictObject({
  version: z.literal(1),
  /** Whom people deal with. */
  operator: line(128),
  /** The network: a profile without its `hub`. */
  network: networkProfile.omit({ version: true, hub: true }),
  /** The chain's RPC the hub itself uses, where it is not the one that is recommended to others. */
  rpcUrl: httpUrl.optional(),
  /** Multiaddresses the peer listens on. */
  listen: z.array(multiaddress).min(1).max(16),
  /** And those at which others reach it; without `/p2p/…`. */
  reachedAt: z.array(multiaddress).min(1).max(16),
  /** `behindProxy`: only a proxy reaches it, which adds to `X-Forwarded-For` whom it speaks for. */
  pathFinding: listenAddress.extend({ behindProxy: z.boolean().default(false) }),
  /** Where others reach path finding. */
  pathFindingUrl: httpUrl,
  /** The embedded homeserver; null for a Synapse of one's own. */
  homeserver: listenAddress.nullable(),
  /** Where others reach the homeserver; its server name is this URL's host and port. */
  matrixUrl: httpUrl,
  /** The RPC of a Kubo of one's own, or IPFS Cluster's proxy of it, that keeps what is pinned; left out: the hub itself. */
  kuboUrl: httpUrl.optional(),
  /** A PostgreSQL for what several processes of a hub share, and for what is searched; left out: the hub's own files. */
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Health, readiness and metrics, on 127.0.0.1 alone; left out: none. */
  metrics: z.strictObject({ port }).optional(),
  /** Logs to `hub.log` in the folder in place of standard error: a file is set aside when it is so long, so many are kept. */
  log: z.strictObject({ megabytes: z.int().min(1).max(10_000), keep: z.int().min(1).max(100) }).optional(),
  /** What the hub takes of all others together: half a MiB of memory for a connection, disk for what it pins. */
  limits: z
    .strictObject({
      connections: z.int().min(16).max(100_000).default(2000),
      reservations: z.int().min(1).max(100_000).default(1024),
      pinnedGibibytes: z.number().min(0.001).max(1_000_000).default(256),
    })
    .prefault({}),
  /** How often it is asked by one and by all; left out: as is best to begin with. */
  rates: hubRates.prefault({}),
  /** Taken for each payment passed on. */
  fee: amount,
  /** The most it will ever be: what listeners agree to. */
  maximumFee: amount,
  /**
   * Given into each channel asked for; added to the channels of one account that is paid much, in all; for all together.
   * What gas is kept for closing what is open, wei. And what gas is paid for within 24 hours.
   */
  funding: z.strictObject({
    deposit: amount,
    topUps: amount.prefault('0'),
    budget: amount,
    for: z.enum(['anyone', 'sellers']).default('anyone'),
    reclaimAfterDays: z.int().min(1).max(3650).optional(),
    gasReserve: amount.prefault('0'),
    transactions: transactionTerms.prefault(defaultTransactionTerms),
  }),
})
export type OperatorConfig = z.output<typeof operatorConfig>

/** @throws BuskerError `HUB_CONFIG_MISSING`, `HUB_CONFIG_INVALID` */
export async function readOperatorConfig(folder: string): Promise<OperatorConfig> {
  return readConfig(join(folder, 'hub.json'), z.preprocess(lowerCaseAddresses, operatorConfig), {
    missing: 'HUB_CONFIG_MISSING',
    invalid: 'HUB_CONFIG_INVALID',
    guide: 'docs/operating-a-hub.md',
  })
}

/** The network profile that this hub gives to new nodes. */
export async function profileOfHub(config: OperatorConfig, keys: HubKeys): Promise<NetworkProfile> {
  const { peer, raidenAddress } = await hubIdentity(keys)
  const { operator, matrixUrl, pathFindingUrl, maximumFee, reachedAt } = config
  const peers = reachedAt.map((address) => `${address}/p2p/${peer}`)
  const hub = { operator, peers, raidenAddress, matrixUrl, pathFindingUrl, maximumFee }
  return { version: 1, ...config.network, hub }
}
