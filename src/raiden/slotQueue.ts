import PQueue from 'p-queue'

/** How long one call keeps the others waiting where nothing else is said, ms. */
const defaultSlotMs = 45_000

/**
 * One call after the other, because they share an account; but one whose transaction the chain does not confirm lets the
 * others pass after a while. It is not given up then.
 */
export class SlotQueue {
  readonly #slotMs: number
  readonly #queue = new PQueue({ concurrency: 1 })

  constructor(slotMs = defaultSlotMs) {
    this.#slotMs = slotMs
  }

  async add<T>(call: () => Promise<T>): Promise<T> {
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

  /** Resolves when the current call has ended, or has taken too long, and no other waits. */
  async onIdle(): Promise<void> {
    await this.#queue.onIdle()
  }
}
