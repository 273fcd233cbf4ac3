import { passingChunks, runFfmpeg } from './ffmpeg.ts'
import { inputArguments, inputGraph } from './inputArguments.ts'
import { readLoudness, type Loudness } from './loudness.ts'
import type { Source } from './source.ts'
import { WaveformBuilder } from './waveformBuilder.ts'

export interface MeasuredSound {
  readonly loudness: Loudness
  /** Pairs of lowest and highest sample, signed 8 bit, evenly over the track. */
  readonly waveform: Uint8Array
}

/**
 * How loud a source is, and how it looks, before anything is made of it: the same numbers that its manifest would have.
 *
 * @throws BuskerError `MEDIA_ENCODE_FAILED`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`
 */
export async function measureSound(
  source: Pick<Source, 'ffmpegInput' | 'sampleCount' | 'channels'>,
  { ffmpeg, signal }: { readonly ffmpeg: string; readonly signal?: AbortSignal },
): Promise<MeasuredSound> {
  const graph = `${inputGraph(source.ffmpegInput)}ebur128=peak=true:framelog=verbose,aformat=sample_fmts=u8[measured]`
  const samples = '-map [measured] -c:a pcm_u8 -f u8 pipe:3'.split(' ')
  const command = {
    ffmpeg,
    args: ['-v', 'info', ...inputArguments(source.ffmpegInput), '-filter_complex', graph, ...samples],
    outputs: 1,
    failure: { code: 'MEDIA_ENCODE_FAILED', message: 'ffmpeg could not measure this file.' },
    signal,
  } as const
  const { result: waveform, log } = await runFfmpeg(command, async ({ outputs: [pcm] }) => {
    const builder = new WaveformBuilder(source.sampleCount, source.channels)
    for await (const chunk of passingChunks(pcm)) builder.add(chunk)
    return builder.finish()
  })
  return { waveform, loudness: readLoudness(log) }
}
