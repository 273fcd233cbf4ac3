import { joinBlocks, type PcmBlock } from '../joinBlocks.ts'
import { encodeFlacFrames } from './flacFrames.ts'
import { flacInitSegment, mediaSegment } from './mp4Writer.ts'
import { type CodecConfig, readCodecConfig, readFrames } from './mp4Reader.ts'

/** A segment as the node gives it, and how loud it is to be. */
export interface TranscodeJob {
  /** Names the rendition of an opened track: segments of one name that follow each other are decoded as one stream. */
  readonly stream: string
  /** For Media Source: `audio/mp4; codecs="…"`. */
  readonly mime: string
  /** The init segment; the same as `bytes` where a segment holds it. */
  readonly init: ArrayBuffer
  /** Which segment of the rendition. */
  readonly index: number
  readonly bytes: ArrayBuffer
  /** Factor applied to each sample. */
  readonly gain: number
}

/** The same samples, at the same places in the rendition's time, times the gain: FLAC in fragmented MPEG-4. */
export interface Transcoded {
  readonly init: Uint8Array<ArrayBuffer>
  readonly media: Uint8Array<ArrayBuffer>
}

/** Frames decoded ahead of a segment: each frame of AAC completes the one before. */
const prerollFrames = 2

/**
 * Samples a channel, and channels, that a segment may be decoded to: a minute at 192 kHz, many times what one is made of.
 * A few bytes can stand for 65,535 samples, and whoever made a preview is a stranger.
 */
const decodedLimit = { samples: 60 * 192_000, channels: 2 }

/** The last frames of how many segments are remembered. */
const rememberedSegments = 8

/**
 * Works a gain into the samples of encoded segments. Jobs must come one at a time.
 *
 * The decoder is flushed after every segment, since only then has all of it come out; what a flush forgets is decoded
 * again from the end of the segment before.
 */
export class Transcoder {
  readonly #tails = new Map<string, readonly Uint8Array[]>()

  /** @throws Error for what is no such segment, or cannot be decoded */
  async transcode(job: TranscodeJob): Promise<Transcoded> {
    const { stream, index, gain } = job
    const config = readCodecConfig(job.init)
    const preroll = this.#tails.get(`${stream} ${index - 1}`) ?? []
    const { firstTick, frames } = readFrames(job.bytes)
    const decoded = await decode(job.mime, config, [...preroll, ...frames])
    if (preroll.length > 0 && decoded.blocks.length !== preroll.length + frames.length)
      throw new Error('The decoder did not give a block for each frame.')
    this.#remember(`${stream} ${index}`, frames.slice(-prerollFrames))
    const { sampleRate, channels } = decoded
    const firstSample = Math.round((firstTick * sampleRate) / config.timescale)
    const pcm = joinBlocks(decoded.blocks.slice(preroll.length), channels)
    return {
      init: flacInitSegment({ sampleRate, channels }),
      media: mediaSegment(encodeFlacFrames(pcm, gain, firstSample), firstSample),
    }
  }

  #remember(segment: string, frames: readonly Uint8Array[]): void {
    this.#tails.delete(segment)
    this.#tails.set(
      segment,
      frames.map((frame) => frame.slice()),
    )
    const [oldest] = this.#tails.keys()
    if (this.#tails.size > rememberedSegments && oldest !== undefined) this.#tails.delete(oldest)
  }
}

interface Decoded {
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
  readonly blocks: readonly PcmBlock[]
}

async function decode(
  mime: string,
  { description, sampleRate, channels }: CodecConfig,
  frames: readonly Uint8Array[],
): Promise<Decoded> {
  const blocks: PcmBlock[] = []
  let format = { sampleRate, channels }
  let samples = 0
  let problem: Error | undefined
  const decoder = new AudioDecoder({
    output(data) {
      samples += data.numberOfFrames
      if (samples > decodedLimit.samples || data.numberOfChannels > decodedLimit.channels) {
        problem ??= new RangeError('A segment is decoded to more than any is made of.')
        if (decoder.state !== 'closed') decoder.close()
      } else {
        blocks.push(copyOf(data))
        format = { sampleRate: data.sampleRate, channels: data.numberOfChannels }
      }
      data.close()
    },
    error: (error) => (problem ??= error),
  })
  try {
    const codec = /codecs="([^"]+)"/.exec(mime)?.[1] ?? ''
    const rate = sampleRate === 0 ? rateOfFlac(description) : sampleRate
    decoder.configure({ codec, sampleRate: rate, numberOfChannels: channels, description })
    // Only their order matters here.
    for (const [timestamp, data] of frames.entries())
      decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: timestamp * 1_000_000, data }))
    await decoder.flush()
  } finally {
    if (decoder.state !== 'closed') decoder.close()
  }
  if (problem !== undefined) throw problem
  return { ...format, blocks }
}

/** Of STREAMINFO, behind `fLaC` and the block's header: 20 bits. */
function rateOfFlac(description: Uint8Array): number {
  const [high = 0, middle = 0, low = 0] = description.subarray(18, 21)
  return (high << 12) | (middle << 4) | (low >> 4)
}

function copyOf(data: AudioData): PcmBlock {
  return Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
    const samples = new Float32Array(data.numberOfFrames)
    data.copyTo(samples, { planeIndex, format: 'f32-planar' })
    return samples
  })
}
