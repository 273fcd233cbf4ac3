import PQueue from 'p-queue'

/** How long one transaction keeps the others waiting, ms. */
const slotMs = 45_000

/**
 * One account, one transaction after the other. One that the chain does not confirm lets those with other partners pass
 * after a while; with the same partner it is strictly one after the other.
 */
export class TransactionQueue {
  readonly #slotMs: number
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #last = new Map<string, Promise<unknown>>()

  constructor(ms = slotMs) {
    this.#slotMs = ms
  }

  add<T>(partner: string, call: () => Promise<T>): Promise<T> {
    const before = this.#last.get(partner) ?? Promise.resolve()
    const done = before.then(async () => this.#inSlot(call))
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

  async #inSlot<T>(call: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    void this.#queue.add(async () => {
      const late = Promise.withResolvers<void>()
      const timer = setTimeout(late.resolve, this.#slotMs)
      const calling = call()
      calling.then(resolve, reject)
      await Promise.race([calling.catch(() => undefined), late.promise])
      clearTimeout(timer)
    })
    return promise
  }
}
