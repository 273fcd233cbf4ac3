import { BuskerError } from '../../../shared/errors.ts'
import { readAudioConfig } from './audioConfig.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { type ChunkLayout, readChunks } from './chunks.ts'
import { maxLayoutBytes, readCoreAudioLayout } from './coreAudioLayout.ts'
import { withHeAac } from './heAac.ts'
import { endsInHeader } from './endsInHeader.ts'

const flags = { float: 1, littleEndian: 2 }
const untilTheEnd = -1n
const maxCookieBytes = 64 * 1024
const maxInfoBytes = 256 * 1024

interface Description {
  readonly sampleRate: number
  readonly encoding: string
  readonly flags: number
  readonly bytesPerPacket: number
  readonly framesPerPacket: number
  readonly channels: number
  readonly bits: number
}

interface Packets {
  /** Null where a writer that does not know them states all that its packets hold. */
  readonly valid: number | null
  readonly priming: number
}

interface Chunks {
  description?: Description
  packets?: Packets
  cookie?: Buffer
  layout?: Buffer
  data?: { bytes: number; cutShort: boolean }
}

/** Apple's Core Audio Format with PCM, ALAC or AAC. As in MPEG-4, the cutting is done by our numbers. */
export const caf: AudioFormat = {
  name: 'caf',
  mediaType: null,
  demuxer: 'caf',
  decoders: [
    'alac',
    'aac',
    'pcm_s8',
    'pcm_s16be',
    'pcm_s16le',
    'pcm_s24be',
    'pcm_s24le',
    'pcm_s32be',
    'pcm_s32le',
    'pcm_f32be',
    'pcm_f32le',
    'pcm_f64be',
    'pcm_f64le',
  ],
  options: ['-flags2', '+skip_manual'],
  strict: false,
  matches: (head) => head.toString('latin1', 0, 4) === 'caff',
  read,
  readPairs,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const chunks = await findChunks(source, start)
  const { description, data } = chunks
  if (description === undefined) throw damaged('it does not say what its samples are')
  if (data === undefined) {
    throw new BuskerError('MEDIA_EMPTY', 'This Core Audio file holds no sound. Export it again.')
  }
  const { sampleRate, channels } = description
  const cutShort = data.cutShort
  const speakers = readCoreAudioLayout(chunks.layout ?? Buffer.alloc(0), channels)
  if (description.encoding === 'lpcm')
    return { ...pcm(description, data.bytes), sampleRate, channels, speakers, cutShort }
  const { valid, priming } = chunks.packets ?? { valid: null, priming: 0 }
  const facts = { sampleRate, channels, speakers, delay: priming, sampleCount: valid, cutShort }
  if (description.encoding === 'alac') {
    return { ...facts, displayName: 'ALAC', bitDepth: alacDepth(chunks.cookie), lossless: true }
  }
  if (description.encoding !== 'aac ') throw unsupported(`encoding “${description.encoding}”`)
  return withHeAac({
    ...facts,
    ...readCookie(chunks.cookie),
    displayName: 'AAC',
    bitDepth: null,
    lossless: false,
  })
}

/** Apple Lossless Format, “ALACSpecificConfig”, in old files within two more boxes. */
function alacDepth(cookie: Buffer | undefined): number {
  if (cookie === undefined) throw damaged('it does not say how its sound is encoded')
  return cookie.readUInt8(cookie.toString('latin1', 4, 8) === 'frma' ? 29 : 5)
}

const layout: ChunkLayout = { idBytes: 4, headerBytes: 12, alignment: 1, sizeOf }

function sizeOf(header: Buffer, left: number): number {
  const stated = header.readBigInt64BE(4)
  if (stated === untilTheEnd && header.toString('latin1', 0, 4) === 'data') return left
  if (stated < 0) throw damaged('a chunk has no length')
  return Number(stated)
}

async function findChunks(source: ByteSource, start: number): Promise<Chunks> {
  const found: Chunks = {}
  for await (const { id, body, size } of readChunks(source, start + 8, layout)) {
    if (id === 'desc') found.description = readDescription(await source.read(body, 32))
    else if (id === 'pakt') found.packets = readPackets(await source.read(body, 24), found.description)
    else if (id === 'chan') found.layout = await source.read(body, Math.min(size, maxLayoutBytes))
    else if (id === 'kuki') found.cookie = await source.read(body, Math.min(size, maxCookieBytes))
    else if (id === 'data') found.data = { bytes: Math.max(0, size - 4), cutShort: body + size > source.size }
  }
  return found
}

/** The chunk of information: how many entries, then their names and texts, each ended by a zero. */
async function readPairs(source: ByteSource, start: number): Promise<ReadonlyMap<string, string>> {
  for await (const { id, body, size } of readChunks(source, start + 8, layout)) {
    if (id !== 'info') continue
    const chunk = await source.read(body, Math.min(size, maxInfoBytes))
    const texts = chunk.toString('utf8', 4).split('\0')
    const names = texts.filter((_text, index) => index % 2 === 0)
    return new Map(names.map((name, index) => [name.toLowerCase(), texts[2 * index + 1] ?? '']))
  }
  return new Map()
}

function readDescription(chunk: Buffer): Description {
  if (chunk.length < 32) throw endsInHeader('Core Audio')
  const rate = chunk.readDoubleBE(0)
  return {
    sampleRate: Number.isFinite(rate) && rate > 0 && rate < 2 ** 31 ? Math.round(rate) : 0,
    encoding: chunk.toString('latin1', 8, 12),
    flags: chunk.readUInt32BE(12),
    bytesPerPacket: chunk.readUInt32BE(16),
    framesPerPacket: chunk.readUInt32BE(20),
    channels: chunk.readUInt32BE(24),
    bits: chunk.readUInt32BE(28),
  }
}

function readPackets(chunk: Buffer, description: Description | undefined): Packets {
  if (chunk.length < 24) throw endsInHeader('Core Audio')
  const held = Number(chunk.readBigInt64BE(0)) * (description?.framesPerPacket ?? 0)
  const valid = Number(chunk.readBigInt64BE(8))
  const priming = chunk.readInt32BE(16)
  if (valid < 0 || priming < 0) throw damaged('it states a length below zero')
  return { valid: valid === held ? null : valid, priming }
}

function pcm(
  { flags: flag, bytesPerPacket, channels, bits }: Description,
  bytes: number,
): Pick<StatedAudio, 'displayName' | 'bitDepth' | 'lossless' | 'sampleCount'> {
  const isFloat = (flag & flags.float) !== 0
  const depths = isFloat ? [32, 64] : [8, 16, 24, 32]
  if (!depths.includes(bits) || bytesPerPacket !== (channels * bits) / 8 || bytesPerPacket === 0) {
    throw unsupported(`PCM of ${bits} bits in ${bytesPerPacket} bytes for ${channels} channels`)
  }
  return {
    displayName: 'Core Audio',
    bitDepth: bits,
    lossless: true,
    sampleCount: Math.floor(bytes / bytesPerPacket),
  }
}

/** The core's rate and channels, by the descriptors that MPEG-4 has in its `esds` box, with its version or without. */
function readCookie(
  cookie: Buffer | undefined,
): Partial<Pick<StatedAudio, 'sampleRate' | 'channels' | 'speakers'>> {
  if (cookie === undefined) return {}
  const version = Buffer.alloc(cookie.readUInt8(0) === 0 ? 0 : 4)
  const bytes = Uint8Array.from(Buffer.concat([version, cookie]))
  const { sampleRate, speakers } = readAudioConfig(new DataView(bytes.buffer))
  return { sampleRate, ...(speakers !== null && { channels: speakers.length, speakers }) }
}

function unsupported(what: string): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    `This Core Audio file holds ${what}; Busker takes PCM, ALAC and AAC in it. Export it as one of these, or as WAV or FLAC.`,
  )
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This Core Audio file is damaged: ${what}. Export it again.`)
}
