import Database from 'better-sqlite3'

/**
 * Copies a database as one moment has it into a new file, also while somebody writes to it; what was deleted is not in the
 * copy.
 *
 * @throws Error where `to` is there already, or can't be written
 */
export function copyDatabase(from: string, to: string): void {
  const database = new Database(from, { readonly: true, fileMustExist: true })
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}
