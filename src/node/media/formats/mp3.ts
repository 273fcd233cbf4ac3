import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { headerLength, readFrame, type Mp3Frame } from './mp3Frame.ts'

/** Streams cut from a broadcast begin inside a frame; no frame is longer than this. */
const maxJunk = 2048
/** One frame header is eleven set bits, which any file may hold by chance; this many in a row it does not. */
const framesInARow = 3

export const mp3: AudioFormat = {
  name: 'mp3',
  mediaType: 'audio/mpeg',
  demuxer: 'mp3',
  decoders: ['mp3float', 'mp3'],
  strict: false,
  matches: (head) => firstFrame(head) !== undefined,
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const head = await source.read(start, maxJunk + 16 * 1024)
  const found = firstFrame(head)
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
    sampleRate: frame.sampleRate,
    channels: frame.channels,
    bitDepth: null,
    lossless: false,
    sampleCount: statedCount(head.subarray(offset, offset + frame.bytes), frame),
    cutShort: false,
  }
}

function firstFrame(head: Buffer): { frame: Mp3Frame; offset: number } | undefined {
  for (let offset = 0; offset <= Math.min(maxJunk, head.length - headerLength); offset++) {
    const frame = readFrame(head, offset)
    if (frame !== undefined && isFollowedByFrames(head, offset, frame)) return { frame, offset }
  }
  return undefined
}

function isFollowedByFrames(head: Buffer, offset: number, first: Mp3Frame): boolean {
  let at = offset + first.bytes
  for (let frames = 1; frames < framesInARow; frames++) {
    if (at + headerLength > head.length) return offset === 0
    const next = readFrame(head, at)
    if (next === undefined || next.sampleRate !== first.sampleRate || next.layer !== first.layer) return false
    at += next.bytes
  }
  return true
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
