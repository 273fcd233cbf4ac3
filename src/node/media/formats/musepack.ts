import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'

const rates = [44_100, 48_000, 37_800, 32_000]
const frameSamples = 1152
/** What the decoder's filter bank puts before the first sample, and what it then lacks at the end. */
const synthesisDelay = 481

/** Musepack, stream versions 7 and 8. */
export const musepack: AudioFormat = {
  name: 'musepack',
  mediaType: 'audio/musepack',
  demuxer: 'mpc',
  decoders: ['mpc7', 'mpc8'],
  strict: false,
  matches: (head) => head.toString('latin1', 0, 3) === 'MP+' || head.toString('latin1', 0, 4) === 'MPCK',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const head = await source.read(start, 64)
  return head.toString('latin1', 0, 4) === 'MPCK' ? readVersion8(head) : readVersion7(head)
}

function readVersion7(head: Buffer): StatedAudio {
  const version = head.readUInt8(3) & 15
  if (version !== 7) throw unsupported(version)
  const frames = head.readUInt32LE(4)
  const settings = head.readUInt32LE(8)
  const end = head.readUInt32LE(20)
  const lastFrame = (end >>> 20) & 0x7ff
  const isGapless = end >>> 31 === 1 && lastFrame > 0
  const rest = isGapless ? frameSamples - lastFrame : synthesisDelay
  return withDelay({
    sampleRate: rates[(settings >>> 16) & 3] ?? 0,
    channels: 2,
    sampleCount: Math.max(0, frames * frameSamples - rest),
    opening: { demuxer: 'mpc', decoders: ['mpc7'] },
  })
}

function readVersion8(head: Buffer): StatedAudio {
  if (head.toString('latin1', 4, 6) !== 'SH') {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      'This Musepack file does not begin with its header. Export it again.',
    )
  }
  const [, afterSize] = readNumber(head, 6)
  const version = head.readUInt8(afterSize + 4)
  if (version !== 8) throw unsupported(version)
  const [samples, afterSamples] = readNumber(head, afterSize + 5)
  const [silence, afterSilence] = readNumber(head, afterSamples)
  const settings = head.readUInt16BE(afterSilence)
  return withDelay({
    sampleRate: rates[settings >>> 13] ?? 0,
    channels: ((settings >>> 4) & 15) + 1,
    sampleCount: Math.max(0, samples - silence),
    opening: { demuxer: 'mpc8', decoders: ['mpc8'] },
  })
}

function withDelay(
  facts: Pick<StatedAudio, 'sampleRate' | 'channels' | 'opening'> & { readonly sampleCount: number },
): StatedAudio {
  const { sampleCount } = facts
  return {
    displayName: 'Musepack',
    bitDepth: null,
    lossless: false,
    ...facts,
    cutShort: false,
    // Trimmed here: the end needs silence of the delay's length before it can be cut.
    conversion: [
      `atrim=start_sample=${synthesisDelay}`,
      `apad=pad_len=${synthesisDelay}`,
      `atrim=end_sample=${sampleCount}`,
      'asetpts=N/SR/TB',
    ],
  }
}

/** A number in groups of seven bits, the highest first; and where what follows it begins. */
function readNumber(bytes: Buffer, offset: number): [value: number, end: number] {
  let value = 0
  for (let at = offset; at < offset + 9; at++) {
    const byte = bytes.readUInt8(at)
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) === 0) return [value, at + 1]
  }
  throw new RangeError('This number does not end.')
}

function unsupported(version: number): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    `This Musepack file is of stream version ${version}; Busker takes 7 and 8. Convert it to FLAC.`,
  )
}
