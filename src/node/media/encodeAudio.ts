import type { Readable } from 'node:stream'
import { BuskerError } from '../../shared/errors.ts'
import { passingChunks, runFfmpeg } from './ffmpeg.ts'
import { inputArguments, inputGraph } from './inputArguments.ts'
import { readLoudness, type Loudness } from './loudness.ts'
import { type LoudnessHistogram, readLoudnessHistogram } from './loudnessHistogram.ts'
import { splitSegments, type MediaSegment } from './mp4/segments.ts'
import {
  planRenditions,
  type Excerpt,
  type RenditionFacts,
  type RenditionName,
  type RenditionPlan,
} from './renditions.ts'
import type { FfmpegInput, Source } from './source.ts'
import { WaveformBuilder } from './waveformBuilder.ts'

export interface EncodeOptions {
  /** Path of the binary. */
  readonly ffmpeg: string
  /** What the preview plays; by default half a minute near the beginning, at most half of the track. */
  readonly preview?: Excerpt
  readonly signal?: AbortSignal
  /**
   * Takes one segment; ffmpeg waits while it does. Of one rendition they come in order, one at a time; different
   * renditions' calls overlap, so one must not wait for another. The segment's bytes belong to whoever takes it.
   */
  onSegment(rendition: RenditionName, segment: MediaSegment): Promise<void>
  /** The share of the source that was read, 0 to 1. */
  onProgress?(fraction: number): void
}

/** What was made, for the manifest. */
export interface EncodedAudio {
  readonly renditions: readonly EncodedRendition[]
  readonly loudness: Loudness
  /** What the loudness of a release is made of. */
  readonly loudnessHistogram: LoudnessHistogram
  /** Pairs of lowest and highest sample, signed 8 bit, evenly over the track. */
  readonly waveform: Uint8Array
}

export interface EncodedRendition extends RenditionFacts {
  /** Average bits a second of the media segments. */
  readonly bitrate: number
}

/** Where the samples of the waveform go, the loudness of each block, and the first of the renditions. */
const [firstPipe, blocksPipe, firstRendition] = [3, 4, 5]
/** One second a fragment: short enough for the first segment, gathered for the others. */
const fragmentMicroseconds = 1_000_000
const targets = { first: 1, others: 4 }
const container =
  '-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact -f mp4 ' +
  `-movflags +empty_moov+default_base_moof+skip_trailer -frag_duration ${fragmentMicroseconds}`

/**
 * Makes all renditions, loudness and waveform of a probed source in one ffmpeg process, as streams: what is held is at
 * most one segment a rendition, however long the piece is. Writes no files.
 *
 * @throws BuskerError `MEDIA_CHANGED` when the file is no longer what was probed, `MEDIA_ENCODE_FAILED`,
 *   `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`; or what `onSegment` threw
 */
export async function encodeAudio(source: Source, options: EncodeOptions): Promise<EncodedAudio> {
  const { ffmpeg, signal } = options
  const plans = planRenditions(source, options.preview)
  const command = {
    ffmpeg,
    args: [
      '-v',
      'info',
      ...inputArguments(source.ffmpegInput),
      ...encodeArguments(source.ffmpegInput, plans),
    ],
    outputs: firstRendition - firstPipe + plans.length,
    failure: { code: 'MEDIA_ENCODE_FAILED', message: 'ffmpeg could not encode this file.' },
    signal,
  } as const
  const { result, log } = await runFfmpeg(command, async ({ outputs: [pcm, blocks, ...pipes] }) => {
    const [waveform, loudnessHistogram, ...renditions] = await Promise.all([
      readWaveform(pcm, source, options),
      readLoudnessHistogram(passingChunks(blocks)),
      ...plans.map((plan, index) => streamSegments(pipes[index], plan, options)),
    ])
    return { waveform, loudnessHistogram, renditions }
  })
  return { ...result, loudness: readLoudness(log) }
}

function encodeArguments(input: FfmpegInput, plans: readonly RenditionPlan[]): string[] {
  const branches = plans.map(({ name, filters }) => `[in-${name}]${filters.join(',')}[${name}]`)
  const split = `${inputGraph(input)}asplit=${plans.length + 1}[in-measured]${plans.map(({ name }) => `[in-${name}]`).join('')}`
  // Logged frame by frame only when verbose; 5.1 cannot be quiet.
  const loudness = 'ebur128=peak=true:framelog=verbose:metadata=1'
  const blocks = `ametadata=mode=print:key=lavfi.r128.M:file='pipe\\:${blocksPipe}'`
  const measured = `[in-measured]${loudness},${blocks},aformat=sample_fmts=u8[measured]`
  const outputs = plans.flatMap(({ name, encoder }, index) =>
    `-map [${name}] ${encoder} ${container} pipe:${firstRendition + index}`.split(' '),
  )
  const graph = [split, measured, ...branches].join(';')
  const samples = `-map [measured] -c:a pcm_u8 -f u8 pipe:${firstPipe}`.split(' ')
  return ['-filter_complex', graph, ...samples, ...outputs]
}

async function readWaveform(
  pcm: Readable | undefined,
  source: Source,
  options: EncodeOptions,
): Promise<Uint8Array> {
  const waveform = new WaveformBuilder(source.sampleCount, source.channels)
  for await (const samples of passingChunks(pcm)) {
    waveform.add(samples)
    options.onProgress?.(Math.min(1, waveform.samplesRead / source.sampleCount))
  }
  if (waveform.samplesRead !== source.sampleCount) throw fileChanged()
  return waveform.finish()
}

async function streamSegments(
  pipe: Readable | undefined,
  plan: RenditionPlan,
  options: EncodeOptions,
): Promise<EncodedRendition> {
  const { name, codec, sampleRate, channels, encoderDelay, sampleCount } = plan
  let bytes = 0
  let samples = 0
  for await (const segment of splitSegments(passingChunks(pipe), targets)) {
    if (segment.index > 0) bytes += segment.bytes.byteLength
    samples += segment.samples
    await options.onSegment(name, segment)
  }
  if (samples < encoderDelay + sampleCount) throw fileChanged()
  const bitrate = Math.max(1, Math.round((bytes * 8 * sampleRate) / samples))
  return { name, codec, sampleRate, channels, encoderDelay, sampleCount, bitrate }
}

function fileChanged(): BuskerError {
  return new BuskerError('MEDIA_CHANGED', 'The file changed since it was examined. Import it again.')
}
