/** What a sound file says of itself, as players show it. */
export interface FileTags {
  readonly title: string
  readonly artist: string
  readonly album?: string | undefined
  readonly albumArtist?: string | undefined
  readonly track?: TrackNumber | undefined
  /** When it first came out: a year, a month or a day. */
  readonly date?: string | undefined
  readonly genre?: string | undefined
  readonly composer?: string | undefined
  readonly isrc?: string | undefined
  readonly recordLabel?: string | undefined
  readonly licence?: string | undefined
  readonly copyright?: string | undefined
  /** Plain, or lines of LRC. */
  readonly lyrics?: string | undefined
  /** A JPEG file. */
  readonly cover: Uint8Array | null
}

/** Where a track stands on its release. */
export interface TrackNumber {
  readonly number: number
  /** Of the disc, or of the release where that has one. */
  readonly total?: number | undefined
  readonly disc?: number | undefined
}
