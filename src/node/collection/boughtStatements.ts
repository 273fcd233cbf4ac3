import type { CollectedWork } from '../../protocol/collections.ts'
import { type Address, type CatalogueSubject, subjectOfWork } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** What artists have said of works one bought, in SQLite. */
export class BoughtStatements {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** By the work. */
  all(): ReadonlyMap<CatalogueSubject, Pick<CollectedWork, 'artist' | 'proof'>> {
    const rows = this.#store
      .prepare<[], { work: CatalogueSubject; artist: Address; proof: `0x${string}` }>(
        'SELECT work, artist, proof FROM bought_statements',
      )
      .all()
    return new Map(rows.map(({ work, artist, proof }) => [work, { artist, proof }]))
  }

  keep({ kind, id, artist, proof }: CollectedWork): void {
    this.#store
      .prepare('INSERT OR REPLACE INTO bought_statements (work, artist, proof) VALUES (?, ?, ?)')
      .run(subjectOfWork(kind, id), artist, proof)
  }
}
