/**
 * A signal that fires when nothing renewed it for a while, or when another one fires. One for a whole exchange is much
 * cheaper than one for each read: racing every arriving packet against a signal took most of a transfer's time.
 */
export class IdleTimeout {
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #stop: AbortSignal | undefined

  constructor(ms: number, stop?: AbortSignal) {
    this.#stop = stop
    this.#timer = setTimeout(() => {
      this.#controller.abort(new DOMException('It took too long.', 'TimeoutError'))
    }, ms)
    if (stop?.aborted === true) this.#follow()
    stop?.addEventListener('abort', this.#follow)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Starts the time again. */
  renew(): void {
    this.#timer.refresh()
  }

  /** Never fires any more. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#stop?.removeEventListener('abort', this.#follow)
  }

  /** Ends `stream` when it fires. */
  abortOnTimeout(stream: { abort(error: Error): void }): void {
    const { signal } = this
    signal.addEventListener('abort', () =>
      stream.abort(new Error('It took too long.', { cause: signal.reason })),
    )
  }

  readonly #follow = (): void => this.#controller.abort(this.#stop?.reason)
}
