import { decodeAudio, type Decodable, type DecodeOptions } from './decodeAudio.ts'
import type { PcmEncoding } from './pcm.ts'
import { writeWav } from './wavFile.ts'

/**
 * Decodes a rendition's segments, init segment first, to a WAV file of exactly the source's samples. AAC becomes 16 bit,
 * FLAC 24 bit (of a 16-bit source the lowest eight are zero), unless `encoding` says otherwise.
 *
 * @throws what {@link decodeAudio} and {@link writeWav} throw
 */
export async function decodeToWav(
  path: string,
  rendition: Decodable,
  segments: AsyncIterable<Uint8Array>,
  options: Pick<DecodeOptions, 'ffmpeg' | 'signal'> & { readonly encoding?: PcmEncoding },
): Promise<void> {
  const encoding = options.encoding ?? (rendition.codec === 'flac' ? 's24' : 's16')
  const { ffmpeg, signal } = options
  await writeWav(path, { ...rendition, encoding }, (append) =>
    decodeAudio(rendition, segments, { ffmpeg, signal, encoding, onSamples: append }),
  )
}
