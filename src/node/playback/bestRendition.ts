import type { Rendition, TrackManifest } from '../../protocol/manifest.ts'

/** The rendition nearest to the artist's file: lossless where there is one. */
export function bestRendition({ renditions }: Pick<TrackManifest, 'renditions'>): Rendition {
  const rendition = renditions.find(({ codec }) => codec === 'flac') ?? renditions[0]
  if (rendition === undefined) throw new Error('A manifest without renditions was accepted.')
  return rendition
}
