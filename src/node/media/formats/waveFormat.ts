import { BuskerError } from '../../../shared/errors.ts'
import { endsInHeader } from './endsInHeader.ts'

const integer = 1
const float = 3
const extensible = 0xfffe
/** What else Windows' registry of encodings (RFC 2361) has that people meet. */
const others: Readonly<Record<number, string>> = {
  0x0002: 'Microsoft ADPCM',
  0x0006: 'A-law',
  0x0007: 'µ-law',
  0x0011: 'IMA ADPCM',
  0x0031: 'GSM 6.10',
  0x0045: 'G.726 ADPCM',
  0x0050: 'MPEG layer II',
  0x0055: 'MP3',
  0x0161: 'Windows Media Audio',
  0x0092: 'Dolby AC-3',
  0x2000: 'Dolby AC-3',
  0x2001: 'DTS',
  0x674f: 'Ogg Vorbis',
}

/** ffmpeg's decoders of what is taken. */
export const waveDecoders: readonly string[] = [
  'pcm_u8',
  'pcm_s16le',
  'pcm_s24le',
  'pcm_s32le',
  'pcm_f32le',
  'pcm_f64le',
]

/** What a `fmt ` chunk says of PCM. */
export interface WaveFormat {
  readonly sampleRate: number
  readonly channels: number
  /** Bits of a sample that carry sound. */
  readonly bitDepth: number
  readonly bytesPerFrame: number
  /** Which speakers the channels are for; 0: nothing is said. */
  readonly channelMask: number
  /**
   * Where its samples take up more bytes than their bits need, which ffmpeg's readers take for something else: `high` when
   * the header says that their bits are the upper ones, `unknown` when it does not say.
   */
  readonly padded: 'high' | 'unknown' | null
}

/**
 * Reads a WAVEFORMATEX of PCM.
 *
 * @param container what a person calls the file, such as `WAV`
 * @throws BuskerError `MEDIA_TRUNCATED`, `MEDIA_UNSUPPORTED`
 */
export function readWaveFormat(chunk: Buffer, container: string): WaveFormat {
  if (chunk.length < 16) throw endsInHeader(container)
  const tag = chunk.readUInt16LE(0)
  const isExtensible = tag === extensible && chunk.length >= 26
  const encoding = isExtensible ? chunk.readUInt16LE(24) : tag
  const channels = chunk.readUInt16LE(2)
  const bytesPerFrame = chunk.readUInt16LE(12)
  const bits = chunk.readUInt16LE(14)
  const bytesPerSample = bytesPerFrame / channels
  const known =
    (encoding === integer &&
      bits >= 8 &&
      [1, 2, 3, 4].includes(bytesPerSample) &&
      bits <= bytesPerSample * 8) ||
    (encoding === float && [32, 64].includes(bits) && bytesPerSample * 8 === bits)
  if (!known) {
    const name = others[encoding]
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This ${container} file holds ${name ?? `encoding ${encoding} with ${bits} bits`}; Busker takes 8 to 32-bit integer and 32 or 64-bit float PCM. Export it as one of these.`,
    )
  }
  const valid = isExtensible && encoding === integer ? chunk.readUInt16LE(18) : 0
  return {
    sampleRate: chunk.readUInt32LE(4),
    channels,
    // Recorders that state 16 of 24 bits are not believed: nothing is lost by keeping all of them.
    bitDepth: valid > 16 && valid < bits ? valid : bits,
    bytesPerFrame,
    channelMask: isExtensible ? chunk.readUInt32LE(20) : 0,
    padded: Math.ceil((valid || bits) / 8) >= bytesPerSample ? null : isExtensible ? 'high' : 'unknown',
  }
}

/**
 * Whether integers of 32 bits carry their sound in the upper 24, told from some of them. Editors also write floats and
 * lower bits under the same header: of those, no sample has a lowest byte of zero and a highest one of all bits or none.
 */
export function areHighBits(samples: Buffer): boolean {
  let isNearZero = false
  for (let offset = 0; offset + 4 <= samples.length; offset += 4) {
    const value = samples.readInt32LE(offset)
    if ((value & 0xff) !== 0) return false
    const top = value >> 24
    isNearZero ||= value !== 0 && (top === 0 || top === -1)
  }
  return isNearZero
}
