import { boxBody, childBoxes, findBox, invalid, type Box } from './boxes.ts'

const tfhdFlags = { baseDataOffset: 0x1, sampleDescription: 0x2, defaultDuration: 0x8 }
const trunFlags = {
  dataOffset: 0x1,
  firstSampleFlags: 0x4,
  duration: 0x100,
  size: 0x200,
  flags: 0x400,
  offset: 0x800,
}

/** What an init segment says about time. */
export interface TrackTiming {
  /** Units a second; in audio files the sample rate. */
  readonly timescale: number
  /** Of a sample, in units of `timescale`, where fragments say nothing else. */
  readonly defaultDuration: number
}

/** Reads `moov`: the media header's timescale and the track's default sample duration (ISO 14496-12 §8.4.2, §8.8.3). */
export function readTiming(moov: Box): TrackTiming {
  const body = boxBody(moov)
  const mdhd = findBox(body, ['trak', 'mdia', 'mdhd'])
  const trex = findBox(body, ['mvex', 'trex'])
  if (mdhd === undefined || trex === undefined) throw invalid('its header has no track or is not fragmented')
  const timescale = at(mdhd, mdhd.byteLength > 0 && mdhd.getUint8(0) === 1 ? 20 : 12)
  return { timescale, defaultDuration: at(trex, 12) }
}

/** How long the fragment under a `moof` lasts, in units of the timescale: the sum over its track runs (§8.8.7, §8.8.8). */
export function fragmentDuration(moof: Box, timing: TrackTiming): number {
  let total = 0
  for (const { type, body } of childBoxes(boxBody(moof))) {
    if (type !== 'traf') continue
    let sampleDuration = timing.defaultDuration
    for (const child of childBoxes(new Uint8Array(body.buffer, body.byteOffset, body.byteLength))) {
      if (child.type === 'tfhd') sampleDuration = headerDuration(child.body) ?? sampleDuration
      if (child.type === 'trun') total += runDuration(child.body, sampleDuration)
    }
  }
  return total
}

function headerDuration(tfhd: DataView): number | undefined {
  const flags = at(tfhd, 0) & 0xff_ffff
  if ((flags & tfhdFlags.defaultDuration) === 0) return undefined
  return at(
    tfhd,
    8 + (has(flags, tfhdFlags.baseDataOffset) ? 8 : 0) + (has(flags, tfhdFlags.sampleDescription) ? 4 : 0),
  )
}

function runDuration(trun: DataView, sampleDuration: number): number {
  const flags = at(trun, 0) & 0xff_ffff
  const samples = at(trun, 4)
  if (!has(flags, trunFlags.duration)) return samples * sampleDuration
  const fields = [trunFlags.duration, trunFlags.size, trunFlags.flags, trunFlags.offset]
  const step = 4 * fields.filter((flag) => has(flags, flag)).length
  const first =
    8 + (has(flags, trunFlags.dataOffset) ? 4 : 0) + (has(flags, trunFlags.firstSampleFlags) ? 4 : 0)
  if (first + samples * step > trun.byteLength) throw invalid('a track run is shorter than it says')
  let total = 0
  for (let sample = 0; sample < samples; sample++) total += at(trun, first + sample * step)
  return total
}

function has(flags: number, flag: number): boolean {
  return (flags & flag) !== 0
}

function at(view: DataView, offset: number): number {
  if (offset + 4 > view.byteLength) throw invalid('a box is shorter than its fields')
  return view.getUint32(offset)
}
