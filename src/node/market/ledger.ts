import PQueue from 'p-queue'
import { z } from 'zod'
import { type Rate, rateOf } from '../../shared/currency.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Address, SecretHash } from '../../shared/ids.ts'
import type { Direction, Outcome, Payments } from '../../raiden/payments.ts'
import { defineSetting, Settings } from '../settings/settings.ts'
import type { Store } from '../store/openStore.ts'

export interface LedgerOptions {
  readonly store: Store
  readonly payments: Payments
  /** What a token was worth at a time, ms, in the person's own currency; undefined: not known, or not asked for. */
  readonly rateAt?: ((time: number) => Rate | undefined) | undefined
  /** Told of every payment after it is written. */
  readonly onPayment: (hash: SecretHash, direction: Direction) => void
  readonly onFailure: (error: unknown) => void
}

/** How far Raiden's own numbering was read. It belongs to this device's Raiden database. */
const cursorSetting = defineSetting('device-payments-cursor', z.int().min(0))
/** A row of the table `payments`; amounts are decimal base units. */
export interface LedgerRow {
  readonly secret_hash: SecretHash
  readonly direction: Direction
  readonly outcome: 'paid' | 'failed'
  readonly amount: string
  readonly fee: string
  readonly payment_id: string
  readonly partner: Address
  readonly initiator: Address
  readonly target: Address
  readonly changed_at: number
  /** What a token was worth when it became final; null: not known. */
  readonly currency: string | null
  readonly per_token: string | null
}

type RatedRow = Pick<LedgerRow, 'secret_hash'> & { readonly currency: string; readonly per_token: string }

const pageSize = 200

/** Every payment that became final, read from Raiden in its order: rows and cursor are one write. */
export class Ledger implements Startable {
  readonly #options: LedgerOptions
  readonly #settings: Settings
  #unsubscribe: (() => void)[] = []
  readonly #reads = new PQueue({ concurrency: 1 })

  constructor(options: LedgerOptions) {
    this.#options = options
    this.#settings = new Settings(options.store)
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { payments } = this.#options
    const read = () => this.#scheduleRead()
    this.#unsubscribe = [payments.onOutcome(read), payments.onReady(read)]
    read()
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#unsubscribe = []
    await this.#reads.onIdle()
  }

  /** How far Raiden's outcomes were read. It never moves back. */
  cursor(): number {
    return this.#settings.get(cursorSetting) ?? 0
  }

  /** Newest first. */
  list(limit: number): LedgerRow[] {
    return this.#options.store
      .prepare<[number], LedgerRow>('SELECT * FROM payments ORDER BY changed_at DESC LIMIT ?')
      .all(limit)
  }

  /** What a token was worth when a payment became final; undefined: that was not known. */
  rate(hash: SecretHash, direction: Direction): Rate | undefined {
    const row = this.#options.store
      .prepare<[SecretHash, Direction], Pick<LedgerRow, 'currency' | 'per_token'>>(
        'SELECT currency, per_token FROM payments WHERE secret_hash = ? AND direction = ?',
      )
      .get(hash, direction)
    return row === undefined ? undefined : rateOf(row.currency, row.per_token)
  }

  /** What a token was worth when payments of one direction became final, where that was known. */
  rates(direction: Direction): ReadonlyMap<SecretHash, Rate> {
    const rows = this.#options.store
      .prepare<[Direction], RatedRow>(
        'SELECT secret_hash, currency, per_token FROM payments WHERE direction = ? AND currency IS NOT NULL',
      )
      .all(direction)
    return new Map(
      rows.map(({ secret_hash: hash, currency, per_token: perToken }) => [hash, rateOf(currency, perToken)]),
    )
  }

  /**
   * Oldest first, without what others failed to pay.
   *
   * @param other whom one paid, or who paid as it says; null for everybody
   */
  page(
    other: Address | null,
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): LedgerRow[] {
    return this.#options.store
      .prepare<[Address | null, Address | null, number, number], LedgerRow>(
        `SELECT * FROM payments WHERE (direction = 'sent' OR outcome = 'paid')
           AND (? IS NULL OR CASE direction WHEN 'sent' THEN target ELSE initiator END = ?)
         ORDER BY changed_at, secret_hash LIMIT ? OFFSET ?`,
      )
      .all(other, other, limit, offset)
  }

  #scheduleRead(): void {
    this.#reads
      .add(() => this.#readAll())
      .catch((error: unknown) => {
        // It is read again when Raiden is ready.
        if (!isBuskerError(error, 'PROCESS_NOT_RUNNING')) this.#options.onFailure(error)
      })
  }

  async #readAll(): Promise<void> {
    for (;;) {
      const outcomes = await this.#options.payments.outcomesAfter(this.cursor(), pageSize)
      if (outcomes.length === 0) return
      this.#write(outcomes)
      for (const { transfer } of outcomes) this.#options.onPayment(transfer.secretHash, transfer.direction)
    }
  }

  #write(outcomes: readonly Outcome[]): void {
    const { store, rateAt } = this.#options
    const payment = store.prepare(
      `INSERT INTO payments (secret_hash, direction, outcome, amount, fee, payment_id, partner, initiator, target,
         started_at, changed_at, currency, per_token) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (secret_hash, direction) DO UPDATE SET outcome = excluded.outcome, changed_at = excluded.changed_at,
         currency = coalesce(currency, excluded.currency), per_token = coalesce(per_token, excluded.per_token)`,
    )
    store
      .transaction(() => {
        for (const { seq, transfer } of outcomes) {
          const rate = transfer.state === 'paid' ? rateAt?.(transfer.changedAt) : undefined
          payment.run(
            transfer.secretHash,
            transfer.direction,
            transfer.state,
            transfer.amount.toString(),
            transfer.fee.toString(),
            transfer.paymentId.toString(),
            transfer.partner,
            transfer.initiator,
            transfer.target,
            transfer.startedAt,
            transfer.changedAt,
            rate?.currency ?? null,
            rate?.perToken.toString() ?? null,
          )
          this.#settings.set(cursorSetting, Math.max(seq, this.cursor()))
        }
      })
      .immediate()
  }
}
