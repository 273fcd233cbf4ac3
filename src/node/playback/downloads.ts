import { fromLabel, type Label } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** What is kept, and since when it was not used, ms since the epoch: neither played nor fetched. */
export interface KeptDownload {
  readonly label: Label
  readonly usedAt: number
}

/** Which tracks, and files that go with releases, are on this machine as a whole, which are to be, and which are not any more. */
export class Downloads {
  readonly #store: Store
  readonly #onChanged: (label: Label) => void

  /** @param onChanged told of a track that is here as a whole now, or is not any more */
  constructor(store: Store, onChanged: (label: Label) => void = () => undefined) {
    this.#store = store
    this.#onChanged = onChanged
  }

  has(label: Label): boolean {
    return this.#store.prepare('SELECT 1 FROM downloads WHERE label = ?').get(label) !== undefined
  }

  /** Whether files of this release, in any edition, are here: editions have most of them in common. Of a track, whether it is. */
  hasAnyEdition(label: Label): boolean {
    if (fromLabel(label).kind === 'track') return this.has(label)
    return (
      this.#store.prepare('SELECT 1 FROM downloads WHERE label GLOB ?').get(anyEdition(label)) !== undefined
    )
  }

  /** Releases with files that are here, and how many bytes of them. */
  releases(): { readonly label: Label; readonly bytes: number }[] {
    return this.#store
      .prepare<[], { label: Label; bytes: number }>(
        "SELECT label, bytes FROM downloads WHERE label GLOB 'release/*'",
      )
      .all()
  }

  /** It is here as a whole, and no longer wanted. Of a release the newest edition counts. */
  add(label: Label, bytes: number, now: number): void {
    this.#store
      .transaction(() => {
        this.#store.prepare('DELETE FROM wanted_downloads WHERE label = ?').run(label)
        if (fromLabel(label).kind === 'release' && !this.#replaceOlder(label)) return
        this.#store
          .prepare('INSERT OR REPLACE INTO downloads (label, bytes, finished_at) VALUES (?, ?, ?)')
          .run(label, bytes, now)
      })
      .immediate()
    this.#onChanged(label)
  }

  /** Of a release the newest edition counts. @returns false: a newer one is here */
  #replaceOlder(label: Label): boolean {
    const { id, edition } = fromLabel(label)
    const others = this.releases()
      .map((one) => fromLabel(one.label))
      .filter((one) => one.id === id)
    if (others.some((one) => one.edition > edition)) return false
    this.#store.prepare('DELETE FROM downloads WHERE label GLOB ?').run(anyEdition(label))
    return true
  }

  /** What all that is here takes. */
  totals(): { readonly bytes: number; readonly tracks: number } {
    const totals = this.#store.prepare<[], { bytes: number; tracks: number }>(
      "SELECT coalesce(sum(bytes), 0) AS bytes, count(*) FILTER (WHERE label GLOB 'track/*') AS tracks FROM downloads",
    )
    return totals.get() ?? { bytes: 0, tracks: 0 }
  }

  /** Those used least lately first. */
  leastUsed(): KeptDownload[] {
    return this.#store
      .prepare<[], KeptDownload>(
        `SELECT label, max(finished_at, coalesce(last_played_at, 0)) AS usedAt
           FROM downloads LEFT JOIN track_plays ON track = substr(label, 7, 32) ORDER BY usedAt, label`,
      )
      .all()
  }

  /** It does not count as here any more; its blocks are deleted next, and after a crash as well. */
  release(label: Label): void {
    this.#store
      .transaction(() => {
        this.#store.prepare('DELETE FROM downloads WHERE label = ?').run(label)
        this.#store.prepare('INSERT OR IGNORE INTO releasing_downloads (label) VALUES (?)').run(label)
      })
      .immediate()
    this.#onChanged(label)
  }

  /** Of which blocks may still be here. */
  releasing(): Label[] {
    return this.#store.prepare<[], Label>('SELECT label FROM releasing_downloads').pluck().all()
  }

  /** Nothing of it is left to delete. */
  released(label: Label): void {
    this.#store.prepare('DELETE FROM releasing_downloads WHERE label = ?').run(label)
  }

  /** Remembered until it is here. */
  want(label: Label): void {
    if (this.has(label)) return
    this.#store.prepare('INSERT OR IGNORE INTO wanted_downloads (label) VALUES (?)').run(label)
  }

  /** In the order they were wanted. */
  wanted(): Label[] {
    return this.#store.prepare<[], Label>('SELECT label FROM wanted_downloads ORDER BY rowid').pluck().all()
  }
}

/** For `GLOB`; an id has none of its signs. */
const anyEdition = (label: Label): string => `release/${fromLabel(label).id}/*`
