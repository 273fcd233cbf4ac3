import { resolve } from 'node:path'
import type { WorkEdits } from '../../shared/api/studio.ts'
import type { Address } from '../../shared/ids.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import type { AskedPrice } from './priceOf.ts'
import { newUploadBase } from './uploadBase.ts'
import type { UploadRelease } from './uploadReleases.ts'
import type { Upload } from './uploads.ts'

export interface TrackInput extends AskedPrice {
  readonly file: string
  readonly edits: WorkEdits
  /** When it goes on sale, ms since epoch by the chain's time; left out: as soon as it is ready. */
  readonly publishAt?: number | undefined
  /** Until then it is announced. */
  readonly isComing?: boolean | undefined
}

export interface UploadInput {
  readonly tracks: readonly TrackInput[]
  /** Sold together as well. */
  readonly release?: Omit<TrackInput, 'file'> | undefined
}

/** A track's row before anything is done for it. @param position among what is uploaded with it, from 1 */
export function newUpload(
  artist: Address,
  { file, price, orMore = false, edits, publishAt, isComing = false }: TrackInput,
  position: number,
  release: UploadRelease | null,
): Upload {
  const all = release === null ? edits : withReleaseEdits(edits, release.edits)
  return {
    ...newUploadBase({
      id: newWorkId(artist),
      edits: all,
      price,
      orMore,
      publishAt: release === null ? (publishAt ?? null) : null,
      isComing: release === null && isComing,
    }),
    state: 'waiting',
    edition: 1,
    file: resolve(file),
    release: release?.id ?? null,
    position,
    dismissed: 0,
  }
}

/** The row of another sound for a track on sale, which goes on sale as this edition of it. */
export function newEditionUpload(
  { id, title, price }: Pick<WorkSummary, 'id' | 'title' | 'price'>,
  edition: number,
  file: string,
): Upload {
  return {
    ...newUploadBase({
      id,
      edits: { title },
      price: price.amount,
      orMore: price.orMore === true,
      publishAt: null,
      isComing: false,
    }),
    state: 'waiting',
    edition,
    file: resolve(file),
    release: null,
    position: 1,
    dismissed: 0,
  }
}

/** A release's row before its tracks are announced. */
export function newRelease(
  artist: Address,
  { price, orMore = false, edits, publishAt, isComing = false }: Omit<TrackInput, 'file'>,
): UploadRelease {
  return {
    ...newUploadBase({
      id: newWorkId(artist),
      edits,
      price,
      orMore,
      publishAt: publishAt ?? null,
      isComing,
    }),
    state: 'waiting',
  }
}

/** A track says which release it is on, and has its picture unless it has one of its own. */
function withReleaseEdits(edits: WorkEdits, release: WorkEdits): WorkEdits {
  const releaseTitle = edits.releaseTitle ?? release.title
  const { artwork, artworkCrop } = edits.artwork === undefined ? release : edits
  return {
    ...edits,
    ...(releaseTitle !== undefined && { releaseTitle }),
    ...(artwork !== undefined && { artwork }),
    ...(artworkCrop !== undefined && { artworkCrop }),
  }
}
