import type { Tags } from './tags.ts'

/** An audio file that was probed and found fit to sell. Counts and rates are those of what it decodes to. */
export interface Source {
  readonly format: 'wav' | 'flac' | 'mp3'
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
  /** Bits a sample; null for MP3. */
  readonly bitDepth: number | null
  readonly lossless: boolean
  /** Samples per channel, exactly: it was decoded to the end. */
  readonly sampleCount: number
  /** Bytes. */
  readonly size: number
  readonly tags: Tags
  /** Sentences for the artist: what is odd about the file and does not stop it from being sold. */
  readonly warnings: readonly string[]
  /** How ffmpeg is told to open it. */
  readonly opening: {
    readonly path: string
    readonly demuxer: string
    readonly decoders: readonly string[]
    readonly strict: boolean
  }
}
