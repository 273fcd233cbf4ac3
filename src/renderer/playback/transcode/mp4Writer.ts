import { bitDepth, type PcmFormat, streamInfo, type TimedFrame } from './flacFrames.ts'

/** What Media Source is told of what is written here. */
export const flacMime = 'audio/mp4; codecs="flac"'

type Content = Uint8Array | readonly number[]

function box(type: string, ...contents: readonly Content[]): Uint8Array<ArrayBuffer> {
  const size = contents.reduce((sum, content) => sum + content.length, 8)
  return concatenate(uint32(size), new TextEncoder().encode(type), ...contents)
}

function fullBox(type: string, version: number, flags: number, ...contents: readonly Content[]): Uint8Array {
  return box(type, [version, flags >> 16, (flags >> 8) & 0xff, flags & 0xff], ...contents)
}

function uint16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff]
}

function uint32(value: number): number[] {
  return [...uint16(Math.floor(value / 0x10000)), ...uint16(value % 0x10000)]
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0)
}

const unityMatrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].flatMap(uint32)

/** An init segment for one track of FLAC (ISO/IEC 14496-12; "Encapsulation of FLAC in ISO Base Media File Format"). */
export function flacInitSegment(format: PcmFormat): Uint8Array<ArrayBuffer> {
  const { sampleRate, channels } = format
  const dfLa = fullBox('dfLa', 0, 0, [0x80, 0, 0, 34], streamInfo(format))
  const entry = box(
    'fLaC',
    [...zeros(6), ...uint16(1), ...zeros(8), ...uint16(channels), ...uint16(bitDepth), ...zeros(4)],
    [...uint16(sampleRate > 0xffff ? 0 : sampleRate), 0, 0],
    dfLa,
  )
  const noEntries = (type: string) => fullBox(type, 0, 0, uint32(0))
  const stbl = box(
    'stbl',
    fullBox('stsd', 0, 0, uint32(1), entry),
    noEntries('stts'),
    noEntries('stsc'),
    fullBox('stsz', 0, 0, zeros(8)),
    noEntries('stco'),
  )
  const dinf = box('dinf', fullBox('dref', 0, 0, uint32(1), fullBox('url ', 0, 1)))
  const handler = fullBox('hdlr', 0, 0, zeros(4), new TextEncoder().encode('soun'), zeros(13))
  const mdia = box(
    'mdia',
    fullBox('mdhd', 0, 0, zeros(8), uint32(sampleRate), zeros(4), [0x55, 0xc4, 0, 0]),
    handler,
    box('minf', fullBox('smhd', 0, 0, zeros(4)), dinf, stbl),
  )
  const tkhd = fullBox('tkhd', 0, 7, zeros(8), uint32(1), zeros(20), [1, 0, 0, 0], unityMatrix, zeros(8))
  return concatenate(
    box('ftyp', new TextEncoder().encode('iso5'), uint32(0x200), new TextEncoder().encode('iso5iso6mp41')),
    box(
      'moov',
      fullBox(
        'mvhd',
        0,
        0,
        zeros(8),
        uint32(sampleRate),
        zeros(4),
        uint32(0x10000),
        [1, 0],
        zeros(10),
        unityMatrix,
        [...zeros(24), ...uint32(2)],
      ),
      box('trak', tkhd, mdia),
      box('mvex', fullBox('trex', 0, 0, uint32(1), uint32(1), zeros(8), uint32(0x02000000))),
    ),
  )
}

/** A media segment of one fragment. @param firstSample of its first frame, from the beginning of the stream */
export function mediaSegment(frames: readonly TimedFrame[], firstSample: number): Uint8Array<ArrayBuffer> {
  const trunSize = 20 + frames.length * 8
  const moofSize = 8 + 16 + 8 + 16 + 20 + trunSize
  const sizes = frames.flatMap(({ bytes, samples }) => [...uint32(samples), ...uint32(bytes.length)])
  const traf = box(
    'traf',
    fullBox('tfhd', 0, 0x020000, uint32(1)),
    fullBox('tfdt', 1, 0, uint32(Math.floor(firstSample / 2 ** 32)), uint32(firstSample % 2 ** 32)),
    fullBox('trun', 0, 0x000301, uint32(frames.length), uint32(moofSize + 8), sizes),
  )
  const moof = box('moof', fullBox('mfhd', 0, 0, uint32(1)), traf)
  return concatenate(moof, box('mdat', ...frames.map(({ bytes }) => bytes)))
}

function concatenate(...parts: readonly Content[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
