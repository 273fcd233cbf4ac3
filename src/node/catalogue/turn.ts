import type { CatalogueLimits } from './catalogueLimits.ts'

/** How long one catalogue is read before another's turn comes: a slow one gives way when others wait. */
export class Turn {
  readonly #limits: Pick<CatalogueLimits, 'turnMs' | 'readMs'>
  readonly #areOthersWaiting: () => boolean
  readonly #over = new AbortController()
  #timer: NodeJS.Timeout | undefined

  constructor(limits: Pick<CatalogueLimits, 'turnMs' | 'readMs'>, areOthersWaiting: () => boolean) {
    this.#limits = limits
    this.#areOthersWaiting = areOthersWaiting
  }

  /** @returns aborted when the turn is over */
  begin(): AbortSignal {
    const { turnMs, readMs } = this.#limits
    let left = readMs
    this.#timer = setInterval(() => {
      left -= turnMs
      if (left <= 0 || this.#areOthersWaiting()) this.#over.abort()
    }, turnMs)
    return this.#over.signal
  }

  end(): void {
    clearInterval(this.#timer)
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
