import { toErrorData } from '../../shared/errors.ts'
import type { Store } from '../store/openStore.ts'

/** Why letters were thrown away unread: how many for each reason, and what was said of the last. */
export class DroppedLetters {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number) {
    this.#store = store
    this.#now = now
  }

  count(reason: unknown): void {
    const { code, message } = toErrorData(reason)
    this.#store
      .prepare(
        `INSERT INTO dropped_letters (code, count, message, last_at) VALUES (@code, 1, @message, @now)
         ON CONFLICT (code) DO UPDATE SET count = count + 1, message = @message, last_at = @now`,
      )
      .run({ code, message, now: this.#now() })
  }

  /** How many were thrown away, by error code. */
  totals(): Readonly<Record<string, number>> {
    const rows = this.#store
      .prepare<[], [string, number]>('SELECT code, count FROM dropped_letters')
      .raw()
      .all()
    return Object.fromEntries(rows)
  }
}
