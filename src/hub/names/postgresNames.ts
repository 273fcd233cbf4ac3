import type { Postgres } from '../../database/postgres.ts'
import type { Address } from '../../shared/ids.ts'
import type { ShortName } from '../../shared/shortNames.ts'
import type { NameDecision, NameRecord, NameStore } from './nameStore.ts'

const columns =
  'name, name_key AS key, account, claimed_at AS "claimedAt", released_at AS "releasedAt", record'
/** Several rows in one statement. */
const rowsAtOnce = 1000

/** Names that several processes of a hub give: one request at a time, whichever process it comes to. */
export class PostgresNames implements NameStore {
  readonly #postgres: Postgres

  constructor(postgres: Postgres) {
    this.#postgres = postgres
  }

  change(
    account: Address,
    key: string | null,
    decide: (near: readonly NameRecord[]) => NameDecision,
  ): Promise<void> {
    return this.#postgres.transaction(async (query) => {
      // One lock for all names: a name touches an account and whatever looks like it, and is claimed once in a while.
      await query("SELECT pg_advisory_xact_lock(hashtextextended('names', 0))")
      const near = await query<NameRecord>(
        `SELECT ${columns} FROM names WHERE account = $1 OR name_key = $2`,
        [account, key],
      )
      const { remove, write } = decide(near)
      for (const name of remove) await query('DELETE FROM names WHERE name = $1', [name])
      for (const each of write) {
        await query(
          `INSERT INTO names (name, name_key, account, claimed_at, released_at, record)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [each.name, each.key, each.account, each.claimedAt, each.releasedAt, each.record],
        )
      }
    })
  }

  async find(name: ShortName): Promise<NameRecord | undefined> {
    return this.#one('name = $1', name)
  }

  async ofAccount(account: Address): Promise<NameRecord | undefined> {
    return this.#one('account = $1 AND released_at IS NULL', account)
  }

  async count(): Promise<number> {
    const [row] = await this.#postgres.query<{ count: number }>(
      'SELECT count(*) AS count FROM names WHERE released_at IS NULL',
    )
    return row?.count ?? 0
  }

  /** What was given before, elsewhere; what is there already stays. */
  async takeOver(names: readonly NameRecord[]): Promise<void> {
    for (let start = 0; start < names.length; start += rowsAtOnce) {
      await this.#postgres.query(
        `INSERT INTO names (name, name_key, account, claimed_at, released_at, record)
         SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS t (name TEXT, key TEXT, account TEXT, "claimedAt" BIGINT, "releasedAt" BIGINT, record TEXT)
         ON CONFLICT DO NOTHING`,
        [JSON.stringify(names.slice(start, start + rowsAtOnce))],
      )
    }
  }

  async #one(where: string, value: string): Promise<NameRecord | undefined> {
    const [row] = await this.#postgres.query<NameRecord>(`SELECT ${columns} FROM names WHERE ${where}`, [
      value,
    ])
    return row
  }
}
