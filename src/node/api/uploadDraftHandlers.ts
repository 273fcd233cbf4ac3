import { access } from 'node:fs/promises'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { filesOfDraft, type UploadDraft, type uploadDraftApi } from '../../shared/api/uploadDraft.ts'
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

/** A picture that can't be shown now is left out: publishing says why. */
async function picturesOf(
  { tracks, release }: UploadDraft,
  cleaner: Parts['artworkCleaner'],
): Promise<Record<string, string>> {
  const chosen = new Set([...tracks, ...(release === null ? [] : [release])].map(({ artwork }) => artwork))
  const pictures: Record<string, string> = {}
  for (const file of chosen) {
    if (file === null) continue
    try {
      pictures[file] = await previewArtwork(cleaner, { file })
    } catch (error) {
      if (!isBuskerError(error)) throw error
    }
  }
  return pictures
}
