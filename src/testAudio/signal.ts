import { arrayBuffer } from 'node:stream/consumers'
import { openByteFile } from '../node/media/byteFile.ts'
import { chunks, runFfmpeg } from '../node/media/ffmpeg.ts'
import { readAudioHeader } from '../node/media/readAudioHeader.ts'
import { inputArguments, inputGraph } from '../node/media/inputArguments.ts'

/** Sound as one channel of samples between −1 and 1. */
export interface Signal {
  /** Hz. */
  readonly sampleRate: number
  readonly samples: Float32Array
}

/**
 * Decodes a file of any kind Busker takes in, all of it in memory, mixed to one channel at `sampleRate`.
 *
 * @throws BuskerError like `probe`
 */
export async function readSignal(
  path: string,
  options: { ffmpeg: string; sampleRate: number },
): Promise<Signal> {
  const { ffmpeg, sampleRate } = options
  return { sampleRate, samples: await readSamples(path, ffmpeg, `-ac 1 -ar ${sampleRate}`) }
}

/**
 * Decodes a file of any kind Busker takes in, all of it in memory, interleaved.
 *
 * @param options of ffmpeg's output, separated by spaces
 * @throws BuskerError like `probe`
 */
export async function readSamples(path: string, ffmpeg: string, options = ''): Promise<Float32Array> {
  await using file = await openByteFile(path)
  const { ffmpegInput: opening } = await readAudioHeader(file)
  const graph = ['-filter_complex', `${inputGraph(opening)}anull[sound]`, '-map', '[sound]']
  const made = [...graph, ...`${options} -f f32le pipe:3`.trim().split(' ')]
  const failure = { code: 'MEDIA_DAMAGED', message: 'This file cannot be decoded.' } as const
  const input = inputArguments({ ...opening, strict: false })
  const command = { ffmpeg, args: ['-v', 'error', ...input, ...made], outputs: 1, failure }
  const { result } = await runFfmpeg(command, ({ outputs: [pcm] }) => arrayBuffer(chunks(pcm)))
  return new Float32Array(result)
}
