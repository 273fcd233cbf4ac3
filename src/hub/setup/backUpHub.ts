import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { dumpPostgres } from '../../process/dumpPostgres.ts'
import { BuskerError } from '../../shared/errors.ts'
import { copyDatabase } from '../../database/copyDatabase.ts'
import { readOperatorConfig } from '../operatorConfig.ts'

/** What is copied as it is, where it is there. */
const files = ['hub.seed', 'hub.json', 'contracts.json', 'network.json']
/** What is copied as one moment has it, also while the hub writes. */
const databases = ['hub.sqlite', 'homeserver.sqlite']
/** What PostgreSQL's `pg_restore` reads. */
const dump = 'database.dump'
/** What is made again from the catalogues. */
const indexTables = 'search_*'

/**
 * Copies what a hub can't do without into a new folder: seed, settings, and databases. Raiden's state is not among it: an
 * older copy of that must never run again. The copy is complete or not there.
 *
 * @param withDatabase whether a PostgreSQL that `hub.json` names is copied too
 * @returns the names of what was copied, in alphabetical order
 * @throws BuskerError `HUB_BACKUP_EXISTS`, `HUB_BACKUP_DATABASE`, `HUB_CONFIG_MISSING` where there is no hub
 */
export async function backUpHub(
  folder: string,
  target: string,
  withDatabase = true,
): Promise<readonly string[]> {
  if (!existsSync(join(folder, 'hub.seed'))) {
    throw new BuskerError('HUB_CONFIG_MISSING', `There is no hub in ${folder}: hub.seed is missing.`)
  }
  if (existsSync(target)) {
    throw new BuskerError('HUB_BACKUP_EXISTS', `${target} is there already. Name a folder that is not.`)
  }
  const partial = `${target}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  for (const name of files)
    if (existsSync(join(folder, name))) await copyFile(join(folder, name), join(partial, name))
  for (const name of databases)
    if (existsSync(join(folder, name))) copyDatabase(join(folder, name), join(partial, name))
  const databaseUrl = withDatabase ? await databaseOf(folder) : undefined
  if (databaseUrl !== undefined) await dumpPostgres(databaseUrl, indexTables, join(partial, dump))
  await rename(partial, target)
  return (await readdir(target)).toSorted()
}

async function databaseOf(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, 'hub.json'))) return undefined
  return (await readOperatorConfig(folder)).databaseUrl
}
