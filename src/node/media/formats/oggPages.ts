import { BuskerError } from '../../../shared/errors.ts'
import type { ByteSource } from './audioFormat.ts'

const headerBytes = 27
const capture = 'OggS'
const windowBytes = 256 * 1024
const flags = { first: 0x02, last: 0x04 }
/** What a page says that ends no packet. */
const noPosition = -1n

/** An Ogg file's outline (RFC 3533): one logical stream, its first packet and where it ends. */
export interface OggOutline {
  /** The beginning of the first packet, which names the codec. */
  readonly head: Buffer
  /** The granule positions of the first page with sound that has one, and of the last; undefined where there is none. */
  readonly first: number | undefined
  readonly last: number | undefined
  /** True when it breaks off: inside a page, or before the page that ends the stream. */
  readonly cutShort: boolean
}

/** The first packet of an Ogg file that begins with `head`; undefined where it is none. */
export function firstPacket(head: Buffer): Buffer | undefined {
  if (head.length < headerBytes || head.toString('latin1', 0, 4) !== capture) return undefined
  return head.subarray(headerBytes + head.readUInt8(26))
}

/**
 * Reads every page's header of an Ogg file with one stream.
 *
 * @throws BuskerError `MEDIA_UNSUPPORTED` for several streams, beside or after each other, `MEDIA_DAMAGED`
 */
export async function readOggOutline(source: ByteSource, start: number): Promise<OggOutline> {
  let window = await source.read(start, windowBytes)
  let windowStart = start
  const head = firstPacket(window)?.subarray(0, 512) ?? Buffer.alloc(0)
  let serial: number | undefined
  let first: number | undefined
  let last: number | undefined
  let ended = false
  let offset = start
  for (;;) {
    if (
      offset + headerBytes + 255 > windowStart + window.length &&
      windowStart + window.length < source.size
    ) {
      window = await source.read(offset, windowBytes)
      windowStart = offset
    }
    const page = window.subarray(offset - windowStart)
    if (page.length === 0) break
    const isPage = page.toString('latin1', 0, 4) === capture
    // What players append behind the end, such as ID3v1 tags, is no sound.
    if (ended && !isPage) break
    if (!isPage && page.length >= capture.length) throw damaged('there is something else between its pages')
    const segments = page.length < headerBytes ? 0 : page.readUInt8(26)
    if (page.length < headerBytes + segments) return { head, first, last, cutShort: true }
    const found = page.readUInt32LE(14)
    const isFirst = (page.readUInt8(5) & flags.first) !== 0
    if (ended || (serial !== undefined && (isFirst || found !== serial))) throw several()
    serial = found
    const position = page.readBigInt64LE(6)
    if (position !== noPosition && position > 0n) {
      first ??= Number(position)
      last = Number(position)
    }
    ended = (page.readUInt8(5) & flags.last) !== 0
    const lacing = page.subarray(headerBytes, headerBytes + segments)
    offset += headerBytes + segments + lacing.reduce((sum, length) => sum + length, 0)
    if (offset > source.size) return { head, first, last, cutShort: true }
  }
  return { head, first, last, cutShort: !ended }
}

function several(): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    'This Ogg file holds several streams. Export the sound as a file of its own.',
  )
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This Ogg file is damaged: ${what}. Export it again.`)
}
