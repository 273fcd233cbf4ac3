import { diskError } from '../../shared/errors.ts'
import type { RaidenDatabase } from './raidenTypes.ts'

/**
 * Knows when changes of raiden-ts's state are written to its database. Its persister collects changes, takes all collected so far as
 * one batch (it asks for their revisions, `allDocs({ keys })`), writes that (`bulkDocs`), and repeats until there are none.
 * Waiting for that end would starve under load; what changed before now is in the next batch at the latest.
 */
export class WriteTracker {
  readonly #database: RaidenDatabase
  #batchesStarted = 0
  #waiters: { readonly batch: number; readonly resolve: () => void }[] = []

  constructor(database: RaidenDatabase) {
    this.#database = database
    const allDocs = database.allDocs.bind(database)
    const bulkDocs = database.bulkDocs.bind(database)
    database.allDocs = async (options, ...rest) => {
      if ('keys' in options) this.#batchesStarted += 1
      return allDocs(options, ...rest)
    }
    database.bulkDocs = async (documents, ...rest) => {
      const batch = this.#batchesStarted
      const results = await bulkDocs(documents, ...rest)
      const refused = results.map((result) => diskError(result)).find((error) => error !== null)
      // raiden-ts would try the same again without a pause, and nothing may be sent before it is written: the child ends.
      if (refused !== undefined) throw refused
      // A failed write is repeated with a later batch: then waiters resolve only when nothing is left to write.
      if (results.every((result) => !('error' in result))) this.#resolveUpTo(batch)
      return results
    }
    database.busy$.subscribe({
      next: (busy) => {
        if (!busy) this.#resolveUpTo(Infinity)
      },
      complete: () => this.#resolveUpTo(Infinity),
      // Uncaught on purpose: who waits goes on waiting, and the process ends with it.
      error: (error: unknown) => {
        queueMicrotask(() => {
          throw error
        })
      },
    })
  }

  /** Resolves when every change made before the call is written. */
  async written(): Promise<void> {
    if (!this.#database.busy$.value) return
    const batch = this.#batchesStarted + 1
    await new Promise<void>((resolve) => this.#waiters.push({ batch, resolve }))
  }

  #resolveUpTo(batch: number): void {
    const reached = this.#waiters.filter((each) => each.batch <= batch)
    this.#waiters = this.#waiters.filter((each) => each.batch > batch)
    for (const { resolve } of reached) resolve()
  }
}
