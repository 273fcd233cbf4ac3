import { SlotQueue } from '../slotQueue.ts'

/**
 * One account, so many transactions under way at once; by itself one after the other. One that the chain does not confirm lets those with other partners pass
 * after a while; with the same partner it is strictly one after the other.
 */
export class TransactionQueue {
  readonly #slots: SlotQueue
  readonly #last = new Map<string, Promise<unknown>>()

  /** @param slotMs how long one transaction keeps its place, ms @param parallel transactions under way at once */
  constructor(slotMs?: number, parallel?: number) {
    this.#slots = new SlotQueue(slotMs, parallel)
  }

  add<T>(partner: string, call: () => Promise<T>): Promise<T> {
    const before = this.#last.get(partner) ?? Promise.resolve()
    const done = before.then(async () => this.#slots.add(call))
    const ended = done.then(
      () => undefined,
      () => undefined,
    )
    this.#last.set(partner, ended)
    void ended.then(() => {
      if (this.#last.get(partner) === ended) this.#last.delete(partner)
    })
    return done
  }
}
