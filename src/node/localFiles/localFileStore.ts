import { randomBytes, randomUUID } from 'node:crypto'
import type { ErrorCode } from '../../shared/errors.ts'
import type { CidText, WorkId } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import type { LocalTags } from './contract.ts'
import type { FoundFile } from './walkFolder.ts'

export interface LocalFolder {
  readonly id: string
  readonly path: string
}

/** A file as it was when it was read. */
export interface KnownFile extends Omit<FoundFile, 'beside'> {
  /** Null where it was read by a Busker that did not look beside it. */
  readonly beside: string | null
  readonly id: WorkId
  readonly isHere: 0 | 1
}

/** One that can be played. */
export interface LocalFile {
  readonly id: WorkId
  readonly folder: string
  readonly path: string
  readonly addedAt: number
  readonly tags: LocalTags
  /** Of its picture, as it is in the file or beside it. */
  readonly cover: CidText | null
}

/** What was read of a file. */
interface KeptFile {
  readonly found: FoundFile
  /** Left out where there is a problem. */
  readonly tags?: LocalTags
  readonly cover?: CidText | undefined
  readonly lyrics?: string | undefined
  readonly problem: ErrorCode | null
}

/** How loud it is and how it looks. */
export interface MeasuredFile {
  /** LUFS. */
  readonly integrated: number
  /** dBTP. */
  readonly truePeak: number
  /** As in a `Playable`. */
  readonly waveform: string
}

interface LocalFileRow extends Omit<LocalFile, 'tags'> {
  readonly tags: string
}

const shownProblems = 100
/** Files of an album have the same picture: one that was changed since is no reason to show none. */
const coverTries = 3

/** Watched folders and what was read of their files, in SQLite. */
export class LocalFileStore {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** In the order in which they were added. */
  folders(): LocalFolder[] {
    return this.#store
      .prepare<[], LocalFolder>('SELECT id, path FROM local_folders ORDER BY added_at, id')
      .all()
  }

  addFolder(path: string): LocalFolder {
    const folder = { id: randomUUID(), path }
    this.#store
      .prepare('INSERT INTO local_folders (id, path, added_at) VALUES (?, ?, ?)')
      .run(folder.id, path, this.#now())
    return folder
  }

  /** @returns whether there was one */
  removeFolder(id: string): boolean {
    return this.#store.prepare('DELETE FROM local_folders WHERE id = ?').run(id).changes > 0
  }

  /** All that is known of a folder, gone or not, by its path. */
  known(folder: string): Map<string, KnownFile> {
    const rows = this.#store
      .prepare<[string], KnownFile>(
        'SELECT id, path, size, modified_at AS modifiedAt, beside, is_here AS isHere FROM local_files WHERE folder = ?',
      )
      .all(folder)
    return new Map(rows.map((row) => [row.path, row]))
  }

  /** Those that can be played, added last first. */
  list(): LocalFile[] {
    return this.#store
      .prepare<[], LocalFileRow>(
        `SELECT id, folder, path, added_at AS addedAt, tags, cover FROM local_files
           WHERE is_here = 1 AND problem IS NULL ORDER BY added_at DESC, path`,
      )
      .all()
      .map((row) => ({ ...row, tags: JSON.parse(row.tags) as LocalTags }))
  }

  countTracks(folder: string): number {
    return (
      this.#store
        .prepare<[string], number>(
          'SELECT count(*) FROM local_files WHERE folder = ? AND is_here = 1 AND problem IS NULL',
        )
        .pluck()
        .get(folder) ?? 0
    )
  }

  problems(folder: string): { readonly file: string; readonly code: ErrorCode }[] {
    return this.#store
      .prepare<[string], { file: string; code: ErrorCode }>(
        `SELECT path AS file, problem AS code FROM local_files
           WHERE folder = ? AND is_here = 1 AND problem IS NOT NULL ORDER BY path LIMIT ${shownProblems}`,
      )
      .all(folder)
  }

  /** Keeps what was read of files, those that were known under their ids. What was counted and measured of a file stays while it is the same. */
  keep(folder: string, read: readonly KeptFile[]): void {
    const keep = this.#store.prepare(
      `INSERT INTO local_files (id, folder, path, size, modified_at, added_at, is_here, problem, tags, beside, cover, lyrics)
         VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
         ON CONFLICT (folder, path) DO UPDATE SET
           sample_count = CASE WHEN size = excluded.size AND modified_at = excluded.modified_at THEN sample_count END,
           sound = CASE WHEN size = excluded.size AND modified_at = excluded.modified_at THEN sound END,
           size = excluded.size, modified_at = excluded.modified_at, is_here = 1, problem = excluded.problem,
           tags = excluded.tags, beside = excluded.beside, cover = excluded.cover, lyrics = excluded.lyrics`,
    )
    this.#store.transaction(() => {
      for (const { found, tags = { durationMs: null }, cover = null, lyrics = null, problem } of read) {
        const { path, size, modifiedAt, beside } = found
        const id = randomBytes(16).toString('hex')
        const addedAt = Math.min(modifiedAt, this.#now())
        const facts = [id, folder, path, size, modifiedAt, addedAt, problem]
        keep.run(...facts, JSON.stringify(tags), beside, cover, lyrics)
      }
    })()
  }

  /** Says of files that they are there again, or are not any more. */
  setHere(ids: readonly WorkId[], isHere: boolean): void {
    if (ids.length === 0) return
    this.#store
      .prepare('UPDATE local_files SET is_here = ? WHERE id IN (SELECT value FROM json_each(?))')
      .run(Number(isHere), JSON.stringify(ids))
  }

  /** Files that lie elsewhere in their folder now keep their ids, and their places in lists. */
  move(files: readonly { readonly id: WorkId; readonly path: string }[]): void {
    const move = this.#store.prepare('UPDATE local_files SET path = ?, is_here = 1 WHERE id = ?')
    this.#store.transaction(() => {
      for (const { id, path } of files) move.run(path, id)
    })()
  }

  lyrics(id: WorkId): string | null {
    return (
      this.#store
        .prepare<[string], string | null>('SELECT lyrics FROM local_files WHERE id = ?')
        .pluck()
        .get(id) ?? null
    )
  }

  /** Where a picture is found, in files that are there. */
  filesWithCover(cover: CidText): { readonly root: string; readonly file: string }[] {
    return this.#store
      .prepare<[string], { root: string; file: string }>(
        `SELECT local_folders.path AS root, local_files.path AS file
           FROM local_files JOIN local_folders ON local_folders.id = folder
           WHERE cover = ? AND is_here = 1 ORDER BY local_files.added_at LIMIT ${coverTries}`,
      )
      .all(cover)
  }

  /** Of all files that are known. */
  covers(): Set<CidText> {
    return new Set(
      this.#store
        .prepare<[], CidText>('SELECT DISTINCT cover FROM local_files WHERE cover IS NOT NULL')
        .pluck()
        .all(),
    )
  }

  /** Null: the header says how long it is, or nobody has counted yet. */
  sampleCount(id: WorkId): number | null {
    return (
      this.#store
        .prepare<[string], number | null>('SELECT sample_count FROM local_files WHERE id = ?')
        .pluck()
        .get(id) ?? null
    )
  }

  setSampleCount(id: WorkId, count: number): void {
    this.#store.prepare('UPDATE local_files SET sample_count = ? WHERE id = ?').run(count, id)
  }

  measured(id: WorkId): MeasuredFile | undefined {
    const sound = this.#store
      .prepare<[string], string | null>('SELECT sound FROM local_files WHERE id = ?')
      .pluck()
      .get(id)
    return sound === undefined || sound === null ? undefined : (JSON.parse(sound) as MeasuredFile)
  }

  setMeasured(id: WorkId, sound: MeasuredFile): void {
    this.#store.prepare('UPDATE local_files SET sound = ? WHERE id = ?').run(JSON.stringify(sound), id)
  }
}
