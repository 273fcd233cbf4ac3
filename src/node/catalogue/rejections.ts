import type { Startable } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'

/** Why a head or a catalogue was dropped. */
export type RejectionReason =
  | 'oversized'
  | 'malformed'
  | 'forged'
  | 'replayed'
  | 'older'
  | 'equivocating'
  | 'inconsistent'
  /** It is not what was asked for. */
  | 'foreign'
  /** It is of an artist whose catalogue is not kept here; nobody did wrong, and it is not counted. */
  | 'unwanted'
  /** More came at once than is looked at. */
  | 'excessive'

const writeEveryMs = 10_000

/**
 * Counts what was dropped, by reason. Written every ten seconds: a flood of invalid heads must not keep the disk busy.
 */
export class Rejections implements Startable {
  readonly #store: Store
  readonly #now: () => number
  readonly #unwritten = new Map<RejectionReason, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  async start(): Promise<void> {
    this.#timer ??= setInterval(() => this.#write(), writeEveryMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#write()
  }

  count(reason: RejectionReason): void {
    this.#unwritten.set(reason, (this.#unwritten.get(reason) ?? 0) + 1)
  }

  /** All that were ever counted. */
  totals(): Readonly<Partial<Record<RejectionReason, number>>> {
    this.#write()
    const rows = this.#store
      .prepare<[], [RejectionReason, number]>('SELECT reason, count FROM rejections')
      .raw()
      .all()
    return Object.fromEntries(rows)
  }

  #write(): void {
    if (this.#unwritten.size === 0) return
    const add = this.#store.prepare(
      `INSERT INTO rejections (reason, count, last_at) VALUES (@reason, @count, @now)
       ON CONFLICT (reason) DO UPDATE SET count = count + @count, last_at = @now`,
    )
    this.#store.transaction(() => {
      for (const [reason, count] of this.#unwritten) add.run({ reason, count, now: this.#now() })
    })()
    this.#unwritten.clear()
  }
}
