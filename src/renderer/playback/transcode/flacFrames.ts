/** Of the sound that is written here. */
export interface PcmFormat {
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
}

/** A frame and how many samples a channel it has. */
export interface TimedFrame {
  readonly bytes: Uint8Array
  readonly samples: number
}

/** Bits a sample. */
export const bitDepth = 24
const bytesPerSample = bitDepth / 8
/** Samples a channel in one frame; the last of a segment has fewer. */
const samplesPerFrame = 4096

const largest = 2 ** (bitDepth - 1) - 1

/** The STREAMINFO block, without its header (RFC 9639, section 8.2). */
export function streamInfo({ sampleRate, channels }: PcmFormat): Uint8Array {
  const info = new DataView(new ArrayBuffer(34))
  info.setUint16(0, 16)
  info.setUint16(2, samplesPerFrame)
  const packed = (BigInt(sampleRate) << 44n) | (BigInt(channels - 1) << 41n) | (BigInt(bitDepth - 1) << 36n)
  info.setBigUint64(10, packed)
  return new Uint8Array(info.buffer)
}

/**
 * Writes samples as FLAC frames of verbatim subframes: lossless, and nothing is computed but checksums.
 *
 * @param pcm one array of samples a channel, -1 to 1; what is beyond is clipped
 * @param gain factor applied to each sample
 * @param firstSample of `pcm`, counted from the beginning of the stream
 * @throws RangeError where it is no place that a frame can say
 */
export function encodeFlacFrames(
  pcm: readonly Float32Array[],
  gain: number,
  firstSample: number,
): TimedFrame[] {
  const length = pcm[0]?.length ?? 0
  return Array.from({ length: Math.ceil(length / samplesPerFrame) }, (_, frame) => {
    const from = frame * samplesPerFrame
    const samples = Math.min(samplesPerFrame, length - from)
    return { bytes: encodeFrame(pcm, gain, from, samples, firstSample + from), samples }
  })
}

function encodeFrame(
  pcm: readonly Float32Array[],
  gain: number,
  from: number,
  count: number,
  sampleNumber: number,
): Uint8Array {
  const number = utf8Number(sampleNumber)
  const frame = new Uint8Array(4 + number.length + 3 + pcm.length * (1 + count * bytesPerSample) + 2)
  // Blocks of variable size; its size stands at the end of the header, the sample rate in STREAMINFO; 24 bits.
  frame.set([0xff, 0xf9, 0b0111_0000, ((pcm.length - 1) << 4) | 0b1100, ...number])
  let at = 4 + number.length
  frame[at] = (count - 1) >> 8
  frame[at + 1] = (count - 1) & 0xff
  frame[at + 2] = crc8(frame, at + 2)
  at += 3
  for (const samples of pcm) {
    frame[at] = 0b0000_0010
    at += 1
    for (let n = from; n < from + count; n += 1) {
      const scaled = Math.round((samples[n] ?? 0) * gain * (largest + 1))
      const sample = scaled > largest ? largest : scaled < -largest - 1 ? -largest - 1 : scaled
      frame[at] = sample >> 16
      frame[at + 1] = sample >> 8
      frame[at + 2] = sample
      at += bytesPerSample
    }
  }
  const sum = crc16(frame, at)
  frame[at] = sum >> 8
  frame[at + 1] = sum & 0xff
  return frame
}

/** A number of up to 36 bits as UTF-8 would write it. @throws RangeError for any other */
function utf8Number(value: number): number[] {
  if (!(value >= 0 && value < 2 ** 36)) throw new RangeError('Not a place in a stream of FLAC.')
  if (value < 0x80) return [value]
  const rest: number[] = []
  let left = value
  let roomInFirst = 0x40
  while (left >= roomInFirst) {
    rest.unshift(0x80 | (left % 64))
    left = Math.floor(left / 64)
    roomInFirst = roomInFirst === 0x40 ? 0x20 : roomInFirst / 2
  }
  const lead = (0xff << (7 - rest.length)) & 0xff
  return [(lead & 0xff) | left, ...rest]
}

/** Polynomial 0x07. */
const crc8Table = tableOf(0x07, 8)
/** Polynomial 0x8005. */
const crc16Table = tableOf(0x8005, 16)

function tableOf(polynomial: number, bits: number): Uint16Array {
  const [top, mask] = [1 << (bits - 1), (1 << bits) - 1]
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (bits - 8)
    for (let bit = 0; bit < 8; bit += 1)
      value = ((value & top) !== 0 ? (value << 1) ^ polynomial : value << 1) & mask
    return value
  })
}

function crc8(bytes: Uint8Array, end: number): number {
  let sum = 0
  for (let at = 0; at < end; at += 1) sum = crc8Table[sum ^ (bytes[at] ?? 0)] ?? 0
  return sum
}

function crc16(bytes: Uint8Array, end: number): number {
  let sum = 0
  for (let at = 0; at < end; at += 1)
    sum = ((sum << 8) & 0xffff) ^ (crc16Table[(sum >> 8) ^ (bytes[at] ?? 0)] ?? 0)
  return sum
}
