import type { WorkId } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { blob, type Column, decimal, plain, RecordTable } from '../store/recordTable.ts'

export type UploadState = 'encoding' | 'publishing' | 'announced' | 'failed'

/** What the artist said, where it differs from the file's tags. */
export interface Edits {
  readonly title?: string | undefined
  readonly artistName?: string | undefined
  readonly releaseTitle?: string | undefined
  readonly genre?: string | undefined
}

/** A track on its way from a file to the catalogue. */
export interface Upload {
  readonly id: WorkId
  readonly state: UploadState
  readonly edition: number
  readonly file: string
  readonly edits: Edits
  readonly price: Amount
  /** The signed manifest, from `publishing` on. */
  readonly manifest: Uint8Array | null
  readonly code: string | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

const edits: Column<Edits> = {
  name: 'edits',
  write: JSON.stringify,
  read: (cell) => JSON.parse(cell as string) as Edits,
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
      edits,
      price: decimal('price'),
      manifest: blob('manifest'),
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

  unfinished(): Upload[] {
    return this.table.all(`WHERE state IN ('encoding', 'publishing') ORDER BY created_at`)
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
