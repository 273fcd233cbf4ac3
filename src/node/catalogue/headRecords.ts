import type { Head } from '../../protocol/catalogue.ts'
import type { Address, CidText, PeerIdText } from '../../shared/ids.ts'
import { backOffDelay } from '../../shared/backOff.ts'
import type { Store } from '../store/openStore.ts'

export interface HeadRecord {
  readonly id: number
  readonly artist: Address
  readonly number: number
  readonly catalogue: CidText
  readonly bytes: Uint8Array
  readonly state: 'waiting' | 'current' | 'past' | 'refused'
  readonly source: PeerIdText | null
  /** How often its catalogue was looked for in vain. */
  readonly attempts: number
}

/** How many superseded heads of one artist are kept to recognise an equivocation by. */
const pastKept = 64
/** Refused heads of artists of whom nothing else is known, to recognise them by. */
const refusedKept = 10_000
/** Tries after which a catalogue that nobody has is given up; with the pauses between them more than a week. */
const maxAttempts = 40
/** Between two tries of one. */
const retryLimits = { initialMs: 2000, maxMs: 6 * 60 * 60_000 }

const columns = 'id, artist, number, catalogue, bytes, state, source, attempts'

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

  /** Those to be looked for now, first what was tried least. */
  due(now: number, limit: number): HeadRecord[] {
    return this.#store
      .prepare<[number, number], HeadRecord>(
        `SELECT ${columns} FROM heads WHERE state = 'waiting' AND due <= ? ORDER BY attempts, id LIMIT ?`,
      )
      .all(now, limit)
  }

  /** When the next one is to be looked for; null when none is. */
  nextDue(): number | null {
    const due = this.#store.prepare("SELECT min(due) FROM heads WHERE state = 'waiting'")
    return due.pluck().get() as number | null
  }

  /** Its artist or somebody else says that it is there now. */
  makeDue(artist: Address, now: number): void {
    this.#store
      .prepare("UPDATE heads SET due = min(due, ?) WHERE artist = ? AND state = 'waiting'")
      .run(now, artist)
  }

  /**
   * Whether one more head of this artist may wait. One of an artist whose catalogue is known always may; others share a room, in
   * which one that was looked for most in vain makes place for one that was not looked for yet.
   */
  makeRoom(artist: Address, limit: number): boolean {
    if (this.current(artist) !== undefined) return true
    const waiting = this.#store.prepare("SELECT count(*) FROM heads WHERE state = 'waiting'")
    if ((waiting.pluck().get() as number) < limit) return true
    const dropped = this.#store
      .prepare(
        `DELETE FROM heads WHERE id = (
           SELECT id FROM heads AS each WHERE state = 'waiting' AND attempts > 0 AND NOT EXISTS (
             SELECT 1 FROM heads WHERE artist = each.artist AND state = 'current')
           ORDER BY attempts DESC, id LIMIT 1)`,
      )
      .run()
    return dropped.changes > 0
  }

  /** It was looked for in vain: again later, or never. */
  postpone({ id, attempts }: HeadRecord, now: number): void {
    if (attempts + 1 >= maxAttempts) {
      this.#store.prepare("DELETE FROM heads WHERE id = ? AND state = 'waiting'").run(id)
      return
    }
    this.#store
      .prepare("UPDATE heads SET attempts = attempts + 1, due = ? WHERE id = ? AND state = 'waiting'")
      .run(now + backOffDelay(retryLimits, attempts), id)
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
      this.#dropPast(artist)
      return this.#store
        .prepare(
          "INSERT INTO heads (artist, number, catalogue, bytes, state, source) VALUES (?, ?, ?, ?, 'waiting', ?)",
        )
        .run(artist, number, catalogue, bytes, source).lastInsertRowid
    })()
    return { id: Number(id), artist, number, catalogue, bytes, state: 'waiting', source, attempts: 0 }
  }

  /** Its catalogue was read: from now on it is passed on to others. Part of the transaction that writes the catalogue. */
  accept({ id, artist }: HeadRecord): void {
    this.#store.prepare("UPDATE heads SET state = 'past' WHERE artist = ? AND state = 'current'").run(artist)
    this.#store
      .prepare(
        `UPDATE heads SET state = 'current', position = (SELECT coalesce(max(position), 0) + 1 FROM heads) WHERE id = ?`,
      )
      .run(id)
  }

  /** Its catalogue is not what it must be, and never will be. */
  refuse({ id }: HeadRecord): void {
    this.#store.transaction(() => {
      this.#store.prepare("UPDATE heads SET state = 'refused' WHERE id = ? AND state = 'waiting'").run(id)
      this.#store
        .prepare(
          `DELETE FROM heads WHERE state = 'refused' AND id <
             (SELECT id FROM heads WHERE state = 'refused' ORDER BY id DESC LIMIT 1 OFFSET ${refusedKept})`,
        )
        .run()
    })()
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

  /** Keeps two heads of one number as the proof that they are; one proof of an artist tells all. */
  keepProof({ artist, number, bytes }: HeadRecord, other: Uint8Array, now: number): void {
    this.#store
      .prepare(
        `INSERT INTO equivocations (artist, number, one, other, seen_at) SELECT @artist, @number, @bytes, @other, @now
           WHERE NOT EXISTS (SELECT 1 FROM equivocations WHERE artist = @artist)`,
      )
      .run({ artist, number, bytes, other, now })
  }

  proofs(artist: Address): { number: number; one: Uint8Array; other: Uint8Array }[] {
    return this.#store
      .prepare<[string], { number: number; one: Uint8Array; other: Uint8Array }>(
        'SELECT number, one, other FROM equivocations WHERE artist = ? ORDER BY number',
      )
      .all(artist)
  }

  #dropPast(artist: Address): void {
    this.#store
      .prepare(
        `DELETE FROM heads WHERE artist = @artist AND state IN ('past', 'refused') AND number <
           (SELECT number FROM heads WHERE artist = @artist ORDER BY number DESC LIMIT 1 OFFSET ${pastKept})`,
      )
      .run({ artist })
  }

  #findOne(where: string, ...values: (string | number)[]): HeadRecord | undefined {
    const row = this.#store.prepare(`SELECT ${columns} FROM heads WHERE ${where} LIMIT 1`).get(...values)
    return row as HeadRecord | undefined
  }
}
