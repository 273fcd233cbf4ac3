import { expect, test } from 'vitest'
import { encodeFlacFrames, streamInfo } from './flacFrames.ts'
import { readCodecConfig, readFrames } from './mp4Reader.ts'
import { flacInitSegment, mediaSegment } from './mp4Writer.ts'

const format = { sampleRate: 44_100, channels: 2 }
const ramp = Float32Array.from({ length: 5000 }, (_, n) => n / 10_000)

/** The 24-bit sample at an index of a verbatim subframe. */
function sampleOf(frame: Uint8Array, at: number): number {
  const [high = 0, middle = 0, low = 0] = frame.subarray(at, at + 3)
  return ((high << 24) | (middle << 16) | (low << 8)) >> 8
}

test('what is written is read again: description, place and frames', () => {
  const init = flacInitSegment(format)
  const config = readCodecConfig(init.buffer)
  expect(config).toMatchObject({ sampleRate: 44_100, channels: 2, timescale: 44_100 })
  expect(Buffer.from(config.description).toString('latin1', 0, 4)).toBe('fLaC')
  expect(config.description.slice(8)).toEqual(streamInfo(format))
  const frames = encodeFlacFrames([ramp, ramp], 1, 2 ** 33)
  const read = readFrames(mediaSegment(frames, 2 ** 33).buffer)
  expect(read.firstTick).toBe(2 ** 33)
  expect(read.frames.map((frame) => frame.slice())).toEqual(frames.map(({ bytes }) => bytes))
})

test('frames hold every sample times the gain, and clip what is beyond full scale', () => {
  const [first, last] = encodeFlacFrames([ramp], 0.5, 0)
  expect([first?.samples, last?.samples]).toEqual([4096, 904])
  // Header: four bytes, the number, the size, a checksum; then the kind of subframe.
  expect(sampleOf(first?.bytes ?? new Uint8Array(), 4 + 1 + 3 + 1 + 3 * 1000)).toBe(
    Math.round(0.05 * 2 ** 23),
  )
  const [loud] = encodeFlacFrames([new Float32Array([2, -2])], 1, 0)
  expect([9, 12].map((at) => sampleOf(loud?.bytes ?? new Uint8Array(), at))).toEqual([
    2 ** 23 - 1,
    -(2 ** 23),
  ])
})

test.each([Infinity, NaN, -1, 2 ** 36])('a frame at the place %d of a stream is refused', (place) => {
  expect(() => encodeFlacFrames([ramp], 1, place)).toThrow(RangeError)
})

test.each([
  ['nothing', new ArrayBuffer(0)],
  ['a box longer than all', new Uint8Array([0, 0, 1, 0, 109, 111, 111, 118]).buffer],
  ['an init segment without samples', flacInitSegment(format).buffer],
])('%s is refused', (_what, bytes) => {
  expect(() => readFrames(bytes)).toThrow(RangeError)
})

test('a run that announces more frames than there are bytes for is refused, and none is made', () => {
  const bytes = mediaSegment(encodeFlacFrames([ramp], 1, 0), 0)
  const run = new DataView(bytes.buffer, Buffer.from(bytes.buffer).indexOf('trun') + 4)
  run.setUint32(0, 1)
  run.setUint32(4, 0xffff_ffff)
  expect(() => readFrames(bytes.buffer)).toThrow('too many')
})

test('many runs that each announce as many frames as there may be are refused', () => {
  const [first] = encodeFlacFrames([ramp], 1, 0)
  if (first === undefined) throw new Error('There is a frame.')
  const moof = mediaSegment([first], 0)
  const view = new DataView(moof.buffer)
  // 20 bytes a run: an offset, and the default size of the header, which is none.
  const run = new Uint8Array(20)
  run.set([0, 0, 0, 20, ...Buffer.from('trun'), 0, 0, 0, 1, 0, 1, 0x86, 0xa0])
  const [traf, trun] = ['traf', 'trun'].map((type) => Buffer.from(moof.buffer).indexOf(type) - 4)
  if (traf === undefined || trun === undefined) throw new Error('There are boxes.')
  const runs = 20_000
  const end = trun + runs * run.length
  view.setUint32(0, end)
  view.setUint32(traf, end - traf)
  const bytes = new Uint8Array(end)
  bytes.set(moof.subarray(0, trun))
  for (let at = trun; at < end; at += run.length) bytes.set(run, at)
  expect(() => readFrames(bytes.buffer)).toThrow('too many')
})
