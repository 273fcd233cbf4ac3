import { randomBytes } from 'node:crypto'
import { codeHash } from '../../protocol/codeHash.ts'
import { BuskerError } from '../../shared/errors.ts'
import {
  fromLabel,
  type Hex32,
  type Label,
  type OrderId,
  type WorkId,
  type WorkKind,
} from '../../shared/ids.ts'
import { codeBytes, writeCode } from '../../shared/workCodes.ts'
import { openCell, sealCell, type StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'

/** A code of one's own work. */
export interface WorkCode {
  readonly hash: Hex32
  readonly code: string
  /** From when it gives nothing, ms since epoch; null: it has no end. */
  readonly endsAt: number | null
  /** The sale that it was redeemed by. */
  readonly order: OrderId | null
  readonly createdAt: number
}

interface CodeRow {
  readonly hash: Hex32
  readonly sealed_code: Uint8Array
  readonly ends_at: number | null
  readonly order_id: OrderId | null
  readonly created_at: number
}

type CodedWork = { readonly kind: WorkKind; readonly id: WorkId }

/** Snapshots hold them all. */
const maxCodes = 10_000

/** The codes of one's own works: made here, each redeemed once. */
export class WorkCodes {
  readonly #store: Store
  readonly #keys: StoreKeys

  constructor(store: Store, keys: StoreKeys) {
    this.#store = store
    this.#keys = keys
  }

  /**
   * Makes codes of a work. They are on disk when this returns.
   *
   * @param now ms since epoch
   * @throws BuskerError `CODES_TOO_MANY`, `CODES_END`
   */
  make({ kind, id }: CodedWork, count: number, endsAt: number | null, now: number): WorkCode[] {
    if (endsAt !== null && endsAt <= now) {
      throw new BuskerError('CODES_END', 'Codes end in the future. None were made.')
    }
    const made = Array.from({ length: count }, (): WorkCode => {
      const code = writeCode(randomBytes(codeBytes))
      return { hash: codeHash(code), code, endsAt, order: null, createdAt: now }
    })
    const insert = this.#store.prepare(
      `INSERT INTO work_codes (hash, kind, work, sealed_code, ends_at, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
    )
    this.#store
      .transaction(() => {
        if (this.#count() + count > maxCodes) {
          throw new BuskerError(
            'CODES_TOO_MANY',
            `There are at most ${maxCodes} codes of all works. None were made.`,
          )
        }
        for (const { hash, code } of made) {
          const sealed = sealCell(this.#keys, placeOf(hash), new TextEncoder().encode(code))
          insert.run(hash, kind, id, sealed, endsAt, now)
        }
      })
      .immediate()
    return made
  }

  /** Those of a work, newest first. */
  list({ kind, id }: CodedWork): WorkCode[] {
    return this.#store
      .prepare<[WorkKind, WorkId], CodeRow>(
        'SELECT * FROM work_codes WHERE kind = ? AND work = ? ORDER BY created_at DESC, rowid DESC',
      )
      .all(kind, id)
      .map((row) => ({
        hash: row.hash,
        code: new TextDecoder().decode(openCell(this.#keys, placeOf(row.hash), row.sealed_code)),
        endsAt: row.ends_at,
        order: row.order_id,
        createdAt: row.created_at,
      }))
  }

  /** Ends those of a work that nobody has redeemed. @returns how many */
  end({ kind, id }: CodedWork): number {
    return this.#store
      .prepare('DELETE FROM work_codes WHERE kind = ? AND work = ? AND order_id IS NULL')
      .run(kind, id).changes
  }

  /**
   * Refuses what gives nothing: of an unknown code, or of one of another work, the same is said.
   *
   * @param now ms since epoch
   * @throws BuskerError `ORDER_CODE_UNKNOWN`, `ORDER_CODE_USED`, `ORDER_CODE_OVER`
   */
  assertUsable(hash: Hex32, label: Label, now: number): void {
    const { kind, id } = fromLabel(label)
    const row = this.#store
      .prepare<[Hex32, WorkKind, WorkId], CodeRow>(
        'SELECT * FROM work_codes WHERE hash = ? AND kind = ? AND work = ?',
      )
      .get(hash, kind, id)
    if (row === undefined) {
      throw new BuskerError(
        'ORDER_CODE_UNKNOWN',
        'The artist has no such code for this work. Nothing was paid.',
      )
    }
    if (row.order_id !== null) throw used()
    if (row.ends_at !== null && row.ends_at <= now) {
      throw new BuskerError('ORDER_CODE_OVER', 'The time of this code is over. Nothing was paid.')
    }
  }

  /** Writes down what it was redeemed by; to be called in the transaction that writes the sale. @throws BuskerError `ORDER_CODE_USED` */
  use(hash: Hex32, order: OrderId): void {
    const { changes } = this.#store
      .prepare('UPDATE work_codes SET order_id = ? WHERE hash = ? AND order_id IS NULL')
      .run(order, hash)
    if (changes !== 1) throw used()
  }

  /** Whether a sale was redeemed by one. */
  hasRedeemed(order: OrderId): boolean {
    return (
      this.#store.prepare<[OrderId], number>('SELECT 1 FROM work_codes WHERE order_id = ?').get(order) !==
      undefined
    )
  }

  /** The sales that codes were redeemed by. */
  redeemedOrders(): ReadonlySet<OrderId> {
    const orders = this.#store
      .prepare<[], OrderId>('SELECT order_id FROM work_codes WHERE order_id IS NOT NULL')
      .pluck()
      .all()
    return new Set(orders)
  }

  #count(): number {
    return this.#store.prepare<[], number>('SELECT count(*) FROM work_codes').pluck().get() ?? 0
  }
}

const placeOf = (hash: Hex32) => ({ table: 'work_codes', column: 'sealed_code', row: hash })

function used(): BuskerError {
  return new BuskerError('ORDER_CODE_USED', 'Somebody has redeemed this code already. Nothing was paid.')
}
