import { findBox, viewBytes } from '../mp4/boxes.ts'
import { type Speaker, usualSpeakers } from '../speakers.ts'
import { readCoreAudioLayout } from './coreAudioLayout.ts'

/** ffmpeg's decoders of the samples QuickTime holds as they are. */
export const pcmDecoders: readonly string[] = [
  'pcm_s8',
  'pcm_u8',
  ...['s16', 's24', 's32', 'f32', 'f64'].flatMap((kind) => [`pcm_${kind}le`, `pcm_${kind}be`]),
]

/** Bits a sample by type (QuickTime File Format, “Sound Sample Descriptions”); null: the entry says them. */
const types: Readonly<Record<string, number | null>> = {
  'raw ': null,
  NONE: null,
  sowt: null,
  twos: null,
  in24: 24,
  in32: 32,
  fl32: 32,
  fl64: 64,
  lpcm: null,
}

interface Pcm {
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
  readonly speakers: readonly Speaker[]
  readonly bitDepth: number
}

/**
 * What a sound sample entry says of PCM; undefined where it is of another type.
 *
 * @param boxes what is in it behind its fields
 * @throws RangeError where it is shorter than its fields; BuskerError `MEDIA_UNSUPPORTED`
 */
export function readPcm(type: string, entry: DataView, boxes: Uint8Array): Pcm | undefined {
  const bits = Object.hasOwn(types, type) ? types[type] : undefined
  if (bits === undefined) return undefined
  const isLong = entry.getUint16(8) === 2
  const channels = isLong ? entry.getUint32(40) : entry.getUint16(16)
  const layout = channels > 2 ? findBox(boxes, ['chan']) : undefined
  const speakers = layout && readCoreAudioLayout(Buffer.from(viewBytes(layout).subarray(4)), channels)
  return {
    sampleRate: isLong ? Math.round(entry.getFloat64(32)) : entry.getUint16(24),
    channels,
    speakers: speakers ?? usualSpeakers(channels),
    bitDepth: bits ?? (isLong ? entry.getUint32(48) : entry.getUint16(18)),
  }
}
