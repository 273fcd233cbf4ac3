import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { findFrames, firstFrame, shortJunk } from './frameSearch.ts'
import { headerLength, readFrame, type Mp3Frame } from './mp3Frame.ts'

export const mp3: AudioFormat = {
  name: 'mp3',
  mediaType: 'audio/mpeg',
  demuxer: 'mp3',
  decoders: ['mp3float', 'mp3'],
  strict: false,
  matches: (head) => firstFrame(head, readFrame) !== undefined,
  find: (source, start) => findFrames(source, start, readFrame),
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const head = await source.read(start, shortJunk + 16 * 1024)
  const found = firstFrame(head, readFrame)
  if (found === undefined)
    throw new BuskerError('MEDIA_DAMAGED', 'This MP3 file has no readable first frame. Export it again.')
  const { frame, offset } = found
  if (frame.layer !== 3) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This is MPEG layer ${frame.layer}, not MP3. Export it as WAV, FLAC or MP3.`,
    )
  }
  return {
    displayName: 'MP3',
    // ffmpeg finds the encoder's delay in the first frame only where it begins to read.
    opening: { ...mp3, options: ['-skip_initial_bytes', String(start + offset)] },
    sampleRate: frame.sampleRate,
    channels: frame.channels,
    bitDepth: null,
    lossless: false,
    sampleCount: statedCount(head.subarray(offset, offset + frame.bytes), frame),
    cutShort: false,
  }
}

/** The Xing or Info frame's count, less the encoder's delay and padding where LAME's extension gives them. */
function statedCount(first: Buffer, frame: Mp3Frame): number | null {
  const at = headerLength + frame.sideInfoBytes
  if (first.length < at + 12 || !['Xing', 'Info'].includes(first.toString('latin1', at, at + 4))) return null
  const flags = first.readUInt32BE(at + 4)
  if ((flags & 1) === 0) return null
  const samples = first.readUInt32BE(at + 8) * frame.samples
  const lame = at + 8 + (flags & 1) * 4 + (flags & 2) * 2 + (flags & 4) * 25 + (flags & 8) / 2
  if (first.length < lame + 24) return samples
  const edges = first.readUIntBE(lame + 21, 3)
  return Math.max(0, samples - (edges >> 12) - (edges & 0xfff))
}
