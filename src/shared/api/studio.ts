import { z } from 'zod'
import { artworkCrop } from '../artworkCrop.ts'
import { bonusKind, bonusMaxFiles } from '../bonusFiles.ts'
import { errorData } from '../errors/errorSchemas.ts'
import { cidText, workId } from '../ids.ts'
import { amount } from '../money.ts'
import { previewChoice } from '../previewChoice.ts'
import { publishSteps } from '../publishSteps.ts'
import { releaseDateOrNothing } from '../releaseDate.ts'
import { releaseType, releaseTypeOrNothing } from '../releaseTypes.ts'
import { lineOrNothing, paragraph } from '../text.ts'
import { creditEdits } from './creditEdits.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'
import { soundWarning } from '../soundWarnings.ts'

/** What a person can write about a track or a release; what is left out is read from the file. */
export const workEdits = z.strictObject({
  title: lineOrNothing(200).optional(),
  artistName: lineOrNothing(200).optional(),
  releaseTitle: lineOrNothing(200).optional(),
  genre: lineOrNothing(80).optional(),
  /** When it first came out, as far as that is known. */
  releaseDate: releaseDateOrNothing.optional(),
  /** Of a release. */
  releaseType: releaseTypeOrNothing.optional(),
  trackNumber: z.int().min(1).max(999).optional(),
  ...creditEdits,
  description: paragraph(4000).optional(),
  /** Path of an image file. */
  artwork: z.string().optional(),
  /** The square that is taken of it; left out: all of it. */
  artworkCrop: artworkCrop.optional(),
  /** Of a track: what everybody may hear of it. */
  preview: previewChoice.optional(),
  /** Of a release: paths of files that go with it, see `bonusKinds`. */
  bonus: z.array(z.string()).max(bonusMaxFiles).optional(),
})
export type WorkEdits = z.output<typeof workEdits>

/** What a person writes anew about a work on sale; what is left out stays, what is empty or null is taken away. */
export const workChanges = z.strictObject({
  ...workEdits.omit({ trackNumber: true, bonus: true }).shape,
  trackNumber: z.int().min(1).max(999).nullable().optional(),
  /** Of a release: all of its tracks. */
  order: z.array(workId).optional(),
  /** Of a release: all files that go with it from now on, in their order: those it has, by their places, and new ones. */
  bonus: z
    .array(z.union([z.strictObject({ kept: z.int().min(0) }), z.strictObject({ file: z.string() })]))
    .max(bonusMaxFiles)
    .optional(),
})
export type WorkChanges = z.output<typeof workChanges>

/** When something goes on sale, ms since epoch, by the chain's time. */
const publishAt = z.int().min(0)
const onSaleLater = {
  publishAt: publishAt.optional(),
  /** Until then it is announced. */
  isComing: z.boolean().optional(),
}

/** What an artist asks for a work. */
const askedPrice = {
  price: amount,
  /** The price is a minimum: who buys it says what to pay. Left out: it is fixed. */
  orMore: z.boolean().optional(),
}

/** What a price is reduced to, less than it, from when (left out: at once) and until when (ms since epoch). */
export const priceReduction = z.strictObject({
  price: amount,
  from: z.int().min(0).optional(),
  until: z.int().min(0),
})
export type PriceReduction = z.output<typeof priceReduction>

/** What a file says of itself, before anything is uploaded. */
export const inspectedFile = z.strictObject({
  file: z.string(),
  title: z.string(),
  artistName: z.string().nullable(),
  releaseTitle: z.string().nullable(),
  genre: z.string().nullable(),
  /** What else it says of its genre. */
  tags: z.array(z.string()),
  releaseDate: z.string().nullable(),
  /** Of the release it is on. */
  releaseType: releaseType.nullable(),
  discNumber: z.int().nullable(),
  trackNumber: z.int().nullable(),
  albumArtist: z.string().nullable(),
  composer: z.string().nullable(),
  recordLabel: z.string().nullable(),
  licence: z.string().nullable(),
  copyright: z.string().nullable(),
  isrc: z.string().nullable(),
  /** Plain, or lines of LRC. */
  lyrics: z.string().nullable(),
  /** Such as `FLAC, 44.1 kHz, stereo`; null with a problem. */
  format: z.string().nullable(),
  durationMs: z.int().nullable(),
  /** Its texts in each way they may be read that do not say how they are written, the guessed one first. */
  readings: z
    .array(
      z.strictObject({
        encoding: z.enum(['windows-1252', 'windows-1251', 'shift_jis']),
        title: z.string(),
        artistName: z.string(),
        releaseTitle: z.string(),
        genre: z.string(),
        /** With commas between them. */
        tags: z.string(),
        albumArtist: z.string(),
        composer: z.string(),
        recordLabel: z.string(),
        licence: z.string(),
        copyright: z.string(),
        lyrics: z.string(),
      }),
    )
    .optional(),
  /** The picture in the file as a data URL of at most 256 px; null: none. */
  artwork: z.string().nullable(),
  warnings: z.array(soundWarning),
  /** Why it cannot be sold. */
  problem: errorData.nullable(),
  /** It has no sound and is not named as if it had: nothing has to be done about it. */
  isLeftOut: z.boolean(),
  /** It has no sound, and can go with a release. */
  bonus: z
    .strictObject({
      kind: bonusKind,
      bytes: z.int(),
      /** It was chosen by itself, and does not merely lie in a folder that was. */
      isChosen: z.boolean(),
    })
    .optional(),
})
export type InspectedFile = z.output<typeof inspectedFile>

export const uploadView = z.strictObject({
  id: workId,
  /** Left out: a track. A release has no file; it waits until all its tracks are ready, and goes on sale with them. */
  kind: z.enum(['track', 'release']).optional(),
  /** The release this track is also uploaded for. */
  release: workId.optional(),
  /** It takes the place of the sound that is on sale. */
  isNewEdition: z.boolean().optional(),
  /** The manifests that were on sale before a new edition of this run of Busker: `restoreWorks` puts them back. */
  replaced: z.array(cidText).optional(),
  file: z.string(),
  title: z.string(),
  ...askedPrice,
  /** When it goes on sale, by the chain's time; left out: as soon as it is ready, or with its release. */
  publishAt: z.int().optional(),
  /** Until then it is announced. */
  isComing: z.boolean().optional(),
  /** `scheduled`: all is done, and it waits for its time. `ready`: all is done but announcing it, for which it waits for the other tracks of its release. */
  state: z.enum(['waiting', 'running', 'ready', 'scheduled', 'announced', 'failed', 'cancelled']),
  /** The step that runs, or ran last. */
  step: z.enum(publishSteps),
  /** Of the step, 0 to 1. */
  fraction: z.number().min(0).max(1),
  /** When each step began, in order. */
  steps: z.array(z.strictObject({ step: z.enum(publishSteps), at: z.int() })),
  problem: errorData.nullable(),
  work: workView.nullable(),
})
export type UploadView = z.output<typeof uploadView>

/** What a page may name at once; the limits that people are told are lower. */
const maxFilesNamed = 20_000

/** What an artist makes and sells. */
export const studioApi = defineApi({
  /**
   * Looks at files and, whole, at folders. What is no audio file in a folder is said to be left out, but for pictures,
   * texts and the like, as they lie beside music.
   */
  inspect: {
    input: z.strictObject({ paths: z.array(z.string()).min(1).max(maxFilesNamed) }),
    progress: inspectedFile,
    output: z.array(inspectedFile),
  },
  /**
   * Takes files in to be published one after the other, and returns at once; `uploads` says how far they are. The same release
   * again, before it is on sale, is gone on with. What was kept as a draft is kept no more.
   */
  upload: {
    input: z.strictObject({
      tracks: z
        .array(
          z.strictObject({
            file: z.string(),
            ...askedPrice,
            edits: workEdits,
            ...onSaleLater,
          }),
        )
        .min(1)
        .max(maxFilesNamed),
      /** Sold together as well: announced in one head with its tracks, when all of them are ready. */
      release: z.strictObject({ ...askedPrice, edits: workEdits, ...onSaleLater }).optional(),
    }),
    output: z.array(uploadView),
  },
  /** How a file that can be sold sounds: what its manifest would say. */
  measureSound: {
    input: z.strictObject({ file: z.string() }),
    output: z.strictObject({
      durationMs: z.int(),
      /** LUFS, and dBTP; −70 and −200 of silence. */
      loudness: z.strictObject({ integrated: z.number(), truePeak: z.number() }),
      /** Pairs of lowest and highest sample, signed 8 bit, base64. */
      waveform: z.base64(),
    }),
  },
  uploads: { input: z.strictObject({}), output: z.array(uploadView) },
  /** Takes back everything an unfinished upload has stored; of a release, with all its tracks. */
  cancelUpload: { input: z.strictObject({ id: workId }), output: uploadView },
  /** Tries a failed upload again, or all that failed of a release; a finished step is not repeated. */
  resumeUpload: { input: z.strictObject({ id: workId }), output: uploadView },
  /** Another time to go on sale, for what is not on sale yet; null: as soon as it is ready. */
  rescheduleUpload: {
    input: z.strictObject({ id: workId, publishAt: publishAt.nullable() }),
    output: uploadView,
  },
  /** Announces what waits for its time, with its title, picture, price and day; or does not any more. */
  setUploadComing: { input: z.strictObject({ id: workId, isComing: z.boolean() }), output: uploadView },
  /** Tells of each change of an upload until it has ended, well or not. */
  followUpload: { input: z.strictObject({ id: workId }), progress: uploadView, output: uploadView },
  /**
   * Takes another sound for a track on sale in, and returns at once: it is uploaded as any file is, and goes on sale as a new
   * edition, together with one of each release on sale that holds the track. Who owns an edition before gets it for nothing.
   */
  replaceSound: { input: z.strictObject({ id: workId, file: z.string() }), output: uploadView },
  /** Takes a finished, failed or cancelled upload off the list; its release is published without it. */
  dismissUpload: { input: z.strictObject({ id: workId }), output: z.strictObject({}) },
  /** A new price from now on, which ends what it was reduced to before; open orders keep theirs. */
  reprice: {
    input: z.strictObject({ id: workId, ...askedPrice, reduced: priceReduction.optional() }),
    output: workView,
  },
  /**
   * The same edition with other words, picture, price, preview or order. Who owns it keeps it and sees the new ones; the
   * releases that hold a track follow. `replaced` undoes it, see `restoreWorks`.
   */
  editWork: {
    input: z.strictObject({
      id: workId,
      changes: workChanges,
      price: amount.optional(),
      /** Said together with the price. */
      orMore: z.boolean().optional(),
      /** Of the price that is said, or else of the one it has; null: not any more. A new price ends it as well. */
      reduced: priceReduction.nullable().optional(),
    }),
    output: z.strictObject({ work: workView, replaced: z.array(cidText) }),
  },
  /** Puts works of one's own on sale again as these manifests describe them: undoes an edit, a price, or taking off sale. */
  restoreWorks: {
    input: z.strictObject({ manifests: z.array(cidText).min(1).max(1000) }),
    output: z.strictObject({}),
  },
  /** Takes a work off sale; who bought it keeps it. */
  withdrawWork: { input: z.strictObject({ id: workId }), output: z.strictObject({}) },
})
