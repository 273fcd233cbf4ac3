import type { RaidenDatabase } from './raidenTypes.ts'

/**
 * Tells when what raiden-ts has changed is in its database. Its persister collects changes, takes all collected so far as
 * one batch (it asks for their revisions, `allDocs({ keys })`), writes that (`bulkDocs`), and repeats until there are none.
 * Waiting for that end would starve under load; what changed before now is in the next batch at the latest.
 */
export class Saves {
  readonly #database: RaidenDatabase
  #taken = 0
  #waiting: { readonly batch: number; readonly resolve: () => void }[] = []

  constructor(database: RaidenDatabase) {
    this.#database = database
    const allDocs = database.allDocs.bind(database)
    const bulkDocs = database.bulkDocs.bind(database)
    database.allDocs = async (options, ...rest) => {
      if ('keys' in options) this.#taken += 1
      return allDocs(options, ...rest)
    }
    database.bulkDocs = async (documents, ...rest) => {
      const batch = this.#taken
      const results = await bulkDocs(documents, ...rest)
      // What could not be written is taken again with a later batch: then nobody is told before the end.
      if (results.every((result) => !('error' in result))) this.#tell(batch)
      return results
    }
    database.busy$.subscribe({
      next: (busy) => {
        if (!busy) this.#tell(Infinity)
      },
      complete: () => this.#tell(Infinity),
    })
  }

  /** Resolves when every change made before the call is written. */
  async saved(): Promise<void> {
    if (!this.#database.busy$.value) return
    const batch = this.#taken + 1
    await new Promise<void>((resolve) => this.#waiting.push({ batch, resolve }))
  }

  #tell(batch: number): void {
    const told = this.#waiting.filter((each) => each.batch <= batch)
    this.#waiting = this.#waiting.filter((each) => each.batch > batch)
    for (const { resolve } of told) resolve()
  }
}
