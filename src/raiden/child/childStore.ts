import { join } from 'node:path'
import { openDatabase, readMigrations, type Database } from '../../database/openDatabase.ts'
import { sqliteBinding } from '../../process/tools.ts'
import type { Address, SecretHash } from '../../shared/ids.ts'
import { outcome } from '../raidenContract.ts'
import type { Outcome, PaymentIntent } from '../payments.ts'

interface IntentRow {
  readonly target: string
  readonly token: string
  readonly amount: string
  readonly payment_id: string
  readonly maximum_fee: string
}
interface FinalRow {
  readonly seq: number
  readonly transfer: string
}
interface PositionRow {
  readonly change_seq: number
  readonly block_number: number | null
  readonly block_hash: string | null
  readonly seen_block: number
}

/** The child's own database: what it was told to pay, and which transfers became final. */
export class ChildStore {
  readonly #database: Database

  constructor(dataFolder: string) {
    this.#database = openDatabase({
      file: join(dataFolder, 'raiden-child.sqlite'),
      migrations: readMigrations(new URL('migrations/', import.meta.url)),
      nativeBinding: sqliteBinding(),
      erasesDeleted: true,
    })
  }

  close(): void {
    this.#database.close()
  }

  /** Writes the intent if its hash is new. False when the hash is taken by a payment with other terms. */
  addIntent(intent: PaymentIntent): boolean {
    const row = intentRow(intent)
    this.#database
      .prepare(
        `INSERT INTO intents (secret_hash, target, token, amount, payment_id, maximum_fee, lock_timeout_seconds, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (secret_hash) DO NOTHING`,
      )
      .run(
        intent.secretHash,
        row.target,
        row.token,
        row.amount,
        row.payment_id,
        row.maximum_fee,
        intent.lockTimeoutSeconds,
        Date.now(),
      )
    const stored = this.#database
      .prepare<[string], IntentRow>(
        'SELECT target, token, amount, payment_id, maximum_fee FROM intents WHERE secret_hash = ?',
      )
      .get(intent.secretHash)
    return JSON.stringify(stored) === JSON.stringify(row)
  }

  hasIntent(secretHash: SecretHash): boolean {
    return this.#database.prepare('SELECT 1 FROM intents WHERE secret_hash = ?').get(secretHash) !== undefined
  }

  /** What was ever to be paid to a target under an identifier, oldest first. */
  intentsWith(target: Address, paymentId: bigint): SecretHash[] {
    return this.#database
      .prepare<[string, string], SecretHash>(
        'SELECT secret_hash FROM intents WHERE target = ? AND payment_id = ? ORDER BY rowid',
      )
      .pluck()
      .all(target, paymentId.toString())
  }

  /** Numbers a final transfer; null when it had its number already. */
  addFinal(final: Outcome['transfer']): Outcome | null {
    const transfer = outcome.shape.transfer.parse(final)
    const known = this.#database
      .prepare('SELECT 1 FROM final_transfers WHERE direction = ? AND secret_hash = ? AND state = ?')
      .get(transfer.direction, transfer.secretHash, transfer.state)
    // Not left to the table's UNIQUE alone: a refused insert would use up a number.
    if (known !== undefined) return null
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO final_transfers (direction, secret_hash, state, transfer, recorded_at) VALUES (?, ?, ?, ?, ?)`,
      )
      .run(transfer.direction, transfer.secretHash, transfer.state, encode(transfer), Date.now())
    return { seq: Number(lastInsertRowid), transfer }
  }

  outcomesAfter(cursor: number, limit: number): Outcome[] {
    return this.#database
      .prepare<[number, number], FinalRow>(
        'SELECT seq, transfer FROM final_transfers WHERE seq > ? ORDER BY seq LIMIT ?',
      )
      .all(cursor, limit)
      .map(({ seq, transfer }) => outcome.parse({ seq, transfer: decode(transfer) }))
  }

  /** How far raiden-ts's changes have been read. */
  get changeSeq(): number {
    return this.#position().change_seq
  }

  set changeSeq(seq: number) {
    this.#database.prepare('UPDATE positions SET change_seq = ?').run(seq)
  }

  /** A block that was final when it was seen, or null at first. */
  get finalBlock(): { readonly number: number; readonly hash: string } | null {
    const { block_number, block_hash } = this.#position()
    return block_number === null || block_hash === null ? null : { number: block_number, hash: block_hash }
  }

  set finalBlock(block: { readonly number: number; readonly hash: string }) {
    this.#database
      .prepare('UPDATE positions SET block_number = ?, block_hash = ?')
      .run(block.number, block.hash)
  }

  /** Of the newest block that this node has seen; 0 at first. */
  get seenBlock(): number {
    return this.#position().seen_block
  }

  set seenBlock(number: number) {
    this.#database.prepare('UPDATE positions SET seen_block = ? WHERE seen_block < ?').run(number, number)
  }

  #position(): PositionRow {
    const row = this.#database
      .prepare<[], PositionRow>('SELECT change_seq, block_number, block_hash, seen_block FROM positions')
      .get()
    if (row === undefined) throw new Error('raiden-child.sqlite has lost its position.')
    return row
  }
}

function intentRow({ target, token, amount, paymentId, maximumFee }: PaymentIntent): IntentRow {
  return {
    target,
    token,
    amount: amount.toString(),
    payment_id: paymentId.toString(),
    maximum_fee: maximumFee.toString(),
  }
}

const bigintKeys = ['amount', 'fee', 'paymentId']

function encode(transfer: Outcome['transfer']): string {
  return JSON.stringify(transfer, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
}

function decode(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) =>
    bigintKeys.includes(key) && typeof value === 'string' ? BigInt(value) : value,
  )
}
