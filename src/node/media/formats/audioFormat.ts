import type { Speaker } from '../speakers.ts'
import type { SoundWarning } from '../../../shared/soundWarnings.ts'

/** Random access to a file's bytes, so that a header is read without the rest. */
export interface ByteSource {
  readonly size: number
  /** At most `length` bytes from `offset`; fewer only where the file ends. */
  read(offset: number, length: number): Promise<Buffer>
}

/** What a file's own header says of its sound. */
export interface StatedAudio {
  /** What a person calls it, such as `FLAC` or `Opus`. */
  readonly displayName: string
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
  /** Where each channel belongs, in the order ffmpeg decodes them; left out where the file does not say. */
  readonly speakers?: readonly Speaker[] | undefined
  /** Bits a sample as stored; null where the codec has none (MP3, AAC, …). */
  readonly bitDepth: number | null
  readonly lossless: boolean
  /** Samples per channel, without what the encoder put before and after them; null where the header does not say. */
  readonly sampleCount: number | null
  /** Decoded samples before the first one, where ffmpeg is told to leave the cutting to us. */
  readonly delay?: number
  /** The MD5 of all that it decodes to, in hex, where the header says so; zeros where whoever wrote it left it out. */
  readonly soundHash?: string
  /** True when the header announces more bytes than the file has. */
  readonly cutShort: boolean
  /** True where nothing marks the end: it is whole only if its last page states fewer samples than it decodes to. */
  readonly endUnmarked?: boolean
  /** What it is should its sound prove to be HE-AAC, which a header need not say: the counts at twice the rate. */
  readonly heAac?: {
    readonly sampleRate: number
    readonly delay: number
    readonly sampleCount: number | null
  }
  /** What it is joined of, where ffmpeg has to open each part by itself. */
  readonly parts?: readonly FilePart[]
  /** How ffmpeg opens this one, where its own reader of the format would misread it. */
  readonly opening?: Opening
  /** What makes ordinary samples of what is decoded and trimmed. */
  readonly conversion?: readonly string[]
  readonly warnings?: readonly SoundWarning[]
}

/** A part of a file that is a file of its own. */
export interface FilePart {
  /** Its first byte, and the one behind its last. */
  readonly start: number
  readonly end: number
  /** Samples per channel that are its sound; null where it does not say. */
  readonly sampleCount: number | null
}

/** How ffmpeg is told what a file is. */
export interface Opening {
  /** ffmpeg's demuxer, forced whatever the file is called. */
  readonly demuxer: string
  /** The only ffmpeg decoders allowed to open. */
  readonly decoders: readonly string[]
  /** Further options for opening it, as ffmpeg takes them. */
  readonly options?: readonly string[]
}

export type FormatName =
  | 'wav'
  | 'wave64'
  | 'aiff'
  | 'au'
  | 'caf'
  | 'flac'
  | 'ogg-flac'
  | 'wavpack'
  | 'tta'
  | 'ape'
  | 'dsf'
  | 'dsdiff'
  | 'mp3'
  | 'm4a'
  | 'aac'
  | 'vorbis'
  | 'opus'
  | 'musepack'
  | 'wma'

/** One kind of audio file Busker takes in. A new kind is one more of these, listed in `detectFormat.ts`. */
export interface AudioFormat extends Opening {
  readonly name: FormatName
  /** By which its tags are read; null where nobody writes any, or they are read by {@link readPairs}. */
  readonly mediaType: string | null
  /** True when its frames carry checksums, so that damage is certain, and makes the file unfit to sell. */
  readonly strict: boolean
  /** True when `head`, the bytes at `start`, begin such a file. */
  matches(head: Buffer): boolean
  /** Where such sound begins that has no marker of its own, behind what is none; undefined where it does not. */
  find?(source: ByteSource, start: number): Promise<number | undefined>
  /** Reads tags of a form of their own: names, in small letters, and texts. */
  readPairs?(source: ByteSource, start: number): Promise<ReadonlyMap<string, string>>
  /**
   * Reads the header at `start` (after any tags at the beginning).
   *
   * @throws BuskerError `MEDIA_NOT_AUDIO`, `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`, `MEDIA_TRUNCATED`, `MEDIA_EMPTY`
   */
  read(source: ByteSource, start: number): Promise<StatedAudio>
}
