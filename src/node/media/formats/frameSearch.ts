import type { ByteSource } from './audioFormat.ts'

/** What one frame's header says that all of a stream's have in common. */
export interface Frame {
  readonly layer: number
  readonly sampleRate: number
  /** Length of the whole frame. */
  readonly bytes: number
}

type ReadFrame<F extends Frame> = (bytes: Buffer, offset: number) => F | undefined

/** Streams cut from a broadcast begin inside a frame; no frame is longer than this. */
export const shortJunk = 2048
/** One frame header is eleven or twelve set bits, which any file may hold by chance; this many in a row it does not. */
const framesInARow = 3
/** The longer the junk, the more chances; and other kinds of file have short pieces of such sound in them. */
const framesAfterJunk = 8
const maxJunk = 256 * 1024
const maxZeros = 16 * 1024 * 1024
/** Room for the frames in a row. */
const windowBytes = maxJunk + 64 * 1024
/** Kinds of file that may have whole songs in them and are none. */
const containers = [
  'PK\x03\x04',
  '%PDF',
  'Rar!',
  '7z\xbc\xaf',
  '\x7fELF',
  'MZ',
  '\x89PNG',
  'GIF8',
  '\x1f\x8b',
]

/** The first frame of at least three in a row that begins within the junk of a cut stream. */
export function firstFrame<F extends Frame>(
  head: Buffer,
  readFrame: ReadFrame<F>,
): { frame: F; offset: number } | undefined {
  return search(head, readFrame, shortJunk, framesInARow)
}

/**
 * Where frames begin behind more than a frame of junk: zeros of any length up to 16 MiB, then at most 256 KiB of anything,
 * such as the rest of a tag that states too short a length.
 */
export async function findFrames<F extends Frame>(
  source: ByteSource,
  start: number,
  readFrame: ReadFrame<F>,
): Promise<number | undefined> {
  const head = (await source.read(start, 8)).toString('latin1')
  if (containers.some((marker) => head.startsWith(marker))) return undefined
  const from = await afterZeros(source, start)
  const found = search(await source.read(from, windowBytes), readFrame, maxJunk, framesAfterJunk)
  return found && from + found.offset
}

async function afterZeros(source: ByteSource, start: number): Promise<number> {
  for (let offset = start; offset < Math.min(source.size, start + maxZeros); offset += maxJunk) {
    const bytes = await source.read(offset, maxJunk)
    const found = bytes.findIndex((byte) => byte !== 0)
    if (found !== -1) return offset + found
  }
  return start
}

function search<F extends Frame>(
  bytes: Buffer,
  readFrame: ReadFrame<F>,
  furthest: number,
  inARow: number,
): { frame: F; offset: number } | undefined {
  for (let offset = bytes.indexOf(0xff); offset !== -1; offset = bytes.indexOf(0xff, offset + 1)) {
    if (offset > furthest) return undefined
    const frame = readFrame(bytes, offset)
    if (frame !== undefined && isFollowedByFrames(bytes, offset, frame, readFrame, inARow))
      return { frame, offset }
  }
  return undefined
}

function isFollowedByFrames<F extends Frame>(
  bytes: Buffer,
  offset: number,
  first: F,
  readFrame: ReadFrame<F>,
  inARow: number,
): boolean {
  let at = offset + first.bytes
  for (let frames = 1; frames < inARow; frames++) {
    if (at + 4 > bytes.length) return offset === 0
    const next = readFrame(bytes, at)
    if (next === undefined || next.sampleRate !== first.sampleRate || next.layer !== first.layer) return false
    at += next.bytes
  }
  return true
}
