import { BuskerError } from '../../../shared/errors.ts'
import type { ByteSource } from './audioFormat.ts'
import { ForwardReader } from './forwardReader.ts'

const headerBytes = 27
const capture = 'OggS'
const flags = { first: 0x02, last: 0x04 }
/** What a page says that ends no packet. */
const noPosition = -1n
/** A packet that fills its last piece goes on in the next page. */
const fullPiece = 255
const maxPieces = 255
/** Of a stream's first packet: more than any codec's header has. */
const headPartBytes = 512
/** A page this much smaller than the one before it was sent off because the sound was over. */
const clearlySmaller = 0.5
/** More than anybody joins; each holds its first packet. */
const maxStreams = 1000

/** One logical stream of an Ogg file (RFC 3533). */
export interface OggStream {
  /** The beginning of its first packet, which names the codec. */
  readonly head: Buffer
  /** Which should differ from that of every other stream in the file. */
  readonly serial: number
  /** The granule positions of the first page with sound that has one, and of the last; undefined where there is none. */
  readonly first: number | undefined
  readonly last: number | undefined
  /** True when its last page says that it is the last one. */
  readonly endsMarked: boolean
  /** Its first byte in the file, and the one behind its last. */
  readonly start: number
  readonly end: number
}

/** An Ogg file's outline: the streams that follow each other in it. */
export interface OggOutline {
  readonly streams: readonly OggStream[]
  /** True when it breaks off inside a page or a packet. */
  readonly cutShort: boolean
  /** True when no page says that it ends, and the last one does not look like an end either. */
  readonly endUnmarked: boolean
}

/** The first packet of an Ogg file that begins with `head`; undefined where it is none. */
export function firstPacket(head: Buffer): Buffer | undefined {
  if (head.length < headerBytes || head.toString('latin1', 0, 4) !== capture) return undefined
  return head.subarray(headerBytes + head.readUInt8(26))
}

/**
 * Reads every page's header of an Ogg file whose streams, if they are several, follow each other.
 *
 * @throws BuskerError `MEDIA_UNSUPPORTED` for streams beside each other, `MEDIA_DAMAGED`
 */
export async function readOggOutline(source: ByteSource, start: number): Promise<OggOutline> {
  const streams: StreamReader[] = []
  for await (const page of readPages(source, start)) {
    const current = streams.at(-1)
    if (page === 'cut') return { streams, cutShort: true, endUnmarked: false }
    if (page === 'foreign') {
      // What players append behind the end, such as ID3v1 tags, is no sound.
      if (current?.isOver === true) break
      throw damaged('there is something else between its pages')
    }
    const begins = page.isFirst && (current === undefined || current.hasSound)
    if (begins) streams.push(new StreamReader(page))
    else if (current === undefined || page.isFirst || page.serial !== current.serial) throw several()
    else current.add(page)
    if (streams.length > maxStreams) throw several()
  }
  const last = streams.at(-1)
  const cutShort = last === undefined || last.breaksOff
  return { streams, cutShort, endUnmarked: last?.isOver !== true }
}

interface Page {
  /** Its first byte in the file, and the one behind its last. */
  readonly start: number
  readonly end: number
  readonly serial: number
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly position: bigint
  readonly isOpenEnded: boolean
  readonly head: Buffer
  readonly bodyBytes: number
}

/** The pages; `foreign` for the first bytes that are none, `cut` where the file ends inside one. */
async function* readPages(source: ByteSource, from: number): AsyncGenerator<Page | 'foreign' | 'cut'> {
  const reader = new ForwardReader(source)
  let offset = from
  for (;;) {
    const start = offset
    const page = await reader.read(start, headerBytes + maxPieces + headPartBytes)
    if (page.length === 0) return
    if (page.length >= capture.length && page.toString('latin1', 0, 4) !== capture) yield 'foreign'
    const segments = page.length < headerBytes ? 0 : page.readUInt8(26)
    const lacing = page.subarray(headerBytes, headerBytes + segments)
    const bodyBytes = lacing.reduce((sum, length) => sum + length, 0)
    offset += headerBytes + segments + bodyBytes
    if (page.length < headerBytes + segments || offset > source.size) {
      yield 'cut'
      return
    }
    const flag = page.readUInt8(5)
    yield {
      start,
      end: offset,
      serial: page.readUInt32LE(14),
      isFirst: (flag & flags.first) !== 0,
      isLast: (flag & flags.last) !== 0,
      position: page.readBigInt64LE(6),
      isOpenEnded: lacing.at(-1) === fullPiece,
      head: page.subarray(
        headerBytes + segments,
        headerBytes + segments + Math.min(bodyBytes, headPartBytes),
      ),
      bodyBytes,
    }
  }
}

/** What is known of a stream from the pages so far. */
class StreamReader implements OggStream {
  readonly head: Buffer
  readonly serial: number
  readonly start: number
  end: number
  first: number | undefined
  last: number | undefined
  endsMarked = false
  breaksOff = false
  #wasMarked = false
  #looksOver = false
  #previous: { bytes: number; samples: number } | undefined

  constructor(page: Page) {
    // A copy: the window it lies in is a thousand times as large.
    this.head = Buffer.from(page.head)
    this.serial = page.serial
    this.start = page.start
    this.end = page.end
    this.add(page)
  }

  get hasSound(): boolean {
    return this.last !== undefined || this.#wasMarked
  }

  /** True where a page said that the stream ends (some say it early), or where the last one looks like it. */
  get isOver(): boolean {
    return this.#wasMarked || this.#looksOver
  }

  add({ position, bodyBytes, isLast, isOpenEnded, end }: Page): void {
    this.end = end
    this.endsMarked = isLast
    this.#wasMarked ||= isLast
    this.breaksOff = isOpenEnded && !isLast
    if (position === noPosition || position <= 0n) return
    const samples = Number(position) - (this.last ?? 0)
    const { bytes, samples: before } = this.#previous ?? { bytes: 0, samples: 0 }
    this.#looksOver = bodyBytes < bytes * clearlySmaller && samples < before * clearlySmaller
    this.#previous = { bytes: bodyBytes, samples }
    this.first ??= Number(position)
    this.last = Number(position)
  }
}

function several(): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    'This Ogg file holds several streams beside each other. Export the sound as a file of its own.',
  )
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This Ogg file is damaged: ${what}. Export it again.`)
}
