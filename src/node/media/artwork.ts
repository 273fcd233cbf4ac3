import type { IAudioMetadata } from 'music-metadata'
import { type ImageHeader, imageTypeOf } from '../../protocol/imageHeader.ts'
import { readCoverFile } from './coverFile.ts'

export interface EmbeddedArtwork {
  readonly mediaType: ImageHeader['mediaType']
  readonly bytes: Uint8Array
}

const frontCover = 'Cover (front)'
const maxArtworkBytes = 20 * 1024 * 1024

/** The picture beside a file that holds none. */
export const artworkBeside = (path: string): Promise<EmbeddedArtwork | undefined> => artworkOf(path)

/** The front cover in the file, or else the picture beside it, or else any other in the file. */
export async function artworkOf(
  path: string,
  pictures: IAudioMetadata['common']['picture'] = [],
): Promise<EmbeddedArtwork | undefined> {
  const front = pictures.filter(({ type }) => type === frontCover)
  const embedded = firstPicture(front.map(({ data }) => data))
  if (embedded !== undefined) return embedded
  const beside = await readCoverFile(path, maxArtworkBytes)
  return firstPicture([...(beside === undefined ? [] : [beside]), ...pictures.map(({ data }) => data)])
}

function firstPicture(pictures: readonly Uint8Array[]): EmbeddedArtwork | undefined {
  for (const bytes of pictures) {
    const mediaType = imageTypeOf(bytes)
    if (mediaType !== null && bytes.byteLength <= maxArtworkBytes) return { mediaType, bytes }
  }
  return undefined
}
