import type { WorkId } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import { plain, RecordTable } from '../store/recordTable.ts'
import { isAnnouncedAhead, type UploadBase, uploadBaseColumns } from './uploadBase.ts'

/**
 * | state      | then                                       | after a crash here          |
 * | ---------- | ------------------------------------------ | --------------------------- |
 * | waiting    | its turn comes: encoding                   | waits again                 |
 * | encoding   | publishing; failed; cancelled              | starts anew                 |
 * | publishing | announced, by itself or with its release; failed, and keeps its manifest; cancelled | announced again: no harm; or waits for its release again |
 * | failed     | waiting or, with a manifest, publishing, when resumed | with a manifest: publishing |
 * | cancelled  | waiting, when resumed                      | –                           |
 * | announced  | –                                          | –                           |
 *
 * What belongs to a release is announced with it: all of it has to be `publishing` first, which holds it back meanwhile.
 */
export type UploadState = 'waiting' | 'encoding' | 'publishing' | 'announced' | 'failed' | 'cancelled'

/** A track on its way from a file to the catalogue. */
export interface Upload extends UploadBase {
  readonly state: UploadState
  /** From 2 on it takes the place of the edition on sale, which says everything that does not come from the sound. */
  readonly edition: number
  readonly file: string
  /** The release it is also uploaded for. */
  readonly release: WorkId | null
  /** Among what was uploaded at one time, from 1: the order on the release. */
  readonly position: number
  /** 1: off the list, and kept because its release is not made yet. */
  readonly dismissed: 0 | 1
}

/** Every upload, and the blocks that unfinished ones have stored. */
export class Uploads {
  readonly #store: Store
  readonly #table: RecordTable<Upload>

  constructor(store: Store) {
    this.#store = store
    this.#table = new RecordTable<Upload>(store, 'uploads', {
      ...uploadBaseColumns,
      state: plain('state'),
      edition: plain('edition'),
      file: plain('file'),
      release: plain('release'),
      position: plain('position'),
      dismissed: plain('dismissed'),
    })
  }

  insert(upload: Upload): void {
    this.#table.insert(upload)
  }

  update(id: WorkId, change: Partial<Upload>): void {
    this.#table.update(id, { changedAt: Date.now(), ...change })
  }

  remove(id: WorkId): void {
    this.#table.remove(id)
  }

  get(id: WorkId): Upload | undefined {
    return this.#table.get(id)
  }

  /** How many are not announced yet. */
  countOpen(): number {
    const open = this.#store.prepare("SELECT count(*) FROM uploads WHERE state <> 'announced'")
    return open.pluck().get() as number
  }

  /** What is on the list, in the order it was taken in. */
  list(): Upload[] {
    return this.#table.all('WHERE dismissed = 0 ORDER BY created_at, position')
  }

  /** What of it is announced before it is on sale. */
  coming(): Upload[] {
    return this.#table.all(`WHERE dismissed = 0 AND ${isAnnouncedAhead} ORDER BY created_at, position`)
  }

  /** The tracks of a release, in its order. */
  ofRelease(release: WorkId): Upload[] {
    return this.#table.all('WHERE release = ? ORDER BY position', release)
  }

  /** What is resumed after a start. */
  unfinished(): Upload[] {
    return this.#table.all(
      `WHERE state IN ('waiting', 'encoding', 'publishing') OR (state = 'failed' AND manifest IS NOT NULL)
       ORDER BY created_at, position`,
    )
  }

  recordBlock(id: WorkId, cid: string): void {
    this.#store.prepare('INSERT OR IGNORE INTO upload_blocks (upload, cid) VALUES (?, ?)').run(id, cid)
  }

  blocksOf(id: WorkId): string[] {
    return this.#store.prepare('SELECT cid FROM upload_blocks WHERE upload = ?').pluck().all(id) as string[]
  }

  forgetBlocks(id: WorkId): void {
    this.#store.prepare('DELETE FROM upload_blocks WHERE upload = ?').run(id)
  }
}
