import { join } from 'node:path'
import { z } from 'zod'
import { readConfig } from '../process/readConfig.ts'
import { line } from '../shared/text.ts'

const multiaddress = z.string().startsWith('/').max(400)

/** `ursula.json`: what an operator decides. */
const ursulaConfig = z.strictObject({
  version: z.literal(1),
  /** Whom people deal with. */
  operator: line(64),
  /** Multiaddresses the peer listens on. */
  listen: z.array(multiaddress).min(1).max(16),
  /** And those at which others reach it; without `/p2p/…`. */
  reachedAt: z.array(multiaddress).min(1).max(16),
  /** The hubs it stays connected to and announces itself at, each ending in `/p2p/…`: the `peers` of their profiles. */
  hubs: z.array(multiaddress).max(16).default([]),
})
type UrsulaConfig = z.output<typeof ursulaConfig>

/** @throws BuskerError `URSULA_CONFIG_MISSING`, `URSULA_CONFIG_INVALID` */
export async function readUrsulaConfig(folder: string): Promise<UrsulaConfig> {
  return readConfig(join(folder, 'ursula.json'), ursulaConfig, {
    missing: 'URSULA_CONFIG_MISSING',
    invalid: 'URSULA_CONFIG_INVALID',
    guide: 'docs/operating-a-hub.md',
  })
}
