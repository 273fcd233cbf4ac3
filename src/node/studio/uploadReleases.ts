import type { WorkId } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import { plain, RecordTable } from '../store/recordTable.ts'
import { isAnnouncedAhead, type UploadBase, uploadBaseColumns } from './uploadBase.ts'

/**
 * A release whose tracks are being uploaded. It waits until all of them are encoded and sealed, and is announced together
 * with them, in one head: `publishing` after a crash is announced again.
 */
export interface UploadRelease extends UploadBase {
  readonly state: 'waiting' | 'publishing' | 'announced' | 'failed' | 'cancelled'
}

export class UploadReleases {
  readonly #table: RecordTable<UploadRelease>

  constructor(store: Store) {
    this.#table = new RecordTable<UploadRelease>(store, 'upload_releases', {
      ...uploadBaseColumns,
      state: plain('state'),
    })
  }

  insert(release: UploadRelease): void {
    this.#table.insert(release)
  }

  update(id: WorkId, change: Partial<UploadRelease>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  /** Its tracks stay, and belong to no release then. */
  remove(id: WorkId): void {
    this.#table.remove(id)
  }

  get(id: WorkId): UploadRelease | undefined {
    return this.#table.get(id)
  }

  list(): UploadRelease[] {
    return this.#table.all('ORDER BY created_at')
  }

  /** What is announced before it is on sale. */
  coming(): UploadRelease[] {
    return this.#table.all(`WHERE ${isAnnouncedAhead} ORDER BY created_at`)
  }
}
