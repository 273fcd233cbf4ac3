import { join } from 'node:path'
import { ChainEndpoints } from '../chain/chainEndpoints.ts'
import { UrgentTransactions } from '../chain/urgentTransactions.ts'
import { toAddress } from '../shared/ids.ts'
import { readTowerConfig } from './towerConfig.ts'
import { openTowerKeys } from './towerKeys.ts'
import { TowerRecords } from './towerRecords.ts'
import { readTowerStatus, type TowerStatus } from './towerStatus.ts'

/**
 * How the tower of this folder is, whether it runs or not.
 *
 * @throws BuskerError `TOWER_CONFIG_MISSING`, `TOWER_CONFIG_INVALID`, `TOWER_SEED_DAMAGED`, `DATABASE_*`
 */
export async function readOperatedTowerStatus(folder: string): Promise<TowerStatus> {
  const { chain, intervalSeconds } = await readTowerConfig(folder)
  const { account } = await openTowerKeys(folder)
  const pollingMs = intervalSeconds * 1000
  const endpoints = new ChainEndpoints({ rpcUrls: chain.rpcUrls, chainId: chain.id, pollingMs })
  const transactions = new UrgentTransactions({ endpoints, account, waitMs: pollingMs })
  const records = new TowerRecords(join(folder, 'tower.sqlite'))
  try {
    return await readTowerStatus(records, {
      account: toAddress(account.address),
      transactions,
      now: Date.now(),
    })
  } finally {
    records.close()
  }
}
