import type { WorkEdits } from '../../shared/api/studio.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { blob, decimal, plain, RecordTable } from '../store/recordTable.ts'
import { json } from './jsonColumn.ts'

/**
 * | state      | then                                       | after a crash here          |
 * | ---------- | ------------------------------------------ | --------------------------- |
 * | waiting    | its turn comes: encoding                   | waits again                 |
 * | encoding   | publishing; failed; cancelled              | starts anew                 |
 * | publishing | announced; failed, and keeps its manifest  | announced again: no harm    |
 * | failed     | waiting or, with a manifest, publishing, when resumed | with a manifest: publishing |
 * | cancelled  | waiting, when resumed                      | –                           |
 * | announced  | –                                          | –                           |
 */
export type UploadState = 'waiting' | 'encoding' | 'publishing' | 'announced' | 'failed' | 'cancelled'

export type UploadStep = 'reading' | 'encoding' | 'sealing' | 'publishing' | 'announced'

/** A track on its way from a file to the catalogue. */
export interface Upload {
  readonly id: WorkId
  readonly state: UploadState
  readonly edition: number
  readonly file: string
  /** What the artist said, where it differs from the file's tags. */
  readonly edits: WorkEdits
  readonly price: Amount
  /** The release it is also uploaded for. */
  readonly release: WorkId | null
  /** Among what was uploaded at one time, from 1: the order on the release. */
  readonly position: number
  /** 1: off the list, and kept because its release is not made yet. */
  readonly dismissed: 0 | 1
  /** The signed manifest, from `publishing` on. */
  readonly manifest: Uint8Array | null
  /** When each step of the last run began. */
  readonly steps: readonly { readonly step: UploadStep; readonly at: number }[]
  readonly code: string | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** Every upload, and the blocks that unfinished ones have stored. */
export class Uploads {
  private readonly store: Store
  private readonly table: RecordTable<Upload>

  constructor(store: Store) {
    this.store = store
    this.table = new RecordTable<Upload>(store, 'uploads', {
      id: plain('id'),
      state: plain('state'),
      edition: plain('edition'),
      file: plain('file'),
      edits: json('edits'),
      price: decimal('price'),
      release: plain('release'),
      position: plain('position'),
      dismissed: plain('dismissed'),
      manifest: blob('manifest'),
      steps: json('steps'),
      code: plain('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(upload: Upload): void {
    this.table.insert(upload)
  }

  update(id: WorkId, change: Partial<Upload>): void {
    this.table.update(id, { changedAt: Date.now(), ...change })
  }

  remove(id: WorkId): void {
    this.store.prepare('DELETE FROM uploads WHERE id = ?').run(id)
  }

  get(id: WorkId): Upload | undefined {
    return this.table.find('id = ?', id)
  }

  /** What is on the list, in the order it was taken in. */
  list(): Upload[] {
    return this.table.all('WHERE dismissed = 0 ORDER BY created_at, position')
  }

  /** The tracks of a release, in its order. */
  ofRelease(release: WorkId): Upload[] {
    return this.table.all('WHERE release = ? ORDER BY position', release)
  }

  /** What is gone on with after a start. */
  unfinished(): Upload[] {
    return this.table.all(
      `WHERE state IN ('waiting', 'encoding', 'publishing') OR (state = 'failed' AND manifest IS NOT NULL)
       ORDER BY created_at, position`,
    )
  }

  noteBlock(id: WorkId, cid: string): void {
    this.store.prepare('INSERT OR IGNORE INTO upload_blocks (upload, cid) VALUES (?, ?)').run(id, cid)
  }

  blocksOf(id: WorkId): string[] {
    return this.store.prepare('SELECT cid FROM upload_blocks WHERE upload = ?').pluck().all(id) as string[]
  }

  forgetBlocks(id: WorkId): void {
    this.store.prepare('DELETE FROM upload_blocks WHERE upload = ?').run(id)
  }
}
