import { toErrorData } from '../../shared/errors.ts'

interface InfoLog {
  info(line: object): void
}

/** Logs why orders are retried: each reason once, although an order may be retried for days. */
export class RetryLog {
  readonly #log: InfoLog
  /** The last logged code of each order that is being retried. */
  readonly #codes = new Map<string, string>()

  constructor(log: InfoLog) {
    this.#log = log
  }

  record(order: string, error: unknown): void {
    const { code } = toErrorData(error)
    if (this.#codes.get(order) !== code) this.#log.info({ part: 'market', order, err: error })
    this.#codes.set(order, code)
  }

  /** The order has moved on: the same reason is news again. */
  forget(order: string): void {
    this.#codes.delete(order)
  }
}
