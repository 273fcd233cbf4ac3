import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { endsInHeader } from './endsInHeader.ts'

const headerBytes = 22
const encrypted = 2
/** A frame is 256/245 seconds, whatever the rate. */
const frameSamples = (sampleRate: number) => Math.floor((256 * sampleRate) / 245)
const maxFrames = 1_000_000

/** True Audio, version 1. */
export const tta: AudioFormat = {
  name: 'tta',
  // Its tags are those of MP3, before and behind it.
  mediaType: 'audio/mpeg',
  demuxer: 'tta',
  decoders: ['tta'],
  strict: true,
  matches: (head) => head.toString('latin1', 0, 4) === 'TTA1',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const header = await source.read(start, headerBytes)
  if (header.length < headerBytes) throw endsInHeader('TTA')
  if (header.readUInt16LE(4) === encrypted) {
    throw new BuskerError('MEDIA_UNSUPPORTED', 'This TTA file is encrypted. Export it without a password.')
  }
  const sampleRate = header.readUInt32LE(10)
  const sampleCount = header.readUInt32LE(14)
  const frames = sampleRate === 0 ? 0 : Math.ceil(sampleCount / frameSamples(sampleRate))
  const isPlausible = frames > 0 && frames <= maxFrames
  const sizes = isPlausible ? await source.read(start + headerBytes, frames * 4) : Buffer.alloc(0)
  const lengths = Array.from({ length: Math.floor(sizes.length / 4) }, (_, frame) =>
    sizes.readUInt32LE(frame * 4),
  )
  const end = start + headerBytes + frames * 4 + 4 + lengths.reduce((sum, length) => sum + length, 0)
  return {
    displayName: 'TTA',
    sampleRate,
    channels: header.readUInt16LE(6),
    bitDepth: header.readUInt16LE(8),
    lossless: true,
    sampleCount,
    cutShort: lengths.length < frames || end > source.size,
  }
}
