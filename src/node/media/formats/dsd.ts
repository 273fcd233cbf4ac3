import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { type ChunkLayout, readChunks } from './chunks.ts'
import { endsInHeader } from './endsInHeader.ts'

/** What DSD is sold as: the rate a quarter of the decoder's for DSD64, above all that is heard. */
const pcm = { sampleRate: 88_200, bitDepth: 24 }
/** One byte of a channel becomes one sample. */
const bitsPerSample = 8
/** The resampler may hold back the last samples it makes. */
const tail = 64
const decoders = ['dsd_lsbf', 'dsd_msbf', 'dsd_lsbf_planar', 'dsd_msbf_planar', 'dst']

interface Dsd {
  /** Bits a second of a channel. */
  readonly sampleRate: number
  readonly channels: number
  /** Bits of a channel; null where only decoding tells. */
  readonly bits: number | null
  readonly cutShort: boolean
}

/** Sony's DSF (DSF File Format Specification 1.01). */
export const dsf: AudioFormat = {
  name: 'dsf',
  mediaType: 'audio/dsf',
  demuxer: 'dsf',
  decoders,
  strict: false,
  matches: (head) => head.toString('latin1', 0, 4) === 'DSD ' && head.toString('latin1', 28, 32) === 'fmt ',
  read: async (source, start) => asPcm(await readDsf(source, start)),
}

/** Philips' DSDIFF (Direct Stream Digital Interchange File Format 1.5). */
export const dsdiff: AudioFormat = {
  name: 'dsdiff',
  mediaType: 'audio/dff',
  demuxer: 'iff',
  decoders,
  strict: false,
  matches: (head) => head.toString('latin1', 0, 4) === 'FRM8' && head.toString('latin1', 12, 16) === 'DSD ',
  read: async (source, start) => asPcm(await readDsdiff(source, start)),
}

function asPcm({ sampleRate, channels, bits, cutShort }: Dsd): StatedAudio {
  if (sampleRate % bitsPerSample !== 0 || sampleRate < 2_000_000 || sampleRate > 25_000_000) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This DSD file has ${sampleRate} bits a second; Busker takes DSD64 to DSD512. Export it as PCM.`,
    )
  }
  const decoded = bits === null ? null : Math.ceil(bits / bitsPerSample)
  const sampleCount =
    decoded === null ? null : Math.max(1, Math.round((decoded * bitsPerSample * pcm.sampleRate) / sampleRate))
  const trim = decoded === null ? [] : [`atrim=end_sample=${decoded}`]
  const end = sampleCount === null ? [] : [`apad=pad_len=${tail}`, `atrim=end_sample=${sampleCount}`]
  return {
    displayName: 'DSD',
    sampleRate: pcm.sampleRate,
    channels,
    bitDepth: pcm.bitDepth,
    // The conversion is kept as it is made.
    lossless: true,
    sampleCount,
    cutShort,
    conversion: [...trim, 'asetpts=N/SR/TB', `aresample=${pcm.sampleRate}`, ...end, 'asetpts=N/SR/TB'],
    warnings: [{ kind: 'dsdConverted' }],
  }
}

async function readDsf(source: ByteSource, start: number): Promise<Dsd> {
  const head = await source.read(start, 92)
  if (head.length < 92) throw endsInHeader('DSF')
  const format = head.subarray(28)
  if (format.readUInt32LE(16) !== 0) {
    throw new BuskerError('MEDIA_UNSUPPORTED', 'This DSF file holds no plain DSD. Export it as PCM.')
  }
  const size = Number(head.readBigUInt64LE(84))
  return {
    channels: format.readUInt32LE(24),
    sampleRate: format.readUInt32LE(28),
    bits: Number(format.readBigUInt64LE(36)),
    cutShort: head.toString('latin1', 80, 84) === 'data' && start + 80 + size > source.size,
  }
}

const chunks: ChunkLayout = {
  idBytes: 4,
  headerBytes: 12,
  alignment: 2,
  sizeOf: (header) => Number(header.readBigUInt64BE(4)),
}

async function readDsdiff(source: ByteSource, start: number): Promise<Dsd> {
  let sampleRate = 0
  let channels = 0
  for await (const { id, body, size } of readChunks(source, start + 16, chunks)) {
    if (id === 'PROP') {
      const properties = readProperties(await source.read(body + 4, Math.min(Math.max(size - 4, 0), 4096)))
      sampleRate = properties.sampleRate
      channels = properties.channels
    } else if (id === 'DSD ' || id === 'DST ') {
      const bits = id === 'DSD ' && channels > 0 ? Math.floor(size / channels) * 8 : null
      return { sampleRate, channels, bits, cutShort: body + size > source.size }
    }
  }
  throw new BuskerError('MEDIA_EMPTY', 'This DSDIFF file holds no sound. Export it again.')
}

function readProperties(chunks: Buffer): Pick<Dsd, 'sampleRate' | 'channels'> {
  let sampleRate = 0
  let channels = 0
  for (let offset = 0; offset + 14 <= chunks.length;) {
    const id = chunks.toString('latin1', offset, offset + 4)
    const size = Number(chunks.readBigUInt64BE(offset + 4))
    if (id === 'FS  ' && offset + 16 <= chunks.length) sampleRate = chunks.readUInt32BE(offset + 12)
    if (id === 'CHNL') channels = chunks.readUInt16BE(offset + 12)
    offset += 12 + size + (size % 2)
  }
  return { sampleRate, channels }
}
