import type { WorkEdits } from '../../shared/api/studio.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { PublishStep } from '../../shared/publishSteps.ts'
import { blob, type Columns, decimal, errorCode, flag, plain } from '../store/recordTable.ts'
import { json } from './jsonColumn.ts'

/** What uploads of tracks and of releases have in common. */
export interface UploadBase {
  readonly id: WorkId
  /** What the artist said, where it differs from the file's tags. */
  readonly edits: WorkEdits
  readonly price: Amount
  /** The price is a minimum. */
  readonly orMore: boolean
  /** When it goes on sale, by the chain's time; null: as soon as it is ready, or with its release. */
  readonly publishAt: number | null
  /** While it waits for that time, its artist announces it. */
  readonly isComing: boolean
  /** The signed manifest, from `publishing` on. */
  readonly manifest: Uint8Array | null
  /** When each step of the last run began. */
  readonly steps: readonly { readonly step: PublishStep; readonly at: number }[]
  readonly code: ErrorCode | null
  readonly message: string | null
  readonly createdAt: number
  readonly changedAt: number
}

export const uploadBaseColumns: Columns<UploadBase> = {
  id: plain('id'),
  edits: json('edits'),
  price: decimal('price'),
  orMore: flag('or_more'),
  publishAt: plain('publish_at'),
  isComing: flag('is_coming'),
  manifest: blob('manifest'),
  steps: json('steps'),
  code: errorCode('code'),
  message: plain('message'),
  createdAt: plain('created_at'),
  changedAt: plain('changed_at'),
}

/** Rows of what its artist means to announce until it is on sale. */
export const isAnnouncedAhead =
  "is_coming = 1 AND publish_at IS NOT NULL AND state NOT IN ('announced', 'cancelled')"

/** Nothing was done for it yet. */
export function newUploadBase(
  input: Pick<UploadBase, 'id' | 'edits' | 'price' | 'orMore' | 'publishAt' | 'isComing'>,
): UploadBase {
  const time = Date.now()
  return { ...input, manifest: null, steps: [], code: null, message: null, createdAt: time, changedAt: time }
}
