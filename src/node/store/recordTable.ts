import { bytesToHex, hexToBytes } from 'viem'
import type { z } from 'zod'
import { decode, encode } from '../../protocol/codec.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { parseErrorCode } from '../../shared/errors/parseError.ts'
import { type CellPlace, openCell, sealCell, type StoreKeys } from './cellSeal.ts'
import type { Store } from './openStore.ts'

/** Where a record stands. */
type RowPlace = Omit<CellPlace, 'column'>

/** How a field of a record stands in its column. */
export interface Column<T> {
  readonly name: string
  write(value: T, place: RowPlace): string | number | Uint8Array | null
  read(cell: unknown, place: RowPlace): T
}

/** Cells that are what they mean: text and numbers, branded or not, NULL where `T` allows it. */
export function plain<T extends string | number | null>(name: string): Column<T> {
  return { name, write: (value) => value, read: (cell) => cell as T }
}

/** Why something failed. A code of another version of Busker is read as `REMOTE_ERROR_UNKNOWN`. */
export function errorCode(name: string): Column<ErrorCode | null> {
  return {
    name,
    write: (code) => code,
    read: (cell) => (cell === null ? null : parseErrorCode(cell as string)),
  }
}

/** Bigints as decimal text, which SQLite's 64 bits could not hold. */
export function decimal<T extends bigint | null>(name: string): Column<T> {
  return {
    name,
    write: (value) => (value === null ? null : value.toString()),
    read: (cell) => (cell === null ? null : BigInt(cell as string)) as T,
  }
}

/** Yes or no as 1 or 0. */
export function flag(name: string): Column<boolean> {
  return { name, write: (value) => (value ? 1 : 0), read: (cell) => cell === 1 }
}

export function blob<T extends Uint8Array | null>(name: string): Column<T> {
  return {
    name,
    write: (value) => value,
    read: (cell) => (cell === null ? null : new Uint8Array(cell as Uint8Array)) as T,
  }
}

/** A wire message, as the DAG-CBOR it is signed in. */
export function message<S extends z.ZodType>(name: string, schema: S): Column<z.output<S>> {
  return {
    name,
    write: (value) => encode(schema, value),
    read: (cell) => decode(schema, cell as Uint8Array, Number.MAX_SAFE_INTEGER),
  }
}

export function optional<T>(column: Column<T>): Column<T | null> {
  return {
    name: column.name,
    write: (value, place) => (value === null ? null : column.write(value, place)),
    read: (cell, place) => (cell === null ? null : column.read(cell, place)),
  }
}

/** Hexadecimal text of a secret, sealed under the words for its own row; errors: `openCell`. */
export function sealedHex<T extends `0x${string}`>(name: string, keys: StoreKeys): Column<T> {
  return {
    name,
    write: (value, place) => sealCell(keys, { ...place, column: name }, hexToBytes(value)),
    read: (cell, place) => bytesToHex(openCell(keys, { ...place, column: name }, cell as Uint8Array)) as T,
  }
}

/** A wire message that contains a secret, sealed like one. */
export function sealedMessage<S extends z.ZodType>(
  name: string,
  schema: S,
  keys: StoreKeys,
): Column<z.output<S>> {
  return {
    name,
    write: (value, place) => sealCell(keys, { ...place, column: name }, encode(schema, value)),
    read: (cell, place) => {
      const bytes = openCell(keys, { ...place, column: name }, cell as Uint8Array)
      return decode(schema, bytes, Number.MAX_SAFE_INTEGER)
    },
  }
}

export type Columns<T> = { readonly [F in keyof T]: Column<T[F]> }

/** Reads and writes whole records of one table; anything beyond that is SQL where it is needed. */
export class RecordTable<T extends { readonly id: string }> {
  readonly #store: Store
  readonly #table: string
  readonly #columns: Columns<T>

  constructor(store: Store, table: string, columns: Columns<T>) {
    this.#store = store
    this.#table = table
    this.#columns = columns
  }

  insert(record: T): void {
    const fields = Object.keys(this.#columns) as (keyof T)[]
    const names = fields.map((field) => this.#columns[field].name)
    const marks = names.map(() => '?').join(', ')
    this.#store
      .prepare(`INSERT INTO ${this.#table} (${names.join(', ')}) VALUES (${marks})`)
      .run(...fields.map((field) => this.#columns[field].write(record[field], this.#place(record.id))))
  }

  update(id: string, change: Partial<T>): void {
    const fields = Object.keys(change) as (keyof T)[]
    const assignments = fields.map((field) => `${this.#columns[field].name} = ?`).join(', ')
    this.#store
      .prepare(`UPDATE ${this.#table} SET ${assignments} WHERE id = ?`)
      .run(
        ...fields.map((field) => this.#columns[field].write(change[field] as T[keyof T], this.#place(id))),
        id,
      )
  }

  remove(id: string): void {
    this.#store.prepare(`DELETE FROM ${this.#table} WHERE id = ?`).run(id)
  }

  /** @param where SQL with `?` marks */
  ids(where: string, ...values: (string | number)[]): string[] {
    return this.#store
      .prepare<(string | number)[], string>(`SELECT id FROM ${this.#table} WHERE ${where}`)
      .pluck()
      .all(...values)
  }

  /** @param where SQL with `?` marks */
  removeWhere(where: string, ...values: (string | number)[]): void {
    this.#store.prepare(`DELETE FROM ${this.#table} WHERE ${where}`).run(...values)
  }

  /** @param where SQL with `?` marks */
  count(where: string, ...values: (string | number)[]): number {
    const sql = `SELECT count(*) FROM ${this.#table} WHERE ${where}`
    return this.#store
      .prepare<(string | number)[], number>(sql)
      .pluck()
      .get(...values) as number
  }

  get(id: string): T | undefined {
    return this.find('id = ?', id)
  }

  /** @param where SQL with `?` marks */
  find(where: string, ...values: (string | number)[]): T | undefined {
    const row = this.#store.prepare(`SELECT * FROM ${this.#table} WHERE ${where} LIMIT 1`).get(...values)
    return row === undefined ? undefined : this.#toRecord(row as Record<string, unknown>)
  }

  /** @param rest what follows the table's name: WHERE, ORDER BY, LIMIT */
  all(rest: string, ...values: (string | number)[]): T[] {
    const rows = this.#store.prepare(`SELECT * FROM ${this.#table} ${rest}`).all(...values)
    return rows.map((row) => this.#toRecord(row as Record<string, unknown>))
  }

  #toRecord(row: Record<string, unknown>): T {
    const entries = Object.entries<Column<unknown>>(this.#columns as Record<string, Column<unknown>>)
    const place = this.#place(row['id'] as string)
    return Object.fromEntries(
      entries.map(([field, column]) => [field, column.read(row[column.name], place)]),
    ) as T
  }

  #place(row: string): RowPlace {
    return { table: this.#table, row }
  }
}
