import type { ArtworkCleaner } from './artworkCleaner.ts'
import { type ArtworkSource, smallArtwork } from './contract.ts'

export interface ArtworkPreview {
  /** A data URL of at most 256 px. */
  readonly preview: string
  readonly isSquare: boolean
}

/** A picture as it is shown before anything is published. Errors: {@link ArtworkCleaner.clean}. */
export async function previewArtwork(
  cleaner: Pick<ArtworkCleaner, 'clean'>,
  source: ArtworkSource,
): Promise<ArtworkPreview> {
  const { mediaType, bytes, width, height } = await cleaner.clean(source, smallArtwork)
  const preview = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
  return { preview, isSquare: width === height }
}
