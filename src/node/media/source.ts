import type { SoundWarning } from '../../shared/soundWarnings.ts'
import type { FilePart, FormatName } from './formats/audioFormat.ts'
import type { Tags } from './tags.ts'

/** An audio file that was probed and found fit to sell. Counts and rates are those of what it decodes to. */
export interface Source {
  readonly format: FormatName
  /** What a person calls it, such as `FLAC` or `Opus`. */
  readonly displayName: string
  /** Hz. */
  readonly sampleRate: number
  /** 1 or 2: what has more is mixed down. */
  readonly channels: number
  /** How many the file has. */
  readonly sourceChannels: number
  /** Bits a sample; null where the codec has none. */
  readonly bitDepth: number | null
  readonly lossless: boolean
  /** Samples per channel, exactly: it was decoded to the end. */
  readonly sampleCount: number
  /** Bytes. */
  readonly size: number
  readonly tags: Tags
  readonly warnings: readonly SoundWarning[]
  readonly ffmpegInput: FfmpegInput
}

/** How ffmpeg is told to open a file. */
export interface FfmpegInput {
  readonly path: string
  readonly demuxer: string
  readonly decoders: readonly string[]
  readonly strict: boolean
  /** Further options before the input. */
  readonly options: readonly string[]
  /** Opened one after the other instead of the whole. */
  readonly parts?: readonly FilePart[]
  /** What makes the source of what is decoded, before anything else happens to it. */
  readonly filters: readonly string[]
}
