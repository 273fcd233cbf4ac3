import { openDatabase } from '../../database/openDatabase.ts'
import { sqliteBinding } from '../../process/tools.ts'

/** Opens a database in memory and searches it. @returns SQLite's version */
export function checkSqlite(): string {
  const sql = "CREATE VIRTUAL TABLE song USING fts5(title); INSERT INTO song VALUES ('Nightwalk')"
  const database = openDatabase({
    file: ':memory:',
    migrations: [{ number: 1, sql }],
    nativeBinding: sqliteBinding(),
  })
  try {
    const row = database.prepare<[string], { version: string }>(
      'SELECT sqlite_version() AS version FROM song WHERE song MATCH ?',
    )
    return row.get('night*')?.version ?? 'finds nothing'
  } finally {
    database.close()
  }
}
