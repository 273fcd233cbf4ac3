export interface HedgeOptions {
  /** How many must succeed. */
  readonly needed: number
  /** Another attempt is started each time this passes without enough successes, ms. */
  readonly hedgeAfterMs: number
  readonly signal?: AbortSignal
}

/**
 * Attempts as many items at once as must succeed, the next one for each that fails, and one more every
 * `hedgeAfterMs`; resolves as soon as enough have succeeded, or all have failed. Attempts still running then are aborted.
 *
 * @returns why attempts failed
 * @throws the reason of `signal` when that is aborted
 */
export async function runHedged<T>(
  items: readonly T[],
  attempt: (item: T, signal: AbortSignal) => Promise<void>,
  { needed, hedgeAfterMs, signal }: HedgeOptions,
): Promise<unknown[]> {
  if (needed <= 0) return []
  signal?.throwIfAborted()
  const waiting = [...items]
  const failures: unknown[] = []
  const ended = Promise.withResolvers<void>()
  const done = new AbortController()
  let running = 0
  let succeeded = 0

  const startNext = (): void => {
    if (done.signal.aborted) return
    const item = waiting.shift()
    if (item === undefined) {
      if (running === 0) ended.resolve()
      return
    }
    running += 1
    attempt(item, done.signal).then(
      () => {
        running -= 1
        succeeded += 1
        if (succeeded === needed || running === 0) ended.resolve()
      },
      (error: unknown) => {
        running -= 1
        failures.push(error)
        startNext()
      },
    )
  }

  const stop = () => ended.reject(signal?.reason as Error)
  signal?.addEventListener('abort', stop, { once: true })
  const timer = setInterval(startNext, hedgeAfterMs)
  try {
    for (let count = 0; count < needed; count += 1) startNext()
    await ended.promise
    return failures
  } finally {
    clearInterval(timer)
    signal?.removeEventListener('abort', stop)
    done.abort()
  }
}
