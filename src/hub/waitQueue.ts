export interface WaitQueueOptions {
  /** How many calls may wait for one key; one more ends the oldest. Default: any number. */
  readonly perKey?: number
}

/** Long polls: each waits until there is something for its key. The caller then reads what there is. */
export class WaitQueue<Key> {
  readonly #perKey: number
  readonly #waiting = new Map<Key, Set<() => void>>()

  constructor({ perKey = Infinity }: WaitQueueOptions = {}) {
    this.#perKey = perKey
  }

  /** Resolves on {@link notify}, after `timeoutMs`, when `signal` aborts, or when too many wait for the same key. */
  async wait(key: Key, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true || timeoutMs <= 0) return
    const waiting = this.#waiting.get(key) ?? new Set()
    this.#waiting.set(key, waiting)
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        waiting.delete(end)
        if (waiting.size === 0) this.#waiting.delete(key)
        resolve()
      }
      const timer = setTimeout(end, timeoutMs)
      signal?.addEventListener('abort', end)
      waiting.add(end)
      const [oldest] = waiting
      if (waiting.size > this.#perKey) oldest?.()
    })
  }

  /** Ends what waits for `key`. */
  notify(key: Key): void {
    for (const end of this.#waiting.get(key) ?? []) end()
  }

  notifyAll(): void {
    for (const key of this.#waiting.keys()) this.notify(key)
  }
}
