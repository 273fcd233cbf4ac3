import { openByteFile } from './byteFile.ts'
import { chunks, runFfmpeg } from './ffmpeg.ts'
import { recognise } from './formats/recognise.ts'
import { inputArguments } from './input.ts'

/** Sound as one channel of samples between −1 and 1. */
export interface Signal {
  /** Hz. */
  readonly sampleRate: number
  readonly samples: Float32Array
}

/**
 * Decodes a WAV, FLAC or MP3 file, all of it in memory, mixed to one channel at `sampleRate`.
 *
 * @throws BuskerError like `probe`
 */
export async function readSignal(
  path: string,
  options: { ffmpeg: string; sampleRate: number },
): Promise<Signal> {
  const { ffmpeg, sampleRate } = options
  await using file = await openByteFile(path)
  const { format } = await recognise(file)
  const { demuxer, decoders } = format
  const opening = inputArguments({ path: file.path, demuxer, decoders, strict: false })
  const made = `-map 0:a:0 -ac 1 -ar ${sampleRate} -f f32le pipe:3`.split(' ')
  const failure = { code: 'MEDIA_DAMAGED', message: 'This file cannot be decoded.' } as const
  const command = { ffmpeg, args: ['-v', 'error', ...opening, ...made], outputs: 1, failure }
  const { result } = await runFfmpeg(command, async ({ outputs: [pcm] }) => {
    const parts: Buffer[] = []
    for await (const chunk of chunks(pcm)) parts.push(chunk)
    return Buffer.concat(parts)
  })
  const bytes = new Uint8Array(result)
  return { sampleRate, samples: new Float32Array(bytes.buffer) }
}
