import type { ApiHandlers } from '../../shared/api/define.ts'
import type { studioApi, UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { inspectAllBonus } from '../bonus/inspectBonus.ts'
import { measureSound } from '../media/measureSound.ts'
import { probe } from '../media/probe.ts'
import type { UploadDraftStore } from '../settings/uploadDraftStore.ts'
import { inspectFiles } from '../studio/inspectFiles.ts'
import type { ComingUploads } from '../studio/comingUploads.ts'
import type { Studio } from '../studio/studio.ts'
import { followUpload, type FollowUploadParts } from './followUpload.ts'
import { type EditParts, editHandlers } from './editHandlers.ts'
import { listUploadViews, type UploadViewParts, uploadViewOf } from './uploadViews.ts'

interface Parts extends UploadViewParts, EditParts, FollowUploadParts {
  readonly catalogue: UploadViewParts['catalogue'] & EditParts['catalogue'] & Pick<CatalogueService, 'artist'>
  readonly studio: UploadViewParts['studio'] &
    Pick<Studio, 'add' | 'cancel' | 'resume' | 'reschedule' | 'dismiss' | 'replaceSound'>
  readonly comingUploads: Pick<ComingUploads, 'set'>
  readonly uploadDrafts: Pick<UploadDraftStore, 'discard'>
}

/** Answers an artist about uploads, and changes what is on sale. */
export function studioHandlers(parts: Parts): ApiHandlers<typeof studioApi> {
  const { account, catalogue, studio, comingUploads, uploadDrafts, artworkCleaner, ffmpeg } = parts

  const requireUploadView = (id: WorkId): UploadView => {
    const view = uploadViewOf(parts, id)
    if (view === undefined) throw new BuskerError('UPLOAD_UNKNOWN', 'There is no such upload any more.')
    return view
  }

  return {
    inspect: async ({ paths }, { signal, report }) =>
      inspectFiles(paths, {
        ffmpeg,
        artworkCleaner,
        profileName: catalogue.artist(account)?.name,
        signal,
        report,
      }),

    async measureSound({ file }, { signal }) {
      const source = await probe(file, { ffmpeg, signal })
      const { loudness, waveform } = await measureSound(source, { ffmpeg, signal })
      return {
        durationMs: Math.max(1, Math.round((source.sampleCount / source.sampleRate) * 1000)),
        loudness,
        waveform: Buffer.from(waveform).toString('base64'),
      }
    },
    async upload({ tracks, release }) {
      await inspectAllBonus(release?.edits.bonus ?? [])
      const added = studio.add({ tracks, release })
      uploadDrafts.discard()
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
    async rescheduleUpload({ id, publishAt }) {
      await studio.reschedule(id, publishAt)
      return requireUploadView(id)
    },
    async setUploadComing({ id, isComing }) {
      comingUploads.set(id, isComing)
      return requireUploadView(id)
    },
    followUpload: ({ id }, context) =>
      followUpload(parts, id, (upload) => uploadViewOf(parts, upload), context),
    async replaceSound({ id, file }) {
      await studio.replaceSound(id, file)
      return requireUploadView(id)
    },
    async dismissUpload({ id }) {
      await studio.dismiss(id)
      return {}
    },

    ...editHandlers(parts),
  }
}
