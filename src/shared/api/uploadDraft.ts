import { z } from 'zod'
import { artworkCrop } from '../artworkCrop.ts'
import { bonusMaxFiles } from '../bonusFiles.ts'
import { previewChoice } from '../previewChoice.ts'
import { defineApi } from './define.ts'

/** Linux opens none that is longer. */
const path = z.string().max(4096)
/** As somebody typed it: a draft may be wrong, and says so when it is gone on with. */
const typed = z.string().max(64 * 1024)
/** Characters of a draft in all: thousands of tracks with lyrics. */
const draftMaxLength = 8 * 1024 * 1024

/** What is being prepared to be published, as it is kept: the files by their paths, and what was written about them. */
export const uploadDraft = z
  .strictObject({
    tracks: z
      .array(
        z.strictObject({
          file: path,
          /** By field. */
          text: z.record(z.string().max(40), typed),
          /** The picture that was chosen; null: the one in the file. */
          artwork: path.nullable(),
          artworkCrop: artworkCrop.optional(),
          /** What everybody may hear; left out: nothing was chosen. */
          preview: previewChoice.optional(),
        }),
      )
      .min(1)
      .max(5000),
    /** Files that go with the release. */
    bonus: z.array(path).max(bonusMaxFiles).optional(),
    /** When it goes on sale, ms since epoch; left out: as soon as it is ready. */
    publishAt: z.int().min(0).optional(),
    /** Until then it is announced. */
    isComing: z.boolean().optional(),
    /** What they are sold together as; null: nothing. */
    release: z
      .strictObject({
        text: z.record(z.string().max(40), typed),
        artwork: path.nullable(),
        artworkCrop: artworkCrop.optional(),
      })
      .nullable(),
  })
  .refine((draft) => JSON.stringify(draft).length <= draftMaxLength, { error: 'must be shorter' })
export type UploadDraft = z.output<typeof uploadDraft>

const noFields = z.strictObject({})

/** What an artist was about to publish when Busker was closed, or locked. */
export const uploadDraftApi = defineApi({
  /** Null: nothing was prepared, or it was published. */
  uploadDraft: {
    input: noFields,
    output: z
      .strictObject({
        draft: uploadDraft,
        keptAt: z.int(),
        /** Files and pictures it names that are not there now. */
        gone: z.array(path),
        /** Pictures that were chosen, as data URLs of at most 256 px. */
        pictures: z.array(z.strictObject({ file: path, crop: artworkCrop.optional(), preview: z.string() })),
      })
      .nullable(),
  },
  /** Takes the place of the one before. */
  keepUploadDraft: { input: z.strictObject({ draft: uploadDraft }), output: noFields },
  discardUploadDraft: { input: noFields, output: noFields },
})
