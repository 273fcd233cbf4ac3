/** What a hub needs to read a catalogue, ms: in general, and when it has much to do. Answers are kept for less. */
const delaysMs = [4000, 30_000]

/**
 * Says that a hub may find something new, after somebody whose catalogue is not kept here has announced one. Who announces without
 * a pause is heard once in each of the times that a hub needs.
 */
export class HubNews {
  readonly #onNews: () => void
  readonly #timers = new Map<number, NodeJS.Timeout>()

  constructor(onNews: () => void) {
    this.#onNews = onNews
  }

  /** A catalogue was announced. */
  note(): void {
    for (const delay of delaysMs) {
      if (this.#timers.has(delay)) continue
      const timer = setTimeout(() => {
        this.#timers.delete(delay)
        this.#onNews()
      }, delay)
      this.#timers.set(delay, timer.unref())
    }
  }
}
