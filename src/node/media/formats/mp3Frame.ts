/** One MPEG audio frame's header (ISO 11172-3 §2.4.1.3, ISO 13818-3, and the unofficial MPEG 2.5). */
export interface Mp3Frame {
  readonly layer: 1 | 2 | 3
  readonly sampleRate: number
  readonly channels: number
  /** Samples per channel in the frame. */
  readonly samples: number
  /** Length of the whole frame. */
  readonly bytes: number
  /** Bytes between the header and what a Xing frame says. */
  readonly sideInfoBytes: number
}

export const headerLength = 4

const rates = [44100, 48000, 32000]
const kilobits: Record<string, readonly number[]> = {
  'mpeg1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  'mpeg1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  'mpeg1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  'mpeg2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  'mpeg2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  'mpeg2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const layers: readonly (1 | 2 | 3 | undefined)[] = [undefined, 3, 2, 1]

/** The frame whose header stands at `offset`; undefined when none does. Free-format frames have no length and count as none. */
export function readFrame(bytes: Buffer, offset: number): Mp3Frame | undefined {
  if (offset + headerLength > bytes.length) return undefined
  const header = bytes.readUInt32BE(offset)
  if (header >>> 21 !== 0x7ff) return undefined
  const version = (header >>> 19) & 3
  const layer = layers[(header >>> 17) & 3]
  const rate = rates[(header >>> 10) & 3]
  if (version === 1 || layer === undefined || rate === undefined) return undefined
  const first = version === 3
  const kilobit = kilobits[`${first ? 'mpeg1' : 'mpeg2'}-${layer}`]?.[((header >>> 12) & 15) - 1]
  if (kilobit === undefined) return undefined
  const sampleRate = rate / (first ? 1 : version === 2 ? 2 : 4)
  const padding = (header >>> 9) & 1
  const mono = ((header >>> 6) & 3) === 3
  const samples = layer === 1 ? 384 : layer === 3 && !first ? 576 : 1152
  const slot = layer === 1 ? 4 : 1
  const length = (Math.floor((samples / 8 / slot) * ((kilobit * 1000) / sampleRate)) + padding) * slot
  const sideInfoBytes = first ? (mono ? 17 : 32) : mono ? 9 : 17
  return { layer, sampleRate, channels: mono ? 1 : 2, samples, bytes: length, sideInfoBytes }
}
