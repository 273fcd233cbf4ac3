import type { Postgres } from '../../database/postgres.ts'
import type { Address } from '../../shared/ids.ts'
import { minuteMs } from '../clock.ts'
import type { LeaseDecision, LeaseRecord, LeaseStore } from './leaseStore.ts'

const columns = 'device, number, until, asked_until AS "askedUntil", note, wanted'
/** Several rows in one statement. */
const rowsAtOnce = 1000

/** Leases that several processes of a hub grant: one request for an account at a time, whichever process it comes to. */
export class PostgresLeases implements LeaseStore {
  /** Each goes by the chain's time as it has seen it. */
  readonly skewMs = minuteMs
  readonly #postgres: Postgres

  constructor(postgres: Postgres) {
    this.#postgres = postgres
  }

  change<T>(account: Address, decide: (newest: LeaseRecord | undefined) => LeaseDecision<T>): Promise<T> {
    return this.#postgres.transaction(async (query) => {
      // A lock for the account, since there may be no row yet; it ends with the transaction.
      await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [account])
      const [newest] = await query<LeaseRecord>(`SELECT ${columns} FROM leases WHERE account = $1`, [account])
      const { write, result } = decide(newest)
      if (write !== undefined) {
        await query(
          `INSERT INTO leases (account, device, number, asked_until, until, note, wanted)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (account) DO UPDATE SET device = $2, number = $3, asked_until = $4, until = $5,
             note = $6, wanted = $7`,
          [account, write.device, write.number, write.askedUntil, write.until, write.note, write.wanted],
        )
      }
      return result
    })
  }

  async newest(account: Address): Promise<LeaseRecord | undefined> {
    const [newest] = await this.#postgres.query<LeaseRecord>(
      `SELECT ${columns} FROM leases WHERE account = $1`,
      [account],
    )
    return newest
  }

  async countHeld(now: number): Promise<number> {
    const [row] = await this.#postgres.query<{ count: number }>(
      'SELECT count(*) AS count FROM leases WHERE until > $1',
      [now],
    )
    return row?.count ?? 0
  }

  /** What was granted before, elsewhere; newer leases of the same accounts stay. */
  async takeOver(leases: readonly (LeaseRecord & { readonly account: Address })[]): Promise<void> {
    for (let start = 0; start < leases.length; start += rowsAtOnce) {
      await this.#postgres.query(
        `INSERT INTO leases (account, device, number, asked_until, until, note, wanted)
         SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS t (account TEXT, device TEXT, number BIGINT, "askedUntil" BIGINT, until BIGINT, note TEXT,
             wanted TEXT)
         ON CONFLICT (account) DO UPDATE SET device = excluded.device, number = excluded.number,
           asked_until = excluded.asked_until, until = excluded.until, note = excluded.note,
           wanted = excluded.wanted
         WHERE leases.number < excluded.number`,
        [JSON.stringify(leases.slice(start, start + rowsAtOnce))],
      )
    }
  }
}
