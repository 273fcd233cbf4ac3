import type { ApiHandlers } from '../../shared/api/define.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { studioApi, UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import type { BuskerNode } from '../createNode.ts'
import { titleOf } from '../studio/credits.ts'
import { inspectFiles } from '../studio/inspectFiles.ts'
import { changePrice } from '../studio/changePrice.ts'
import type { UploadRelease } from '../studio/uploadReleases.ts'
import type { Upload, UploadState } from '../studio/uploads.ts'
import { workViewMapper } from './catalogueHandlers.ts'

/** What showing uploads takes. */
type UploadViewParts = Pick<BuskerNode, 'studio' | 'catalogue' | 'access' | 'options'>
type Parts = UploadViewParts & Pick<BuskerNode, 'artworkCleaner' | 'snapshots'>

const uploadViewStates: Record<UploadState, UploadView['state']> = {
  waiting: 'waiting',
  encoding: 'running',
  publishing: 'running',
  announced: 'announced',
  failed: 'failed',
  cancelled: 'cancelled',
}

export function studioHandlers(node: Parts): ApiHandlers<typeof studioApi> {
  const { studio: creator, catalogue, artworkCleaner: pictures, snapshots } = node
  const { keys, ffmpeg } = node.options

  const requireUploadView = (id: WorkId): UploadView => {
    const view = uploadViewOf(node, id)
    if (view === undefined) throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
    return view
  }
  const requireOwnWork = (id: WorkId): WorkSummary => {
    const works = [catalogue.work('track', id), catalogue.work('release', id)]
    const work = works.find((one) => one?.listed === true && one.artist === keys.identity.body.account)
    if (work === undefined) throw new BuskerError('CATALOGUE_UNKNOWN', 'You do not sell this any more.')
    return work
  }

  return {
    inspect: async ({ paths }, { signal, report }) =>
      inspectFiles(paths, { ffmpeg, artworkCleaner: pictures, signal, report }),

    async upload({ tracks, release }) {
      const added = creator.add({ tracks, release })
      return [...added.uploads, ...(added.release === null ? [] : [added.release])].map(requireUploadView)
    },
    async uploads() {
      const releases = creator.releases.list().map((release) => toReleaseUploadView(node, release))
      return [...creator.uploads.list().map((upload) => toTrackUploadView(node, upload)), ...releases]
    },
    async cancelUpload({ id }) {
      await creator.cancel(id)
      return requireUploadView(id)
    },
    async resumeUpload({ id }) {
      creator.resume(id)
      return requireUploadView(id)
    },
    async dismissUpload({ id }) {
      await creator.dismiss(id)
      return {}
    },

    async reprice({ id, price }) {
      const { kind, manifest: cid } = requireOwnWork(id)
      const manifest = catalogue.manifest(cid)
      if (manifest === undefined) throw new Error('The manifest of a work of one’s own is missing.')
      await catalogue.publish(keys, await changePrice(manifest, price, keys))
      snapshots.schedule()
      const work = catalogue.work(kind, id)
      if (work === undefined) throw new Error('A work lost its place when its price changed.')
      return workViewMapper(node)(work)
    },
    async withdrawWork({ id }) {
      const { kind } = requireOwnWork(id)
      await catalogue.publish(keys, { withdraw: [{ kind, id }] })
      snapshots.schedule()
      return {}
    },
  }
}

/** An upload, or a release that is made of uploads, as windows show it; undefined when it is off the list. */
export function uploadViewOf(node: UploadViewParts, id: WorkId): UploadView | undefined {
  const upload = node.studio.uploads.get(id)
  if (upload !== undefined) return upload.dismissed === 1 ? undefined : toTrackUploadView(node, upload)
  const release = node.studio.releases.get(id)
  return release && toReleaseUploadView(node, release)
}

function toTrackUploadView(node: UploadViewParts, upload: Upload): UploadView {
  const { id, file, edits, price, release, state } = upload
  const work = state === 'announced' ? announcedWorkView(node, 'track', id) : null
  return {
    id,
    kind: 'track',
    ...(release !== null && { release }),
    file,
    title: work?.title ?? edits.title ?? titleOf(file),
    price,
    ...progressOf(node, upload),
    work,
  }
}

function toReleaseUploadView(node: UploadViewParts, release: UploadRelease): UploadView {
  const { id, edits, price, state } = release
  const work = state === 'announced' ? announcedWorkView(node, 'release', id) : null
  return {
    id,
    kind: 'release',
    file: '',
    title: work?.title ?? edits.title ?? '',
    price,
    ...progressOf(node, release),
    work,
  }
}

function progressOf(
  { studio: creator }: UploadViewParts,
  { id, state, steps, code, message }: Upload | UploadRelease,
) {
  return {
    state: uploadViewStates[state],
    step: steps.at(-1)?.step ?? ('reading' as const),
    fraction: state === 'announced' ? 1 : creator.fraction(id),
    steps: [...steps],
    problem: code === null ? null : { code, message: message ?? '' },
  }
}

function announcedWorkView(node: UploadViewParts, kind: WorkSummary['kind'], id: WorkId): WorkView | null {
  const work = node.catalogue.work(kind, id)
  return work === undefined ? null : workViewMapper(node)(work)
}
