import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { openStore } from '../../node/store/openStore.ts'
import { openHubStore } from '../openHubStore.ts'
import { readOperatorConfig } from '../operatorConfig.ts'
import { backUpHub } from './backUpHub.ts'

/**
 * Brings what a hub that does not run has kept up to this version of Busker, after a copy was made. The hub does so at its
 * start by itself; here it is done apart, so that it can be taken back.
 *
 * @param now for the copy's name, ms since the epoch
 * @returns the folder of the copy
 * @throws BuskerError as {@link readOperatorConfig}, {@link backUpHub}, `DATABASE_*`
 */
export async function upgradeHub(folder: string, now: number): Promise<string> {
  await readOperatorConfig(folder)
  const copy = join(folder, 'backups', new Date(now).toISOString().replaceAll(':', '-'))
  // The database is not changed here.
  await backUpHub(folder, copy, false)
  if (existsSync(join(folder, 'hub.sqlite'))) openHubStore(join(folder, 'hub.sqlite')).close()
  if (existsSync(join(folder, 'catalogue.sqlite'))) openStore(join(folder, 'catalogue.sqlite')).close()
  return copy
}
