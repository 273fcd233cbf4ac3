/** What a decoder has to know before the first sample of a track. */
export interface CodecConfig {
  /** AudioSpecificConfig of AAC, or `fLaC` and the metadata blocks of FLAC. */
  readonly description: Uint8Array
  /** Hz, as the sample entry has it; 0 where it does not fit there. */
  readonly sampleRate: number
  readonly channels: number
  /** Ticks a second in which the segments say where they begin. */
  readonly timescale: number
}

/** The encoded frames of one segment, in order. */
export interface EncodedFrames {
  /** Where the first begins, in ticks of the timescale from the beginning of the rendition. */
  readonly firstTick: number
  readonly frames: readonly Uint8Array[]
}

/** More frames than a segment of any length has: each costs more memory than the bytes that announce it. */
const maxFrames = 100_000

interface Box {
  readonly type: string
  /** Of the whole box in its file. */
  readonly start: number
  readonly body: DataView
}

/** The boxes that stand in a range, one after the other. @throws RangeError where a box is longer than its range */
function boxesIn(view: DataView): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= view.byteLength;) {
    const short = view.getUint32(at)
    const header = short === 1 ? 16 : 8
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? view.byteLength - at : short
    if (size < header || at + size > view.byteLength) throw new RangeError('A box is cut off.')
    const body = new DataView(view.buffer, view.byteOffset + at + header, size - header)
    boxes.push({ type: textAt(view, at + 4), start: view.byteOffset + at, body })
    at += size
  }
  return boxes
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, 4))
}

/** @throws RangeError where one is missing */
function descend(view: DataView, ...path: readonly string[]): DataView {
  return path.reduce((inside, type) => {
    const found = boxesIn(inside).find((box) => box.type === type)
    if (found === undefined) throw new RangeError(`There is no ${type}.`)
    return found.body
  }, view)
}

/**
 * Reads an init segment: fragmented MPEG-4 with one track of AAC or FLAC (ISO/IEC 14496-12 and -14).
 *
 * @throws RangeError for anything else
 */
export function readCodecConfig(bytes: ArrayBuffer): CodecConfig {
  const mdia = descend(new DataView(bytes), 'moov', 'trak', 'mdia')
  const header = descend(mdia, 'mdhd')
  const [entry] = boxesIn(subView(descend(mdia, 'minf', 'stbl', 'stsd'), 8))
  if (entry === undefined) throw new RangeError('There is no sample entry.')
  return {
    description: descriptionOf(entry),
    channels: entry.body.getUint16(16),
    sampleRate: entry.body.getUint16(24),
    timescale: header.getUint32(header.getUint8(0) === 1 ? 20 : 12),
  }
}

function descriptionOf({ type, body }: Box): Uint8Array {
  const children = subView(body, 28)
  if (type === 'mp4a') return audioSpecificConfig(subView(descend(children, 'esds'), 4))
  if (type !== 'fLaC') throw new RangeError(`${type} is neither AAC nor FLAC.`)
  const blocks = bytesOf(subView(descend(children, 'dfLa'), 4))
  return new Uint8Array([...new TextEncoder().encode('fLaC'), ...blocks])
}

const descriptorTags = { stream: 3, decoderConfig: 4, decoderSpecific: 5 }

/** From the descriptors of an `esds` box. */
function audioSpecificConfig(view: DataView): Uint8Array {
  let inside = view
  for (let at = 0; at < inside.byteLength;) {
    const tag = inside.getUint8(at)
    let size = 0
    do {
      at += 1
      size = size * 128 + (inside.getUint8(at) & 0x7f)
    } while (inside.getUint8(at) >= 0x80)
    at += 1
    const body = subView(inside, at, size)
    if (tag === descriptorTags.decoderSpecific) return bytesOf(body)
    const fixedFields = { [descriptorTags.stream]: 3, [descriptorTags.decoderConfig]: 13 }[tag]
    at += size
    if (fixedFields !== undefined) [inside, at] = [subView(body, fixedFields), 0]
  }
  throw new RangeError('There is no AudioSpecificConfig.')
}

const isPresent = { base: 1, stsd: 2, duration: 8, size: 0x10, flags: 0x20 }
const inRun = { offset: 1, firstFlags: 4, duration: 0x100, size: 0x200, flags: 0x400, composition: 0x800 }

/** Reads the fragments of a segment; an init segment may stand before them. @throws RangeError for what is no such segment */
export function readFrames(bytes: ArrayBuffer): EncodedFrames {
  const frames: Uint8Array[] = []
  let firstTick: number | undefined
  for (const { type, start, body } of boxesIn(new DataView(bytes))) {
    if (type !== 'moof') continue
    const fragment = boxesIn(descend(body, 'traf'))
    const decodeTime = fragment.find((box) => box.type === 'tfdt')?.body
    if (decodeTime !== undefined)
      firstTick ??=
        decodeTime.getUint8(0) === 1 ? Number(decodeTime.getBigUint64(4)) : decodeTime.getUint32(4)
    const size = defaultSampleSize(fragment.find((box) => box.type === 'tfhd')?.body)
    for (const run of fragment) {
      if (run.type !== 'trun') continue
      // Before any is made: a run of 20 bytes can announce as many as there may be in all.
      if (frames.length + run.body.getUint32(4) > maxFrames)
        throw new RangeError('There are too many samples.')
      frames.push(...framesOfRun(bytes, start, run.body, size))
    }
  }
  if (firstTick === undefined || frames.length === 0) throw new RangeError('There are no samples.')
  return { firstTick, frames }
}

function defaultSampleSize(header: DataView | undefined): number {
  if (header === undefined) return 0
  const flags = header.getUint32(0)
  if ((flags & isPresent.size) === 0) return 0
  const before = [isPresent.base, isPresent.base, isPresent.stsd, isPresent.duration]
  return header.getUint32(8 + before.filter((flag) => (flags & flag) !== 0).length * 4)
}

function framesOfRun(bytes: ArrayBuffer, moof: number, run: DataView, defaultSize: number): Uint8Array[] {
  const flags = run.getUint32(0)
  const count = run.getUint32(4)
  const has = (flag: number) => (flags & flag) !== 0
  let at = 8
  if (!has(inRun.offset)) throw new RangeError('A run does not say where it begins.')
  let from = moof + run.getInt32(at)
  at += has(inRun.firstFlags) ? 8 : 4
  return Array.from({ length: count }, () => {
    if (has(inRun.duration)) at += 4
    const size = has(inRun.size) ? run.getUint32(at) : defaultSize
    at += [inRun.size, inRun.flags, inRun.composition].filter(has).length * 4
    const frame = new Uint8Array(bytes, from, size)
    from += size
    return frame
  })
}

function subView(view: DataView, from: number, length = view.byteLength - from): DataView {
  return new DataView(view.buffer, view.byteOffset + from, length)
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice()
}
