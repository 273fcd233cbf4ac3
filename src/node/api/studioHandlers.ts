import type { ApiHandlers } from '../../shared/api/define.ts'
import type { studioApi, UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { WorkSummary } from '../catalogue/work.ts'
import type { Publisher } from '../catalogue/publish.ts'
import type { Announce } from '../studio/announce.ts'
import { changePrice } from '../studio/changePrice.ts'
import { inspectFiles } from '../studio/inspectFiles.ts'
import type { Studio } from '../studio/studio.ts'
import { listUploadViews, type UploadViewParts, uploadViewOf } from './uploadViews.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends UploadViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'work'>
  readonly studio: UploadViewParts['studio'] & Pick<Studio, 'add' | 'cancel' | 'resume' | 'dismiss'>
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly announce: Announce
  readonly publisher: Pick<Publisher, 'account'>
  readonly ffmpeg: string
}

/** Answers an artist about uploads, and changes what is on sale. */
export function studioHandlers(parts: Parts): ApiHandlers<typeof studioApi> {
  const { account, studio, catalogue, artworkCleaner, announce, publisher, ffmpeg } = parts

  const requireUploadView = (id: WorkId): UploadView => {
    const view = uploadViewOf(parts, id)
    if (view === undefined) throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
    return view
  }
  const requireOwnWork = (id: WorkId): WorkSummary => {
    const works = [catalogue.work('track', id), catalogue.work('release', id)]
    const work = works.find((one) => one?.listed === true && one.artist === account)
    if (work === undefined) throw new BuskerError('CATALOGUE_UNKNOWN', 'You do not sell this any more.')
    return work
  }

  return {
    inspect: async ({ paths }, { signal, report }) =>
      inspectFiles(paths, { ffmpeg, artworkCleaner, signal, report }),

    async upload({ tracks, release }) {
      const added = studio.add({ tracks, release })
      return [...added.uploads, ...(added.release === null ? [] : [added.release])].map(requireUploadView)
    },
    uploads: async () => listUploadViews(parts),
    async cancelUpload({ id }) {
      await studio.cancel(id)
      return requireUploadView(id)
    },
    async resumeUpload({ id }) {
      studio.resume(id)
      return requireUploadView(id)
    },
    async dismissUpload({ id }) {
      await studio.dismiss(id)
      return {}
    },

    async reprice({ id, price }) {
      const { kind, manifest: cid } = requireOwnWork(id)
      const manifest = catalogue.manifest(cid)
      if (manifest === undefined) throw new Error('The manifest of a work of one’s own is missing.')
      await announce(await changePrice(manifest, price, publisher))
      const work = catalogue.work(kind, id)
      if (work === undefined) throw new Error('A work lost its place when its price changed.')
      return workViewMapper(parts)(work)
    },
    async withdrawWork({ id }) {
      const { kind } = requireOwnWork(id)
      await announce({ withdraw: [{ kind, id }] })
      return {}
    },
  }
}
