import type { Rendition } from '../../../protocol/manifest.ts'

/** What a playlist says of a rendition. */
export type ListedRendition = Pick<
  Rendition,
  'name' | 'codec' | 'sampleRate' | 'bitrate' | 'encoderDelay' | 'segments'
>

/** The names of codecs in HLS (RFC 8216bis, 4.4.6.2), where they differ. */
const codecs = { 'mp4a.40.2': 'mp4a.40.2', flac: 'fLaC' } as const

/** The playlist of renditions, the best first: some players take the first. */
export function masterPlaylist(renditions: readonly ListedRendition[]): string {
  const variants = renditions
    .toSorted((a, b) => b.bitrate - a.bitrate)
    .flatMap((rendition) => {
      const { name, codec, bitrate } = rendition
      const rates = `BANDWIDTH=${peakBitrate(rendition)},AVERAGE-BANDWIDTH=${bitrate}`
      return [`#EXT-X-STREAM-INF:${rates},CODECS="${codecs[codec]}"`, `${name}.m3u8`]
    })
  return lines(['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...variants])
}

/** The playlist of one rendition's fMP4 segments. Players that heed it begin behind the encoder's delay. */
export function mediaPlaylist({ name, sampleRate, segments, encoderDelay }: ListedRendition): string {
  const begin = (encoderDelay / sampleRate).toFixed(6)
  const media = segments.slice(1).map(({ samples }) => samples / sampleRate)
  const longest = Math.max(1, ...media.map((seconds) => Math.round(seconds)))
  return lines([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${longest}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    ...(encoderDelay > 0 ? [`#EXT-X-START:TIME-OFFSET=${begin},PRECISE=YES`] : []),
    `#EXT-X-MAP:URI="${name}/0.mp4"`,
    ...media.flatMap((seconds, index) => [`#EXTINF:${seconds.toFixed(6)},`, `${name}/${index + 1}.mp4`]),
    '#EXT-X-ENDLIST',
  ])
}

function peakBitrate({ bitrate, sampleRate, segments }: ListedRendition): number {
  const rates = segments.slice(1).map(({ size, samples }) => (size * 8 * sampleRate) / Math.max(1, samples))
  return Math.ceil(Math.max(bitrate, ...rates))
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
