import type { Head } from '../../protocol/catalogue.ts'
import type { Address, CidText, PeerIdText } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

export interface HeadRecord {
  readonly id: number
  readonly artist: Address
  readonly number: number
  readonly catalogue: CidText
  readonly bytes: Uint8Array
  readonly state: 'waiting' | 'current' | 'past' | 'refused'
  readonly source: PeerIdText | null
}

/** How many superseded heads of one artist are kept to recognise an equivocation by. */
const pastKept = 64

const columns = 'id, artist, number, catalogue, bytes, state, source'

/** The heads of all artists, in SQLite. */
export class HeadRecords {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  byNumber(artist: Address, number: number): HeadRecord | undefined {
    return this.#findOne('artist = ? AND number = ?', artist, number)
  }

  /** The newest known, read or not. */
  newest(artist: Address): HeadRecord | undefined {
    return this.#findOne('artist = ? ORDER BY number DESC', artist)
  }

  /** The newest whose catalogue was read. */
  current(artist: Address): HeadRecord | undefined {
    return this.#findOne("artist = ? AND state = 'current'", artist)
  }

  /** Artists who publish here. */
  ownArtists(): Address[] {
    const own = this.#store.prepare("SELECT artist FROM heads WHERE state = 'current' AND source IS NULL")
    return own.pluck().all() as Address[]
  }

  get(id: number): HeadRecord | undefined {
    return this.#findOne('id = ?', id)
  }

  waiting(limit: number): HeadRecord[] {
    return this.#store
      .prepare<[number], HeadRecord>(
        `SELECT ${columns} FROM heads WHERE state = 'waiting' ORDER BY id LIMIT ?`,
      )
      .all(limit)
  }

  countWaiting(): number {
    return this.#store.prepare("SELECT count(*) FROM heads WHERE state = 'waiting'").pluck().get() as number
  }

  /**
   * Keeps a head whose catalogue is to be read; an older one that still waits is given up.
   *
   * @param source the peer that may have the catalogue; null for one's own
   */
  add(head: Head, bytes: Uint8Array, source: PeerIdText | null): HeadRecord {
    const { artist, number } = head
    const catalogue = head.catalogue.toString() as CidText
    const id = this.#store.transaction(() => {
      this.#store
        .prepare("UPDATE heads SET state = 'past' WHERE artist = ? AND state = 'waiting'")
        .run(artist)
      return this.#store
        .prepare(
          "INSERT INTO heads (artist, number, catalogue, bytes, state, source) VALUES (?, ?, ?, ?, 'waiting', ?)",
        )
        .run(artist, number, catalogue, bytes, source).lastInsertRowid
    })()
    return { id: Number(id), artist, number, catalogue, bytes, state: 'waiting', source }
  }

  /** Its catalogue was read: from now on it is passed on to others. Part of the transaction that writes the catalogue. */
  accept({ id, artist }: HeadRecord): void {
    this.#store.prepare("UPDATE heads SET state = 'past' WHERE artist = ? AND state = 'current'").run(artist)
    this.#store
      .prepare(
        `UPDATE heads SET state = 'current', position = (SELECT coalesce(max(position), 0) + 1 FROM heads) WHERE id = ?`,
      )
      .run(id)
    this.#store
      .prepare(
        `DELETE FROM heads WHERE artist = @artist AND state IN ('past', 'refused') AND number <
           (SELECT number FROM heads WHERE artist = @artist ORDER BY number DESC LIMIT 1 OFFSET ${pastKept})`,
      )
      .run({ artist })
  }

  refuse({ id }: HeadRecord): void {
    this.#store.prepare("UPDATE heads SET state = 'refused' WHERE id = ? AND state = 'waiting'").run(id)
  }

  /** Current heads that became so after `position`, oldest first; from the start when `position` was never given out. */
  since(position: number, limit: number): { heads: Uint8Array[]; position: number } {
    const last = this.#store.prepare('SELECT coalesce(max(position), 0) FROM heads').pluck().get() as number
    const rows = this.#store
      .prepare<[number, number], { bytes: Uint8Array; position: number }>(
        "SELECT bytes, position FROM heads WHERE state = 'current' AND position > ? ORDER BY position LIMIT ?",
      )
      .all(position > last ? 0 : position, limit)
    return { heads: rows.map(({ bytes }) => bytes), position: rows.at(-1)?.position ?? last }
  }

  /** Keeps two heads of one number as the proof that they are. */
  keepProof({ artist, number, bytes }: HeadRecord, other: Uint8Array, now: number): void {
    this.#store
      .prepare(
        'INSERT OR IGNORE INTO equivocations (artist, number, one, other, seen_at) VALUES (?, ?, ?, ?, ?)',
      )
      .run(artist, number, bytes, other, now)
  }

  proofs(artist: Address): { number: number; one: Uint8Array; other: Uint8Array }[] {
    return this.#store
      .prepare<[string], { number: number; one: Uint8Array; other: Uint8Array }>(
        'SELECT number, one, other FROM equivocations WHERE artist = ? ORDER BY number',
      )
      .all(artist)
  }

  #findOne(where: string, ...values: (string | number)[]): HeadRecord | undefined {
    const row = this.#store.prepare(`SELECT ${columns} FROM heads WHERE ${where} LIMIT 1`).get(...values)
    return row as HeadRecord | undefined
  }
}
