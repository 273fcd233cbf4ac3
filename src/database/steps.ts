/** What both engines store and give back as it was. */
export type Cell = string | number | Uint8Array | null

/** SQL that SQLite and PostgreSQL both read, with `$1`, `$2`, … for its values. */
export interface Statement {
  readonly sql: string
  readonly values: readonly Cell[]
}

/**
 * Statements one after the other, each decided by the rows of those before: written once for an engine that answers at once and
 * one that doesn't.
 */
export type Steps<T> = Generator<Statement, T, readonly unknown[]>

/** A row of a table, by its columns. */
export type Row = Readonly<Record<string, Cell>>

/** Where a part of the hub keeps its rows. */
export interface SqlEngine {
  /**
   * All steps or none, and nobody else's change comes in between. What the steps throw, this throws, and nothing was done; when it
   * resolves, what was changed is on disk.
   *
   * @throws BuskerError `DATABASE_UNREACHABLE` where the database is another process
   */
  change<T>(steps: () => Steps<T>): Promise<T>
  /** Steps that change nothing; changes of others may come in between. Errors as of {@link SqlEngine.change}. */
  read<T>(steps: () => Steps<T>): Promise<T>
}

/** @returns the rows of a statement */
export function* rowsOf<Row>(sql: string, ...values: readonly Cell[]): Steps<readonly Row[]> {
  return (yield { sql, values }) as readonly Row[]
}

/** @returns the first row of a statement */
export function* rowOf<Row>(sql: string, ...values: readonly Cell[]): Steps<Row | undefined> {
  return (yield* rowsOf<Row>(sql, ...values))[0]
}

/** So many rows in one statement: PostgreSQL and SQLite have an end of its values. */
const rowsAtOnce = 500

/**
 * Inserts rows of the same columns, where none of their key is there. Names of tables and columns are ours, not of strangers.
 *
 * @param key the columns of that key; left out: of any key that the table has
 */
export function* insertMissing(table: string, rows: readonly Row[], key?: readonly string[]): Steps<void> {
  const columns = Object.keys(rows[0] ?? {})
  const conflict = key === undefined ? '' : `(${key.join()})`
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const some = rows.slice(start, start + rowsAtOnce)
    const values = some.flatMap((row) => columns.map((column) => row[column] ?? null))
    const places = some.map(
      (_, at) => `(${columns.map((__, of) => `$${at * columns.length + of + 1}`).join()})`,
    )
    yield* rowsOf(
      `INSERT INTO ${table} (${columns.join()}) VALUES ${places.join()} ON CONFLICT ${conflict} DO NOTHING`,
      ...values,
    )
  }
}

/** @returns the column `n` of the first row: a count, or a sum; 0 where there is no row, or nothing in it */
export function* numberOf(sql: string, ...values: readonly Cell[]): Steps<number> {
  return (yield* rowOf<{ readonly n: number | null }>(sql, ...values))?.n ?? 0
}
