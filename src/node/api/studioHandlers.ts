import type { ApiHandlers } from '../../shared/api/define.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { studioApi, UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import type { Node } from '../createNode.ts'
import { titleOf } from '../creator/credits.ts'
import { inspect } from '../creator/inspect.ts'
import { repriced } from '../creator/repriced.ts'
import type { UploadRelease } from '../creator/uploadReleases.ts'
import type { Upload, UploadState } from '../creator/uploads.ts'
import { worksViewer } from './catalogueHandlers.ts'

/** What showing uploads takes. */
type Shown = Pick<Node, 'creator' | 'catalogue' | 'access' | 'options'>
type Parts = Shown & Pick<Node, 'pictures' | 'snapshots'>

const states: Record<UploadState, UploadView['state']> = {
  waiting: 'waiting',
  encoding: 'running',
  publishing: 'running',
  announced: 'announced',
  failed: 'failed',
  cancelled: 'cancelled',
}

export function studioHandlers(node: Parts): ApiHandlers<typeof studioApi> {
  const { creator, catalogue, pictures, snapshots } = node
  const { keys, ffmpeg } = node.options

  const show = (id: WorkId): UploadView => {
    const view = viewUpload(node, id)
    if (view === undefined) throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
    return view
  }
  const own = (id: WorkId): WorkSummary => {
    const works = [catalogue.work('track', id), catalogue.work('release', id)]
    const work = works.find((one) => one?.listed === true && one.artist === keys.identity.body.account)
    if (work === undefined) throw new BuskerError('CATALOGUE_UNKNOWN', 'You do not sell this any more.')
    return work
  }

  return {
    inspect: async ({ paths }, { signal, report }) => inspect(paths, { ffmpeg, pictures, signal, report }),

    async upload({ tracks, release }) {
      const added = creator.add({ tracks, release })
      return [...added.uploads, ...(added.release === null ? [] : [added.release])].map(show)
    },
    async uploads() {
      const releases = creator.releases.list().map((release) => viewRelease(node, release))
      return [...creator.uploads.list().map((upload) => viewTrack(node, upload)), ...releases]
    },
    async cancelUpload({ id }) {
      await creator.cancel(id)
      return show(id)
    },
    async resumeUpload({ id }) {
      creator.resume(id)
      return show(id)
    },
    async dismissUpload({ id }) {
      await creator.dismiss(id)
      return {}
    },

    async reprice({ id, price }) {
      const { kind, manifest: cid } = own(id)
      const manifest = catalogue.manifest(cid)
      if (manifest === undefined) throw new Error('The manifest of a work of one’s own is missing.')
      await catalogue.publish(keys, await repriced(manifest, price, keys))
      snapshots.soon()
      const work = catalogue.work(kind, id)
      if (work === undefined) throw new Error('A work lost its place when its price changed.')
      return worksViewer(node)(work)
    },
    async withdrawWork({ id }) {
      const { kind } = own(id)
      await catalogue.publish(keys, { withdraw: [{ kind, id }] })
      snapshots.soon()
      return {}
    },
  }
}

/** An upload, or a release that is made of uploads, as windows show it; undefined when it is off the list. */
export function viewUpload(node: Shown, id: WorkId): UploadView | undefined {
  const upload = node.creator.uploads.get(id)
  if (upload !== undefined) return upload.dismissed === 1 ? undefined : viewTrack(node, upload)
  const release = node.creator.releases.get(id)
  return release && viewRelease(node, release)
}

function viewTrack(node: Shown, upload: Upload): UploadView {
  const { id, file, edits, price, release, state } = upload
  const work = state === 'announced' ? workView(node, 'track', id) : null
  return {
    id,
    kind: 'track',
    ...(release !== null && { release }),
    file,
    title: work?.title ?? edits.title ?? titleOf(file),
    price,
    ...course(node, upload),
    work,
  }
}

function viewRelease(node: Shown, release: UploadRelease): UploadView {
  const { id, edits, price, state } = release
  const work = state === 'announced' ? workView(node, 'release', id) : null
  return {
    id,
    kind: 'release',
    file: '',
    title: work?.title ?? edits.title ?? '',
    price,
    ...course(node, release),
    work,
  }
}

function course({ creator }: Shown, { id, state, steps, code, message }: Upload | UploadRelease) {
  return {
    state: states[state],
    step: steps.at(-1)?.step ?? ('reading' as const),
    fraction: state === 'announced' ? 1 : creator.fraction(id),
    steps: [...steps],
    problem: code === null ? null : { code, message: message ?? '' },
  }
}

function workView(node: Shown, kind: WorkSummary['kind'], id: WorkId): WorkView | null {
  const work = node.catalogue.work(kind, id)
  return work === undefined ? null : worksViewer(node)(work)
}
