import { readFileSync } from 'node:fs'
import { type Database, openDatabase } from '../../src/database/openDatabase.ts'

/** Of each table its rows, in the order of their keys. */
export type AllRows = Readonly<Record<string, readonly Row[]>>
type Row = Readonly<Record<string, unknown>>

/** The step of the schema that a database file stands at. */
export function stepOf(file: string): number {
  return readFileSync(file).readUInt32BE(60)
}

/** Opens a database and leaves its schema as it is. */
export function openAsItIs(file: string): Database {
  return openDatabase({ file, migrations: [{ number: stepOf(file), sql: '' }] })
}

/** Everything a database knows; of a search index what it was made of stands in another table. */
export function allRows(database: Database): AllRows {
  const names = database
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all()
  const rowsOf = (name: string) => {
    const keys = database
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
      .pluck()
      .all(name)
    const order = keys.length === 0 ? 'rowid' : keys.join(', ')
    return database.prepare<[], Row>(`SELECT * FROM "${name}" ORDER BY ${order}`).all()
  }
  return Object.fromEntries(names.map((name) => [name, rowsOf(name)]))
}

/**
 * What of `before` is not in `after`: a table, or a row of which a cell is another one, as `table` or `table id`.
 *
 * @param moved by `table` or `table.column` of old: where it is now; null where it has another form, which is compared
 *   elsewhere
 */
export function lostRows(
  before: AllRows,
  after: AllRows,
  moved: Readonly<Record<string, string | null>>,
): string[] {
  return Object.entries(before).flatMap(([table, rows]) => {
    const now = after[moved[table] ?? table]
    if (now === undefined) return [table]
    const columns = Object.keys(rows[0] ?? {}).flatMap((column) => {
      const place = moved[`${table}.${column}`]
      return place === null ? [] : [[column, place ?? column] as const]
    })
    const [[key] = ['']] = columns
    return rows.flatMap((row) => {
      const isSame = (other: Row) => columns.every(([old, place]) => sameCell(row[old], other[place]))
      return now.some(isSame) ? [] : [`${table} ${String(row[key])}`]
    })
  })
}

function sameCell(one: unknown, other: unknown): boolean {
  if (Buffer.isBuffer(one) && Buffer.isBuffer(other)) return one.equals(other)
  return one === other
}
