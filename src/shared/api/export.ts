import { z } from 'zod'
import { bonusMaxFiles } from '../bonusFiles.ts'
import { errorCode } from '../errors/errorSchemas.ts'
import { exportFormats } from '../exportFormats.ts'
import { label } from '../ids.ts'
import { defineApi } from './define.ts'

/** What is to be written as files: tracks, and of releases all their tracks and what goes with them. */
export const exportedWorks = z.strictObject({
  labels: z.array(label).min(1).max(5000),
  format: z.enum(exportFormats),
})
export type ExportedWorks = z.output<typeof exportedWorks>

/** How far it is: so many of the tracks are done, and so much of the one that is under way. */
export const exportProgress = z.strictObject({
  done: z.int(),
  total: z.int(),
  title: z.string(),
  fraction: z.number().min(0).max(1),
})
export type ExportProgress = z.output<typeof exportProgress>

const exportedFile = z.strictObject({
  label,
  title: z.string(),
  /** Its path. */
  file: z.string(),
  /** False: the very same file was there before. */
  isNew: z.boolean(),
  /** What the artist sold that it is made of: lossless sound, or AAC. */
  madeFrom: z.enum(['lossless', 'aac']),
  hasCover: z.boolean(),
  /** Of the track, per channel. */
  samples: z.int(),
  /** Hz. */
  sampleRate: z.int(),
  channels: z.int(),
})
export type ExportedFile = z.output<typeof exportedFile>

/** A file that goes with a release. */
const exportedBonus = z.strictObject({
  label,
  /** Its path. */
  file: z.string(),
  /** False: the very same file was there before. */
  isNew: z.boolean(),
})
export type ExportedBonus = z.output<typeof exportedBonus>

/** A file that goes with a release: the release, and which of its files, from 0. */
const bonusPlace = z.strictObject({
  label,
  index: z
    .int()
    .min(0)
    .max(bonusMaxFiles - 1),
})

export const exportResult = z.strictObject({
  /** The folder that everything is in. */
  folder: z.string(),
  files: z.array(exportedFile),
  /** What goes with the releases that were asked for, where one owns them as a whole. */
  bonus: z.array(exportedBonus),
  /** Tracks that could not be written; the others were. */
  failures: z.array(
    z.strictObject({ label, title: z.string().nullable(), code: errorCode, message: z.string() }),
  ),
})
export type ExportResult = z.output<typeof exportResult>

/** What one owns as files of one's own. Names a folder, so it is for commands alone; for a page, the main process asks the person. */
export const exportApi = defineApi({
  /**
   * Writes tagged files with covers into `Artist/Release/01 Title` below a folder, which is made where there is none. Each
   * appears under its name when it is whole; no other file is replaced. Stops, and leaves what is whole, when nobody waits.
   */
  exportFiles: {
    input: exportedWorks.extend({ folder: z.string() }),
    progress: exportProgress,
    output: exportResult,
  },
  /** Writes one file that goes with a release one owns into a folder; no other file is replaced. */
  exportBonus: { input: bonusPlace.extend({ folder: z.string() }), output: exportedBonus },
})

/** What the application asks a person where to put. */
export const appExportApi = defineApi({
  /** Null: nowhere. */
  'app.exportFiles': {
    input: exportedWorks,
    progress: exportProgress,
    output: exportResult.extend({ id: z.uuid() }).nullable(),
  },
  /** One file that goes with a release. Null: nowhere. */
  'app.saveBonus': { input: bonusPlace, output: exportedBonus.extend({ id: z.uuid() }).nullable() },
  /** Opens one with the system's program for it, once the person has confirmed it where no page reaches; archives are not opened. */
  'app.openBonus': { input: bonusPlace, output: z.strictObject({}) },
  /** Shows the files of an earlier export in the system's file manager. Nothing is opened. */
  'app.showExported': { input: z.strictObject({ id: z.uuid() }), output: z.strictObject({}) },
})
