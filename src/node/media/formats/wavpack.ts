import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { endsInHeader } from './endsInHeader.ts'

const headerBytes = 32
const rates = [
  6000, 8000, 9600, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 64_000, 88_200, 96_000,
  192_000,
]
const flags = { mono: 0x4, hybrid: 0x8, float: 0x80, falseStereo: 0x4000_0000, dsd: 0x8000_0000 }
const unknownLength = 0xffff_ffff
const items = { channels: 0x0d, sampleRate: 0x27 }
const maxBlockBytes = 1024 * 1024

/** WavPack (WavPack 4 & 5 Binary File/Block Format), lossless, or lossy without its correction file. */
export const wavpack: AudioFormat = {
  name: 'wavpack',
  mediaType: 'audio/wavpack',
  demuxer: 'wv',
  decoders: ['wavpack'],
  strict: true,
  matches: (head) => head.toString('latin1', 0, 4) === 'wvpk',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const header = await source.read(start, headerBytes)
  if (header.length < headerBytes) throw endsInHeader('WavPack')
  const flag = header.readUInt32LE(24)
  if ((flag & flags.dsd) !== 0) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      'This WavPack file holds DSD. Unpack it to DSF, or export it as PCM.',
    )
  }
  const blockBytes = Math.min(header.readUInt32LE(4) - 24, maxBlockBytes)
  const found = readItems(await source.read(start + headerBytes, Math.max(0, blockBytes)))
  const total = header.readUInt32LE(12)
  const isMono = (flag & flags.mono) !== 0
  const bitDepth = ((flag & 3) + 1) * 8 - ((flag >>> 13) & 31)
  const isFloat = (flag & flags.float) !== 0
  return {
    displayName: 'WavPack',
    sampleRate: found.sampleRate ?? rates[(flag >>> 23) & 15] ?? 0,
    channels: found.channels ?? (isMono ? 1 : 2),
    bitDepth: isFloat ? 32 : bitDepth,
    lossless: (flag & flags.hybrid) === 0,
    sampleCount: total === unknownLength ? null : total + header.readUInt8(11) * 2 ** 32,
    cutShort: false,
  }
}

/** What the first block's metadata say of the whole file. */
function readItems(block: Buffer): { channels?: number; sampleRate?: number } {
  const found: { channels?: number; sampleRate?: number } = {}
  for (let offset = 0; offset + 4 <= block.length;) {
    const id = block.readUInt8(offset)
    const isLong = (id & 0x80) !== 0
    const words = isLong ? block.readUIntLE(offset + 1, 3) : block.readUInt8(offset + 1)
    const body = block.subarray(offset + (isLong ? 4 : 2)).subarray(0, words * 2)
    const kind = id & 0x3f
    if (kind === items.channels && body.length > 0) found.channels = body.readUInt8(0)
    if (kind === items.sampleRate && body.length >= 3) found.sampleRate = body.readUIntLE(0, 3)
    offset += (isLong ? 4 : 2) + words * 2
  }
  return found
}
