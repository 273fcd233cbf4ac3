import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BuskerError } from '../shared/errors.ts'
import { postgresFolder } from './toolPaths.mjs'

const run = promisify(execFile)

/**
 * Copies a PostgreSQL database as one moment has it, by its own `pg_dump`.
 *
 * @param emptied a pattern of tables whose rows are left out
 * @param file is written, in the form that `pg_restore` reads
 * @throws BuskerError `HUB_BACKUP_DATABASE` where `pg_dump` is not there, or does not reach the server
 */
export async function dumpPostgres(url: string, emptied: string, file: string): Promise<void> {
  // Others on this machine see arguments and may see variables: the password goes by a file.
  const folder = await mkdtemp(join(tmpdir(), 'busker-dump-'))
  const services = join(folder, 'service.conf')
  try {
    await writeFile(services, serviceOf(url), { mode: 0o600 })
    const programs = postgresFolder()
    await run(
      programs === undefined ? 'pg_dump' : join(programs, 'pg_dump'),
      [
        '--format=custom',
        '--no-owner',
        `--exclude-table-data=${emptied}`,
        '--file',
        file,
        '--dbname=service=hub',
      ],
      { env: { PATH: process.env['PATH'], PGSERVICEFILE: services } },
    )
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string }
    const why = stderr?.trim().split('\n').at(-1) ?? (error instanceof Error ? error.message : String(error))
    throw new BuskerError(
      'HUB_BACKUP_DATABASE',
      `The database was not copied: ${why}. Install PostgreSQL's client programs, or say --no-database and copy it by its own means.`,
      { cause: error },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A URL as libpq's file of connection services says it. */
function serviceOf(url: string): string {
  const { hostname, port, pathname, username, password, searchParams } = new URL(url)
  const settings = {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    dbname: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    ...Object.fromEntries(searchParams),
  }
  const lines = Object.entries(settings).filter(([, value]) => value !== '')
  return ['[hub]', ...lines.map(([name, value]) => `${name}=${value.replaceAll(/[\r\n]/g, '')}`), ''].join(
    '\n',
  )
}
