import { readMigrations } from '../../database/openDatabase.ts'
import { openPostgres, type Postgres } from '../../database/postgres.ts'

/** Opens what several processes of a hub share, with the hub's schema. Errors: see {@link openPostgres}. */
export function openHubPostgres(url: string): Promise<Postgres> {
  return openPostgres(url, readMigrations(new URL('./migrations/', import.meta.url)))
}
