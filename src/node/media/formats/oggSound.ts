import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { firstPacket, readOggOutline, type OggStream } from './oggPages.ts'
import { endsInHeader } from './endsInHeader.ts'

const demuxer = 'ogg'
/** A first page cannot hold more sound than this: who begins later was cut from a broadcast, and does not state a length. */
const longestFirstPageSeconds = 60
/** Each part is a file that ffmpeg has open. */
const maxParts = 200

/** What the first packet of a stream says. */
export type OggHeader = Pick<
  StatedAudio,
  'displayName' | 'sampleRate' | 'channels' | 'bitDepth' | 'lossless'
> & {
  /** Samples that are decoded before the first one, and counted by the granule positions. */
  readonly preSkip: number
  /** Samples of the stream, where its header says it; its last page then need not. */
  readonly total?: number | null
  /** Samples of every packet but the last, which then has fewer; left out where they vary. */
  readonly packetSamples?: number | undefined
  /**
   * True where ffmpeg's decoder does not begin anew with a further stream: Vorbis overlaps its first block with the last one
   * before, Opus takes its header for sound where the serial number is the same. Each is opened by itself.
   */
  readonly beginsAnew?: boolean
}

/**
 * One codec in Ogg.
 *
 * @param marker what a stream's first packet begins with
 * @param readHeader reads a first packet that does
 */
export function oggFormat(
  kind: Pick<AudioFormat, 'name' | 'decoders'>,
  marker: string,
  readHeader: (head: Buffer) => OggHeader,
): AudioFormat {
  const isMarked = (packet: Buffer) => packet.toString('latin1', 0, marker.length) === marker
  return {
    ...kind,
    mediaType: 'audio/ogg',
    demuxer,
    strict: true,
    matches(head) {
      const packet = firstPacket(head)
      return packet !== undefined && isMarked(packet)
    },
    async read(source, start) {
      const { isOnePage, ...stated } = await readOggSound(source, start, (head) =>
        isMarked(head) ? readHeader(head) : undefined,
      )
      const opening = { demuxer, decoders: kind.decoders, options: ['-flags2', '+skip_manual'] }
      return { ...stated, ...(isOnePage && { opening, delay: 0 }) }
    },
  }
}

/**
 * Reads an Ogg file of one codec: one stream, or several that follow each other and are alike. ffmpeg cuts the end by the
 * last granule position only where that page says that it is the last; otherwise we do.
 *
 * @param readHeader reads a stream's first packet; undefined where it is of another codec
 * @throws BuskerError `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`; what `readHeader` throws
 */
async function readOggSound(
  source: ByteSource,
  start: number,
  readHeader: (head: Buffer) => OggHeader | undefined,
): Promise<StatedAudio & { readonly isOnePage: boolean }> {
  const { streams, cutShort, endUnmarked } = await readOggOutline(source, start)
  const headers = streams.map(({ head }) => readHeader(head))
  if (streams.length === 0) throw endsInHeader('Ogg')
  const [header] = headers
  if (header === undefined || headers.some((other) => !isAlike(header, other))) throw differs()
  const { preSkip, total, packetSamples, beginsAnew = false, ...facts } = header
  if (beginsAnew && streams.length > maxParts) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This Ogg file is joined of ${streams.length} pieces; Busker takes ${maxParts}. Export it as one piece.`,
    )
  }
  if (streams.length === 1 && typeof total === 'number')
    return { ...facts, sampleCount: total, cutShort, isOnePage: false }
  const lengths = streams.map((stream) => lengthOf(stream, preSkip, facts.sampleRate))
  const sampleCount = lengths.every((length) => length !== undefined)
    ? lengths.reduce((sum, length) => sum + length, 0)
    : null
  const lastPosition = streams.at(-1)?.last ?? 0
  const endsFull = packetSamples !== undefined && lastPosition % packetSamples === 0
  const isMarked = streams.every(({ endsMarked }) => endsMarked)
  const parts = streams.map(({ start: begin, end }, index) => ({
    start: begin,
    end,
    sampleCount: lengths[index] ?? null,
  }))
  return {
    ...facts,
    sampleCount,
    cutShort: cutShort || (endUnmarked && endsFull),
    ...(beginsAnew && parts.length > 1 && { parts }),
    // Of Vorbis in one page ffmpeg cuts half a short block too much.
    isOnePage: preSkip === 0 && beginsAnew && streams.some(({ first, last }) => first === last),
    ...(!isMarked && { delay: 0 }),
    ...(endUnmarked && packetSamples === undefined && { endUnmarked }),
  }
}

function lengthOf({ first, last }: OggStream, preSkip: number, sampleRate: number): number | undefined {
  const isWhole = first !== undefined && first <= longestFirstPageSeconds * sampleRate
  return isWhole && last !== undefined ? Math.max(0, last - preSkip) : undefined
}

function isAlike(one: OggHeader, other: OggHeader | undefined): boolean {
  return (
    other !== undefined &&
    one.sampleRate === other.sampleRate &&
    one.channels === other.channels &&
    one.bitDepth === other.bitDepth
  )
}

function differs(): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    'This Ogg file is several pieces that differ in how their sound is encoded. Export it as one piece.',
  )
}
