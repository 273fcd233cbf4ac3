import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'

const describedSince = 3980
const oldest = 3800
const flags = { eightBit: 0x1, twentyFourBit: 0x8 }

interface Layout {
  readonly sampleRate: number
  readonly channels: number
  readonly bitDepth: number
  readonly blocksPerFrame: number
  readonly frames: number
  readonly lastFrameBlocks: number
  /** Where the file must at least reach; 0 where it does not say. */
  readonly end: number
}

/** Monkey's Audio, from version 3.80 on. */
export const ape: AudioFormat = {
  name: 'ape',
  mediaType: 'audio/ape',
  demuxer: 'ape',
  decoders: ['ape'],
  strict: false,
  matches: (head) => head.toString('latin1', 0, 4) === 'MAC ',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const head = await source.read(start, 128)
  const version = head.readUInt16LE(4)
  if (version < oldest) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This Monkey’s Audio file is of version ${version / 1000}. Convert it to FLAC with a Monkey’s Audio of its time.`,
    )
  }
  const layout = version >= describedSince ? readDescribed(head, start) : readOld(head, version)
  const { frames, blocksPerFrame, lastFrameBlocks, end, ...facts } = layout
  return {
    displayName: 'Monkey’s Audio',
    ...facts,
    lossless: true,
    sampleCount: frames === 0 ? 0 : (frames - 1) * blocksPerFrame + lastFrameBlocks,
    cutShort: end > source.size,
  }
}

function readDescribed(head: Buffer, start: number): Layout {
  const descriptor = head.readUInt32LE(8)
  const parts = [8, 12, 16, 20, 24].map((offset) => head.readUInt32LE(offset))
  const header = head.subarray(descriptor)
  return {
    blocksPerFrame: header.readUInt32LE(4),
    lastFrameBlocks: header.readUInt32LE(8),
    frames: header.readUInt32LE(12),
    bitDepth: header.readUInt16LE(16),
    channels: header.readUInt16LE(18),
    sampleRate: header.readUInt32LE(20),
    end: start + parts.reduce((sum, part) => sum + part, 0),
  }
}

function readOld(head: Buffer, version: number): Layout {
  const compression = head.readUInt16LE(6)
  const flag = head.readUInt16LE(8)
  const isLong = version >= 3900 || (version >= 3800 && compression >= 4000)
  return {
    channels: head.readUInt16LE(10),
    sampleRate: head.readUInt32LE(12),
    frames: head.readUInt32LE(24),
    lastFrameBlocks: head.readUInt32LE(28),
    bitDepth: (flag & flags.eightBit) !== 0 ? 8 : (flag & flags.twentyFourBit) !== 0 ? 24 : 16,
    blocksPerFrame: version >= 3950 ? 73_728 * 4 : isLong ? 73_728 : 9216,
    end: 0,
  }
}
