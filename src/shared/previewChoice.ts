import { z } from 'zod'

/**
 * The longest preview, ms. A preview is one block, which everybody fetches: longer ones would sound too poor in it
 * (`src/node/media/renditions.ts`).
 */
export const previewMaxMs = 280_000
export const previewMinMs = 1000

/** What of a track everybody may hear: the whole, or a part. Without a length it is as long as one that nobody chose. */
export const previewChoice = z.union([
  z.literal('whole'),
  z.strictObject({
    startMs: z.int().min(0),
    lengthMs: z.int().min(previewMinMs).max(previewMaxMs).optional(),
  }),
])
export type PreviewChoice = z.output<typeof previewChoice>

/** How long a preview is that nobody chose: half a minute, and of a short track its half. */
export function usualPreviewMs(durationMs: number): number {
  return Math.min(30_000, durationMs / 2)
}

/** A chosen part as it is heard of a track of `durationMs`: at the latest so long before the end that all of it is there. */
export function previewWithin(
  { startMs, lengthMs }: Exclude<PreviewChoice, 'whole'>,
  durationMs: number,
): { readonly startMs: number; readonly lengthMs: number } {
  const length = Math.min(lengthMs ?? usualPreviewMs(durationMs), durationMs)
  return { startMs: Math.min(startMs, durationMs - length), lengthMs: length }
}
