import type { WorkEdits } from '../../shared/api/studio.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { blob, decimal, plain, RecordTable } from '../store/recordTable.ts'
import { json } from './jsonColumn.ts'
import type { Upload } from './uploads.ts'

/** A release whose tracks are being uploaded: it waits until all of them are announced. */
export interface UploadRelease extends Pick<
  Upload,
  'id' | 'edits' | 'price' | 'manifest' | 'steps' | 'code' | 'message' | 'createdAt' | 'changedAt'
> {
  readonly state: 'waiting' | 'publishing' | 'announced' | 'failed' | 'cancelled'
  readonly edits: WorkEdits
  readonly price: Amount
}

export class UploadReleases {
  private readonly store: Store
  private readonly table: RecordTable<UploadRelease>

  constructor(store: Store) {
    this.store = store
    this.table = new RecordTable<UploadRelease>(store, 'upload_releases', {
      id: plain('id'),
      state: plain('state'),
      edits: json('edits'),
      price: decimal('price'),
      manifest: blob('manifest'),
      steps: json('steps'),
      code: plain('code'),
      message: plain('message'),
      createdAt: plain('created_at'),
      changedAt: plain('changed_at'),
    })
  }

  insert(release: UploadRelease): void {
    this.table.insert(release)
  }

  update(id: WorkId, change: Partial<UploadRelease>): void {
    this.table.update(id, { changedAt: Date.now(), ...change })
  }

  /** Its tracks stay, and belong to no release then. */
  remove(id: WorkId): void {
    this.store.prepare('DELETE FROM upload_releases WHERE id = ?').run(id)
  }

  get(id: WorkId): UploadRelease | undefined {
    return this.table.find('id = ?', id)
  }

  list(): UploadRelease[] {
    return this.table.all('ORDER BY created_at')
  }
}
