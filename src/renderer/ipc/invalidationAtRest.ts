import type { IpcMethod } from '../../shared/ipc.ts'

/** Without a change for so long things have come to rest, ms. */
const restMs = 400
/** What never comes to rest is fetched after so long all the same, ms. */
const longestMs = 2_000

/**
 * Invalidates queries once what changes them has come to rest. An order changes seven times within a second, and what it
 * changes is wanted when it is over: fetched in between, it would hold up the payment and the first sound.
 */
export class InvalidationAtRest {
  readonly #invalidate: (methods: readonly IpcMethod[]) => void
  readonly #waiting = new Set<IpcMethod>()
  #firstAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(invalidate: (methods: readonly IpcMethod[]) => void) {
    this.#invalidate = invalidate
  }

  add(methods: readonly IpcMethod[]): void {
    if (this.#waiting.size === 0) this.#firstAt = performance.now()
    for (const method of methods) this.#waiting.add(method)
    clearTimeout(this.#timer)
    const left = this.#firstAt + longestMs - performance.now()
    this.#timer = setTimeout(() => this.#flush(), Math.min(restMs, Math.max(0, left)))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#waiting.clear()
  }

  #flush(): void {
    const methods = [...this.#waiting]
    this.#waiting.clear()
    this.#invalidate(methods)
  }
}
