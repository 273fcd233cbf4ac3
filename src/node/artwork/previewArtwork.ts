import type { ArtworkCleaner } from './artworkCleaner.ts'
import { type ArtworkSource, smallArtwork } from './contract.ts'

/** A picture as it is shown before anything is published: a data URL of at most 256 px. Errors: {@link ArtworkCleaner.clean}. */
export async function previewArtwork(
  cleaner: Pick<ArtworkCleaner, 'clean'>,
  source: ArtworkSource,
): Promise<string> {
  const { mediaType, bytes } = await cleaner.clean(source, smallArtwork)
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`
}
