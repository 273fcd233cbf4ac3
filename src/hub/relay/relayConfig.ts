import { join } from 'node:path'
import { z } from 'zod'
import { readConfig } from '../../process/readConfig.ts'

const multiaddress = z.string().startsWith('/').max(400)

/** `relay.json`: what an operator decides. */
const relayConfig = z.strictObject({
  version: z.literal(1),
  /** Multiaddresses the peer listens on. */
  listen: z.array(multiaddress).min(1).max(16),
  /** And those at which others reach it; without `/p2p/…`. */
  reachedAt: z.array(multiaddress).min(1).max(16),
  /** The hub it stays connected to, each ending in `/p2p/…`: the `peers` of the network's profile. */
  hubs: z.array(multiaddress).min(1).max(16),
  /** What it takes of others, of all together. */
  limits: z
    .strictObject({
      connections: z.int().min(16).max(100_000).default(2000),
      reservations: z.int().min(1).max(100_000).default(1024),
    })
    .prefault({}),
})
type RelayConfig = z.output<typeof relayConfig>

/** @throws BuskerError `RELAY_CONFIG_MISSING`, `RELAY_CONFIG_INVALID` */
export async function readRelayConfig(folder: string): Promise<RelayConfig> {
  return readConfig(join(folder, 'relay.json'), relayConfig, {
    missing: 'RELAY_CONFIG_MISSING',
    invalid: 'RELAY_CONFIG_INVALID',
    guide: 'docs/operating-a-hub.md',
  })
}
