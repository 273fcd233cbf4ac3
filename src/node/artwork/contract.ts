import { z } from 'zod'
import { artworkCrop } from '../../shared/artworkCrop.ts'

/**
 * Of the longer side, in pixels (smaller pictures stay as they are), and of the file. `onWhite`: what is transparent becomes
 * white, so that it is JPEG in any case.
 */
const bounds = z.strictObject({
  side: z.int().positive(),
  bytes: z.int().positive(),
  onWhite: z.boolean().optional(),
})
export type ArtworkBounds = z.output<typeof bounds>

/** What is published. */
export const publishedArtwork: ArtworkBounds = { side: 1400, bytes: 1024 * 1024 }
/** Over an artist's page. */
export const headerArtwork: ArtworkBounds = { side: 2000, bytes: 1024 * 1024 }
/** In a sound file, and beside it: players know JPEG. */
export const embeddedArtwork: ArtworkBounds = { side: 1400, bytes: 1024 * 1024, onWhite: true }
/** Of a local file, in lists and as large as what plays is shown. */
export const shownArtwork: ArtworkBounds = { side: 1000, bytes: 512 * 1024 }
/** What a list shows before anything is published. */
export const smallArtwork: ArtworkBounds = { side: 256, bytes: 64 * 1024 }

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A square of it; left out: all of it. */
const crop = artworkCrop.optional()
/** A picture file, or what was found in one. */
const artworkSource = z.union([z.strictObject({ file: z.string(), crop }), z.strictObject({ bytes, crop })])
export type ArtworkSource = z.output<typeof artworkSource>

const cleanArtwork = z.strictObject({
  mediaType: z.enum(['image/jpeg', 'image/webp']),
  bytes,
  /** Pixels. */
  width: z.int().positive(),
  height: z.int().positive(),
})
/** A picture that was made anew from its pixels: nothing else of the file it came from is in it. */
export type CleanArtwork = z.output<typeof cleanArtwork>

/** What the process that reads pictures is asked. */
export const artworkContract = {
  start: z.strictObject({}),
  ready: z.strictObject({}),
  requests: { clean: { input: z.strictObject({ picture: artworkSource, bounds }), output: cleanArtwork } },
  events: {},
}
