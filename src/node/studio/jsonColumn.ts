import type { Column } from '../store/recordTable.ts'

/** What this program wrote itself, as JSON. */
export function json<T>(name: string): Column<T> {
  return { name, write: (value) => JSON.stringify(value), read: (cell) => JSON.parse(cell as string) as T }
}
