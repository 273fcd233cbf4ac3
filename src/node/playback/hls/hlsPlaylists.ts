/** What playlists say of a track. */
export interface ListedSound {
  /** Hz. */
  readonly sampleRate: number
  /** Samples per channel of each media segment. */
  readonly lengths: readonly number[]
  /** The most bits a second. */
  readonly peakBitrate: number
}

/** The playlist that says what `sound.m3u8` is, for players that decide by it whether they can. */
export function masterPlaylist({ peakBitrate }: Pick<ListedSound, 'peakBitrate'>): string {
  return lines([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-STREAM-INF:BANDWIDTH=${peakBitrate},CODECS="fLaC"`,
    'sound.m3u8',
  ])
}

/** The playlist of a track's fMP4 segments. */
export function mediaPlaylist({ sampleRate, lengths }: Omit<ListedSound, 'peakBitrate'>): string {
  const media = lengths.map((samples) => samples / sampleRate)
  const longest = Math.max(1, ...media.map((seconds) => Math.round(seconds)))
  return lines([
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${longest}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-MAP:URI="sound/0.mp4"',
    ...media.flatMap((seconds, index) => [`#EXTINF:${seconds.toFixed(6)},`, `sound/${index + 1}.mp4`]),
    '#EXT-X-ENDLIST',
  ])
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
