import type { Address } from '../../shared/ids.ts'

/** Long polls waiting for mail: each ends with the next letter, when the service stops, or on timeout. */
export class MailWaitQueue {
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

  notify(account: Address): void {
    for (const wake of this.#waiting.get(account) ?? []) wake()
  }

  notifyAll(): void {
    for (const account of this.#waiting.keys()) this.notify(account)
  }
}
