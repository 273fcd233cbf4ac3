import type { WorkView } from '../../shared/api/node.ts'
import type { UploadView } from '../../shared/api/studio.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import { titleOf } from '../studio/credits.ts'
import type { Studio } from '../studio/studio.ts'
import type { UploadRelease } from '../studio/uploadReleases.ts'
import type { Upload, UploadState } from '../studio/uploads.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

export interface UploadViewParts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'work'>
  readonly studio: Pick<Studio, 'uploads' | 'releases' | 'fraction' | 'replacedBy'>
}

const uploadViewStates: Record<UploadState, UploadView['state']> = {
  waiting: 'waiting',
  encoding: 'running',
  publishing: 'running',
  announced: 'announced',
  failed: 'failed',
  cancelled: 'cancelled',
}

/** Every upload on the list: the tracks, then the releases made of them. */
export function listUploadViews(parts: UploadViewParts): UploadView[] {
  const { uploads, releases } = parts.studio
  return [
    ...uploads.list().map((upload) => toTrackUploadView(parts, upload)),
    ...releases.list().map((release) => toReleaseUploadView(parts, release)),
  ]
}

/** An upload, or a release that is made of uploads, as windows show it; undefined when it is off the list. */
export function uploadViewOf(parts: UploadViewParts, id: WorkId): UploadView | undefined {
  const upload = parts.studio.uploads.get(id)
  if (upload !== undefined) return upload.dismissed === 1 ? undefined : toTrackUploadView(parts, upload)
  const release = parts.studio.releases.get(id)
  return release && toReleaseUploadView(parts, release)
}

function toTrackUploadView(parts: UploadViewParts, upload: Upload): UploadView {
  const { id, file, edits, price, orMore, release, state } = upload
  const work = state === 'announced' ? announcedWorkView(parts, 'track', id) : null
  return {
    id,
    kind: 'track',
    ...(release !== null && { release }),
    ...(upload.edition > 1 && newEditionOf(parts, upload)),
    file,
    title: work?.title ?? edits.title ?? titleOf(file),
    price,
    ...(orMore && { orMore }),
    ...progressOf(parts, upload),
    ...scheduleOf(upload),
    ...(waitsForRelease(parts, upload) && { state: 'ready' }),
    work,
  }
}

function newEditionOf({ studio }: UploadViewParts, { id, state }: Upload): Partial<UploadView> {
  const replaced = state === 'announced' ? studio.replacedBy(id) : []
  return { isNewEdition: true, ...(replaced.length > 0 && { replaced: [...replaced] }) }
}

/** It is sealed, and announced when its release is. */
function waitsForRelease({ studio }: UploadViewParts, { state, release }: Upload): boolean {
  if (state !== 'publishing' || release === null) return false
  const releaseState = studio.releases.get(release)?.state
  return releaseState !== undefined && releaseState !== 'publishing'
}

function toReleaseUploadView(parts: UploadViewParts, release: UploadRelease): UploadView {
  const { id, edits, price, orMore, state } = release
  const work = state === 'announced' ? announcedWorkView(parts, 'release', id) : null
  return {
    id,
    kind: 'release',
    file: '',
    title: work?.title ?? edits.title ?? '',
    price,
    ...(orMore && { orMore }),
    ...progressOf(parts, release),
    ...scheduleOf(release),
    work,
  }
}

/** All of it is done, and it waits for its time. */
function scheduleOf({ publishAt, isComing, manifest, state }: Upload | UploadRelease): Partial<UploadView> {
  if (publishAt === null || state === 'announced') return {}
  const isReady = manifest !== null && state !== 'failed' && state !== 'cancelled'
  return { publishAt, ...(isComing && { isComing }), ...(isReady && { state: 'scheduled' }) }
}

function progressOf(
  { studio }: UploadViewParts,
  { id, state, steps, code, message }: Upload | UploadRelease,
) {
  return {
    state: uploadViewStates[state],
    step: steps.at(-1)?.step ?? ('reading' as const),
    fraction: state === 'announced' ? 1 : studio.fraction(id),
    steps: [...steps],
    problem: code === null ? null : { code, message: message ?? '' },
  }
}

function announcedWorkView(parts: UploadViewParts, kind: WorkSummary['kind'], id: WorkId): WorkView | null {
  const work = parts.catalogue.work(kind, id)
  return work === undefined ? null : workViewMapper(parts)(work)
}
