import { join } from 'node:path'
import { z } from 'zod'
import { lowerCaseAddresses } from '../chain/lowerCaseAddresses.ts'
import { readConfig } from '../process/readConfig.ts'
import { line } from '../shared/text.ts'
import { address } from '../shared/ids.ts'
import { amount } from '../shared/money.ts'

const multiaddress = z.string().startsWith('/').max(400)
const httpUrl = z.url({ protocol: /^https?$/ })

/** `tower.json`: what an operator decides. Amounts are decimal strings in wei. */
export const towerConfig = z.strictObject({
  version: z.literal(1),
  /** Whom people deal with. */
  operator: line(128),
  chain: z.strictObject({
    id: z.int().positive(),
    /** Best two or more, of operators who have nothing to do with each other: one alone could hide a close. */
    rpcUrls: z.array(httpUrl).min(1).max(8),
  }),
  /** The TokenNetwork contracts whose channels are watched. */
  tokenNetworks: z.array(address).min(1).max(64),
  /** Multiaddresses the peer listens on. */
  listen: z.array(multiaddress).min(1).max(16),
  /** And those at which others reach it; without `/p2p/…`. */
  reachedAt: z.array(multiaddress).min(1).max(16),
  /** The most that is paid for a unit of gas, and for all gas of a day. */
  gasPrice: amount.prefault('200000000000'),
  gasPerDay: amount.prefault('50000000000000000'),
  /** Sides of channels watched at one time; each takes about a kilobyte. */
  slots: z.int().min(1).max(1_000_000).default(10_000),
  /** How long it watches for somebody who is not heard of. */
  keepDays: z.int().min(1).max(3650).default(400),
  /** How often it looks, and how long it waits for a transaction before it pays more. */
  intervalSeconds: z.int().min(1).max(600).default(30),
})
export type TowerConfig = z.output<typeof towerConfig>

/** A configuration with what is left out as it is by default. @throws ZodError */
export function operatedTowerConfig(config: z.input<typeof towerConfig>): TowerConfig {
  return towerConfig.decode(config)
}

/** @throws BuskerError `TOWER_CONFIG_MISSING`, `TOWER_CONFIG_INVALID` */
export async function readTowerConfig(folder: string): Promise<TowerConfig> {
  return readConfig(join(folder, 'tower.json'), z.preprocess(lowerCaseAddresses, towerConfig), {
    missing: 'TOWER_CONFIG_MISSING',
    invalid: 'TOWER_CONFIG_INVALID',
    guide: 'docs/operating-a-tower.md',
  })
}
