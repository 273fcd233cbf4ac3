import type { Postgres, Query } from '../../database/postgres.ts'
import type { Address } from '../../shared/ids.ts'
import {
  keptPerAccount,
  type SnapshotBytes,
  type SnapshotRecord,
  type SnapshotRules,
  type SnapshotStore,
} from './snapshotStore.ts'

/** Whoever keeps one holds this lock, so that no two fill the last room; the number means nothing else. */
const keepLock = 7_353_002

/** Snapshots that several processes of a hub keep. */
export class PostgresSnapshots implements SnapshotStore {
  readonly #postgres: Postgres

  constructor(postgres: Postgres) {
    this.#postgres = postgres
  }

  async keep(
    { account, number, record }: SnapshotRecord,
    isPartner: boolean,
    rules: SnapshotRules,
  ): Promise<void> {
    await this.#postgres.transaction(async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [keepLock])
      if (!rules.admit(await newestOf(query, account, Number.MAX_SAFE_INTEGER))) return
      await query(
        'INSERT INTO snapshots (account, number, record, size, is_partner) VALUES ($1, $2, $3, $4, $5)',
        [account, number, Buffer.from(record), record.byteLength, isPartner],
      )
      await query('UPDATE snapshots SET is_partner = $2 WHERE account = $1', [account, isPartner])
      await query(
        `DELETE FROM snapshots WHERE account = $1 AND number NOT IN
           (SELECT number FROM snapshots WHERE account = $1 ORDER BY number DESC LIMIT ${keptPerAccount})`,
        [account],
      )
      rules.check(await bytesOf(query))
    })
  }

  newest(account: Address, before: number): Promise<Uint8Array | undefined> {
    return newestOf(this.#postgres.query, account, before)
  }

  bytes(): Promise<SnapshotBytes> {
    return bytesOf(this.#postgres.query)
  }

  /** The number of the newest of each account. */
  async newestNumbers(): Promise<ReadonlyMap<Address, number>> {
    const rows = await this.#postgres.query<{ account: Address; number: number }>(
      'SELECT account, max(number) AS number FROM snapshots GROUP BY account',
    )
    return new Map(rows.map(({ account, number }) => [account, number]))
  }
}

async function newestOf(query: Query, account: Address, before: number): Promise<Uint8Array | undefined> {
  const [row] = await query<{ record: Buffer }>(
    'SELECT record FROM snapshots WHERE account = $1 AND number < $2 ORDER BY number DESC LIMIT 1',
    [account, before],
  )
  return row === undefined ? undefined : new Uint8Array(row.record)
}

async function bytesOf(query: Query): Promise<SnapshotBytes> {
  // Numbers of PostgreSQL's sums have no bounds, and come as text.
  const [row] = await query<{ all: number; nonPartners: number }>(
    `SELECT coalesce(sum(size), 0)::BIGINT AS "all",
       coalesce(sum(size) FILTER (WHERE NOT is_partner), 0)::BIGINT AS "nonPartners" FROM snapshots`,
  )
  return row ?? { all: 0, nonPartners: 0 }
}
