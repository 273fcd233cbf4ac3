import { open } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { imageTypeOf } from '../../protocol/imageHeader.ts'
import { type ArtworkCrop, squareOf } from '../../shared/artworkCrop.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { ArtworkBounds, CleanArtwork } from './contract.ts'

const maxFileBytes = 20 * 1024 * 1024
/** A square of 8,000 pixels: more is a decompression bomb, or a print master. */
const maxPixels = 64_000_000
const maxSeconds = 20
const qualities = [85, 70, 50, 30, 10]
const formats = ['jpeg', 'png', 'webp']

/**
 * Makes a picture fit to publish: turned the right way up, scaled down, encoded anew as JPEG, or as WebP where parts of it
 * are transparent. Location, camera, comments and colour profiles are gone; colours are converted to sRGB.
 *
 * @param bytes a JPEG, PNG or WebP file, told by its content
 * @param crop the square that is left of it, once it is turned; undefined: all of it
 * @throws BuskerError `MEDIA_ARTWORK_UNSUPPORTED`, `MEDIA_ARTWORK_TOO_LARGE`, `MEDIA_ARTWORK_DAMAGED`
 */
export async function cleanArtwork(
  bytes: Uint8Array,
  bounds: ArtworkBounds,
  crop?: ArtworkCrop,
): Promise<CleanArtwork> {
  if (bytes.byteLength > maxFileBytes) throw tooLarge()
  if (imageTypeOf(bytes) === null) throw unsupported()
  try {
    const { width, height, hasAlpha, format, autoOrient } = await sharp(bytes, {
      limitInputPixels: false,
    }).metadata()
    if (!formats.includes(format)) throw unsupported()
    if (width * height > maxPixels) throw tooLarge()
    const upright = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'warning' })
      .timeout({ seconds: maxSeconds })
      .autoOrient()
    const image = (
      crop === undefined
        ? upright
        : extractSquare(upright, squareOf(crop, autoOrient.width, autoOrient.height))
    ).resize({ width: bounds.side, height: bounds.side, fit: 'inside', withoutEnlargement: true })
    if (bounds.onWhite === true)
      return await encodeWithin(image.flatten({ background: 'white' }), 'jpeg', bounds.bytes)
    const isTransparent = hasAlpha && !(await image.clone().stats()).isOpaque
    return await encodeWithin(image, isTransparent ? 'webp' : 'jpeg', bounds.bytes)
  } catch (error) {
    if (error instanceof BuskerError) throw error
    throw new BuskerError(
      'MEDIA_ARTWORK_DAMAGED',
      'This picture cannot be read to its end. Save it again as JPEG or PNG.',
      { cause: error },
    )
  }
}

/**
 * Reads an image file of somebody's choice and makes it fit to publish.
 *
 * @throws BuskerError `MEDIA_ARTWORK_UNREADABLE`, and what {@link cleanArtwork} throws
 */
export async function readArtwork(
  path: string,
  bounds: ArtworkBounds,
  crop?: ArtworkCrop,
): Promise<CleanArtwork> {
  return cleanArtwork(await readBounded(path), bounds, crop)
}

function extractSquare(image: Sharp, { left, top, size }: ReturnType<typeof squareOf>): Sharp {
  return image.extract({ left, top, width: size, height: size })
}

async function readBounded(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path, 'r')
    const status = await file.stat()
    if (!status.isFile()) throw unsupported()
    if (status.size > maxFileBytes) throw tooLarge()
    return await file.readFile()
  } catch (error) {
    if (error instanceof BuskerError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new BuskerError(
      'MEDIA_ARTWORK_UNREADABLE',
      `The picture cannot be read (${reason}). Check the path and its permissions.`,
      { cause: error },
    )
  }
}

/** Noise of full size is the worst case: at the lowest quality it fits as well. */
async function encodeWithin(image: Sharp, format: 'jpeg' | 'webp', maxBytes: number): Promise<CleanArtwork> {
  for (const quality of qualities) {
    const made =
      format === 'webp'
        ? image.clone().webp({ quality, alphaQuality: quality })
        : image.clone().jpeg({ quality })
    const { data, info } = await made.toBuffer({ resolveWithObject: true })
    if (data.byteLength > maxBytes) continue
    return {
      mediaType: `image/${format}`,
      bytes: new Uint8Array(data),
      width: info.width,
      height: info.height,
    }
  }
  throw tooLarge()
}

function unsupported(): BuskerError {
  return new BuskerError(
    'MEDIA_ARTWORK_UNSUPPORTED',
    'This is no picture Busker takes. Choose a JPEG, PNG or WebP file.',
  )
}

function tooLarge(): BuskerError {
  return new BuskerError(
    'MEDIA_ARTWORK_TOO_LARGE',
    'This picture is too large. Choose one of at most 20 MB and 8,000 × 8,000 pixels.',
  )
}
