import { text } from 'node:stream/consumers'
import { chunks, runFfmpeg } from './ffmpeg.ts'
import { inputArguments } from './inputArguments.ts'
import type { FfmpegInput } from './source.ts'

/** ffmpeg's names of whole bytes a sample, little-endian and signed, as a FLAC file's own hash counts them. */
const codecs = new Map([
  [8, 'pcm_s8'],
  [16, 'pcm_s16le'],
  [24, 'pcm_s24le'],
  [32, 'pcm_s32le'],
])

/**
 * The MD5 of what a file decodes to, in hex; null where its samples are not whole bytes.
 *
 * @param bitDepth bits a sample
 * @throws BuskerError `MEDIA_DAMAGED`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`
 */
export async function soundHash(
  opening: FfmpegInput,
  bitDepth: number | null,
  options: { readonly ffmpeg: string; readonly signal?: AbortSignal },
): Promise<string | null> {
  const codec = codecs.get(bitDepth ?? 0)
  if (codec === undefined) return null
  const output = `-map 0:a:0 -c:a ${codec} -f md5 pipe:3`.split(' ')
  const args = ['-v', 'error', ...inputArguments(opening), ...output]
  const failure = { code: 'MEDIA_DAMAGED', message: 'This file cannot be decoded.' } as const
  const { result } = await runFfmpeg({ ...options, args, outputs: 1, failure }, ({ outputs: [pipe] }) =>
    text(chunks(pipe)),
  )
  return /^MD5=([0-9a-f]{32})$/m.exec(result)?.[1] ?? null
}
