import type { Address } from '../../shared/ids.ts'

/** Who waits for mail: each is woken by the next letter, by `stop`, or when its time is up. */
export class MailDoorbell {
  readonly #waiting = new Map<Address, (() => void)[]>()
  readonly #perAccount: number

  /** @param perAccount how many calls of one account may wait; one more wakes the oldest */
  constructor(perAccount = 4) {
    this.#perAccount = perAccount
  }

  async wait(account: Address, ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const waiting = this.#waiting.get(account) ?? []
    this.#waiting.set(account, waiting)
    if (waiting.push(resolve) > this.#perAccount) waiting.shift()?.()
    const timer = setTimeout(resolve, ms)
    await promise
    clearTimeout(timer)
    const at = waiting.indexOf(resolve)
    if (at >= 0) waiting.splice(at, 1)
    if (waiting.length === 0 && this.#waiting.get(account) === waiting) this.#waiting.delete(account)
  }

  ring(account: Address): void {
    for (const wake of this.#waiting.get(account) ?? []) wake()
  }

  ringAll(): void {
    for (const account of this.#waiting.keys()) this.ring(account)
  }
}
