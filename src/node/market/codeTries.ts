import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'

const maxTries = 10
const tryMs = 3600_000
/** Accounts cost nothing: of more than these the oldest are forgotten, and the length of a code has to do. */
const maxAccounts = 10_000

/** How often an account has shown a code that gave nothing. */
export class CodeTries {
  readonly #tries = new Map<Address, number[]>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** @throws BuskerError `ORDER_CODE_TRIES` */
  assertWithin(account: Address): void {
    if (this.#recent(account).length < maxTries) return
    throw new BuskerError(
      'ORDER_CODE_TRIES',
      'Too many codes that gave nothing were tried here. Nothing was paid; try again in an hour.',
    )
  }

  countWrong(account: Address): void {
    const tries = [...this.#recent(account), this.#now()]
    this.#tries.delete(account)
    this.#tries.set(account, tries)
    const [oldest] = this.#tries.keys()
    if (this.#tries.size > maxAccounts && oldest !== undefined) this.#tries.delete(oldest)
  }

  #recent(account: Address): number[] {
    const since = this.#now() - tryMs
    return (this.#tries.get(account) ?? []).filter((at) => at > since)
  }
}
