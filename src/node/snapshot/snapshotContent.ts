import { createHash } from 'node:crypto'
import * as dagCbor from '@ipld/dag-cbor'
import { z } from 'zod'
import { decode } from '../../protocol/codec.ts'
import type { IdentityRecord } from '../../protocol/identity.ts'
import { time } from '../../protocol/fields.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, hex32, type Hex32 } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import { type KeptTable, snapshotTables } from './snapshotTables.ts'

const cell = z.union([z.null(), z.number(), z.bigint(), z.string(), z.instanceof(Uint8Array)])
const table = z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: z.array(z.array(cell)) })
const content = z.strictObject({
  v: z.literal(1),
  /** Which installation made it. */
  device: hex32,
  /** When the identity was made, so that a restored one is the same record. */
  issuedAt: time,
  /** The step of the store's schema that the tables have. */
  step: z.int().positive(),
  tables: z.array(table),
})

/** What a snapshot holds, opened. */
export type SnapshotContent = z.output<typeof content>
type Cell = z.output<typeof cell>

/** Whose content it is: of the identity record. */
export type Owner = Pick<IdentityRecord, 'account' | 'issuedAt'>

/** Copies out of the store what the words cannot bring back; one consistent view, in a stable order. */
export function readContent(store: Store, device: Hex32, { account, issuedAt }: Owner): SnapshotContent {
  return store.transaction((): SnapshotContent => {
    const step = store.pragma('user_version', { simple: true }) as number
    const tables = Object.entries(snapshotTables).flatMap(([name, part]) =>
      part.kept && tableExists(store, name) ? [readTable(store, name, part, account)] : [],
    )
    return { v: 1, device, issuedAt, step, tables }
  })()
}

/**
 * Fills an empty store, whose schema stands at the content's step.
 *
 * @throws BuskerError `SNAPSHOT_DAMAGED` when the rows do not fit the schema
 */
export function writeContent(store: Store, { tables }: SnapshotContent): void {
  try {
    store.transaction(() => {
      store.pragma('defer_foreign_keys = ON')
      for (const { name, columns, rows } of tables) {
        const marks = columns.map(() => '?').join(', ')
        // OR REPLACE: a migration may have put rows of its own there.
        const insert = store.prepare(
          `INSERT OR REPLACE INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${marks})`,
        )
        for (const row of rows) insert.run(...row.map(toDatabase))
      }
    })()
  } catch (cause) {
    throw new BuskerError(
      'SNAPSHOT_DAMAGED',
      'The snapshot does not fit the database it says it comes from. Use the one before it.',
      { cause },
    )
  }
}

/** Applies each table's `afterRestore`: ends what can't be continued on another machine. The store has the newest schema. */
export function applyAfterRestore(store: Store): void {
  for (const part of Object.values(snapshotTables)) {
    if (part.afterRestore !== undefined) store.exec(part.afterRestore)
  }
}

/** DAG-CBOR: the same content gives the same bytes. Read here a moment ago, it isn't checked again: that is slow. */
export function encodeContent(value: SnapshotContent): Uint8Array {
  return dagCbor.encode(value)
}

/** Nobody else can have sealed it, so it may hold as many values as were written: an artist's sales have no number. */
export function decodeContent(bytes: Uint8Array): SnapshotContent {
  return decode(content, bytes, bytes.byteLength, Number.MAX_SAFE_INTEGER)
}

/** SHA-256 of a content, in hexadecimal: whether anything has changed. */
export function contentDigest(encoded: Uint8Array): string {
  return createHash('sha256').update(encoded).digest('hex')
}

function readTable(
  store: Store,
  name: string,
  { where = 'true', instead = {} }: KeptTable,
  account: Address,
): SnapshotContent['tables'][number] {
  const columns = store.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(name)
  const select = store.prepare(
    `SELECT ${columns.map((column) => instead[column] ?? quoted(column)).join(', ')} FROM ${quoted(name)} WHERE ${where} ORDER BY ${keyOf(store, name)}`,
  )
  const rows = (select.safeIntegers().raw().all({ account }) as (Cell | Buffer)[][]).map((row) =>
    row.map((value) => (Buffer.isBuffer(value) ? new Uint8Array(value) : value)),
  )
  return { name, columns, rows }
}

/** The primary key's columns, or the row id where there is none. */
function keyOf(store: Store, table: string): string {
  const sql = 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk'
  const key = store.prepare<[string], string>(sql).pluck().all(table)
  return key.length === 0 ? 'rowid' : key.map(quoted).join(', ')
}

/** CBOR gives small integers back as numbers, which the database would take for floating point. */
function toDatabase(value: Cell): Cell {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value
}

function tableExists(store: Store, table: string): boolean {
  return (
    store.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
  )
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
