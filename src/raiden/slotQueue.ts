import PQueue from 'p-queue'

/** How long one call keeps the others waiting where nothing else is said, ms. */
const defaultSlotMs = 45_000

/**
 * So many calls at once, because they share an account; but one whose transaction the chain does not confirm lets the others
 * pass after a while. It is not given up then.
 */
export class SlotQueue {
  readonly #slotMs: number
  readonly #queue: PQueue
  #exclusive: Promise<void> = Promise.resolve()

  /** @param slotMs how long a call keeps its place @param parallel calls at once */
  constructor(slotMs = defaultSlotMs, parallel = 1) {
    this.#slotMs = slotMs
    this.#queue = new PQueue({ concurrency: parallel })
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

  /** Runs a task while no call is under way, but for those that have taken too long. */
  async exclusively<T>(task: () => Promise<T>): Promise<T> {
    const before = this.#exclusive
    const ended = Promise.withResolvers<void>()
    this.#exclusive = ended.promise
    await before
    this.#queue.pause()
    try {
      await this.#queue.onPendingZero()
      return await task()
    } finally {
      this.#queue.start()
      ended.resolve()
    }
  }

  /** Resolves when the current call has ended, or has taken too long, and no other waits. */
  async onIdle(): Promise<void> {
    await this.#queue.onIdle()
  }
}
