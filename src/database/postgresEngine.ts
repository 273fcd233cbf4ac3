import type { Postgres, Query } from './postgres.ts'
import type { SqlEngine, Steps } from './steps.ts'

/** Rows that several processes share: whoever changes some holds a lock. */
export class PostgresEngine implements SqlEngine {
  readonly #postgres: Postgres
  readonly #lock: number

  /** @param lock a number of this part's own */
  constructor(postgres: Postgres, lock: number) {
    this.#postgres = postgres
    this.#lock = lock
  }

  change<T>(steps: () => Steps<T>): Promise<T> {
    return this.#postgres.transaction(async (query) => {
      // It ends with the transaction, when others see what was changed.
      await query('SELECT pg_advisory_xact_lock($1)', [this.#lock])
      return run(steps(), query)
    })
  }

  read<T>(steps: () => Steps<T>): Promise<T> {
    return run(steps(), this.#postgres.query)
  }
}

async function run<T>(steps: Steps<T>, query: Query): Promise<T> {
  let next = steps.next()
  while (!next.done) next = steps.next(await query(next.value.sql, next.value.values))
  return next.value
}
