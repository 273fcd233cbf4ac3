import { access } from 'node:fs/promises'
import type { ApiHandlers, Output } from '../../shared/api/define.ts'
import type { UploadDraft, uploadDraftApi } from '../../shared/api/uploadDraft.ts'
import { filesOfDraft } from '../../shared/filesOfDraft.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { previewArtwork } from '../artwork/previewArtwork.ts'
import type { UploadDraftStore } from '../settings/uploadDraftStore.ts'

interface Parts {
  readonly uploadDrafts: UploadDraftStore
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
}

/** Keeps what an artist is about to publish, and gives it back. */
export function uploadDraftHandlers({
  uploadDrafts,
  artworkCleaner,
}: Parts): ApiHandlers<typeof uploadDraftApi> {
  return {
    async uploadDraft() {
      const kept = uploadDrafts.read()
      if (kept === undefined) return null
      return {
        ...kept,
        gone: await goneOf(filesOfDraft(kept.draft)),
        pictures: await picturesOf(kept.draft, artworkCleaner),
      }
    },
    async keepUploadDraft({ draft }) {
      uploadDrafts.keep(draft)
      return {}
    },
    async discardUploadDraft() {
      uploadDrafts.discard()
      return {}
    },
  }
}

async function goneOf(files: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => [],
        () => [file],
      ),
    ),
  )
  return found.flat()
}

type Pictures = NonNullable<Output<typeof uploadDraftApi.uploadDraft>>['pictures']

/** A picture that can't be shown now is left out: publishing says why. */
async function picturesOf(
  { tracks, release }: UploadDraft,
  cleaner: Parts['artworkCleaner'],
): Promise<Pictures> {
  const chosen = [...tracks, ...(release === null ? [] : [release])].flatMap(
    ({ artwork, artworkCrop: crop }) => (artwork === null ? [] : [{ file: artwork, ...(crop && { crop }) }]),
  )
  const distinct = new Map(chosen.map((picture) => [JSON.stringify(picture), picture]))
  const pictures: Pictures = []
  for (const picture of distinct.values()) {
    try {
      pictures.push({ ...picture, preview: (await previewArtwork(cleaner, picture)).preview })
    } catch (error) {
      if (!isBuskerError(error)) throw error
    }
  }
  return pictures
}
