import { type ArtworkCrop, artworkCrop, middleCrop } from '../shared/artworkCrop.ts'
import type { WorkEdits } from '../shared/api/studio.ts'
import { BuskerError } from '../shared/errors.ts'
import { parsePath } from './arguments.ts'

export interface PictureFlags {
  readonly artwork?: string
  readonly crop?: string
}

/** What `--crop` takes, for its help. */
export const cropHelp =
  'the square of the picture: middle, or LEFT,TOP or LEFT,TOP,SIDE in percent, such as 100,50,80; left out: all of it'

/** A picture, and the square that is taken of it. @throws BuskerError `CLI_CROP` */
export function pictureFrom({ artwork, crop }: PictureFlags): Pick<WorkEdits, 'artwork' | 'artworkCrop'> {
  if (artwork === undefined && crop !== undefined) {
    throw new BuskerError('CLI_CROP', 'A square is taken of a picture: name it with --artwork.')
  }
  return {
    ...(artwork !== undefined && { artwork: parsePath(artwork) }),
    ...(crop !== undefined && { artworkCrop: parseCrop(crop) }),
  }
}

/**
 * `middle`, or how far from the left, from the top, and how large, in percent as the app's sliders have them.
 *
 * @throws BuskerError `CLI_CROP`
 */
export function parseCrop(text: string): ArtworkCrop {
  if (text === 'middle') return middleCrop
  const parts = text
    .split(',')
    .map((part) => (/^\d{1,3}$/.test(part.trim()) ? Number(part) / 100 : Number.NaN))
  const [left, top, side = 1] = parts
  const crop = artworkCrop.safeParse({ left, top, side })
  if (crop.success && parts.length <= 3) return crop.data
  throw new BuskerError(
    'CLI_CROP',
    `"${text}" is no square of a picture: middle, or how far from the left and the top (0 to 100), and its side (10 to 100), such as 100,50,80.`,
  )
}
