import type { Playable, PlayableRendition } from '../../shared/api/playback.ts'
import { trackOrigin } from '../../shared/origins.ts'
import type { Quality } from './playerState.ts'

/** The rendition for a quality: lossless where there is one, else the highest or lowest bit rate of the others. */
export function chooseRendition({ renditions }: Playable, quality: Quality): PlayableRendition {
  const byBitrate = renditions.toSorted((a, b) => a.bitrate - b.bitrate)
  const lossy = byBitrate.filter(({ mime }) => !mime.includes('flac'))
  const lossless = byBitrate.filter(({ mime }) => mime.includes('flac'))
  const wanted = {
    lossless: [lossless.at(-1), lossy.at(-1)],
    high: [lossy.at(-1), lossless[0]],
    small: [lossy[0], lossless[0]],
  }[quality]
  const chosen = wanted.find((each) => each !== undefined)
  if (chosen === undefined) throw new Error('A track came without any rendition.')
  return chosen
}

/** Where a segment's bytes are. */
export function segmentUrl({ id, label }: Playable, rendition: PlayableRendition, index: number): string {
  if (id === 'preview') return `${trackOrigin}/preview/${label}`
  return `${trackOrigin}/${id}/${rendition.name}/${index}`
}
