import { z } from 'zod'

const fraction = z.number().min(0).max(1)

/**
 * A square of a picture. `side`: of the shorter side of the picture. `left` and `top`: how far it is moved, of the way there is:
 * 0 is at the left (the top), 1 at the right (the bottom), whatever its size; so no square lies outside.
 */
export const artworkCrop = z.strictObject({ left: fraction, top: fraction, side: z.number().min(0.1).max(1) })
export type ArtworkCrop = z.output<typeof artworkCrop>

/** As much as fits, in the middle. */
export const middleCrop: ArtworkCrop = { left: 0.5, top: 0.5, side: 1 }

/** Where the square is in a picture of this size, in its pixels; at least one. */
export function squareOf(
  { left, top, side }: ArtworkCrop,
  width: number,
  height: number,
): { readonly left: number; readonly top: number; readonly size: number } {
  const size = Math.max(1, Math.round(side * Math.min(width, height)))
  return { left: Math.round(left * (width - size)), top: Math.round(top * (height - size)), size }
}
