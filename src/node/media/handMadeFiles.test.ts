import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readSignal } from '../../testAudio/signal.ts'
import { probe } from './probe.ts'
import { modulate } from './testing/deltaSigma.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000 })

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

const code = async (path: string) => (await media.refusal(path)).code

describe('DSD becomes PCM, and the artist is told', () => {
  const bitRate = 2_822_400
  const bits = bitRate / 2
  const tone = (index: number) => 0.4 * Math.sin((2 * Math.PI * 441 * index) / bitRate)
  const sound = modulate(tone, bits)

  test.each([
    ['DSF', 'a.dsf', () => dsf(sound, bits, bitRate)],
    ['DSDIFF', 'a.dff', () => dsdiff(sound, bitRate)],
  ])('%s, to the sample', async (_what, name, make) => {
    const path = await media.write(name, make())
    const expected = { displayName: 'DSD', sampleRate: 88_200, channels: 2, bitDepth: 24, lossless: true }
    const source = await probe(path, media)
    expect(source).toMatchObject({ ...expected, sampleCount: 44_100 })
    expect(source.warnings).toContainEqual({ kind: 'dsdConverted' })
    const { samples } = await readSignal(path, { ...media, sampleRate: 88_200 })
    const middle = samples.subarray(8000, 36_000)
    // ffmpeg adds two like channels up at −3 dB each.
    expect(Math.max(...middle)).toBeCloseTo(0.4 * Math.SQRT2, 1)
    const rises = middle.filter((value, index) => value >= 0 && (middle[index - 1] ?? 0) < 0).length
    expect(rises).toBe(140)
    expect(await code(await media.write(`cut-${name}`, make().subarray(0, -20_000)))).toBe('MEDIA_TRUNCATED')
  })
})

test('Monkey’s Audio: frames of silence, to the sample', async () => {
  const path = await media.write('a.ape', silentApe(2, 40_000))
  const expected = { format: 'ape', sampleRate: 44_100, channels: 2, bitDepth: 16, lossless: true }
  expect(await probe(path, media)).toMatchObject({ ...expected, sampleCount: 73_728 * 4 + 40_000 })
  expect(await code(await media.write('cut.ape', silentApe(2, 40_000).subarray(0, -12)))).toBe(
    'MEDIA_TRUNCATED',
  )
})

test('Musepack: packets of silence, less the decoder’s delay', async () => {
  const path = await media.write('a.mpc', silentMusepack(22_050))
  const expected = { format: 'musepack', sampleRate: 44_100, channels: 2, lossless: false }
  expect(await probe(path, media)).toMatchObject({ ...expected, sampleCount: 22_050 })
})

/** Blocks of 4,096 bytes a channel in turn, each bit of a byte after the lower one. */
function dsf(sound: Buffer, bits: number, bitRate: number): Buffer {
  const block = 4096
  const blocks = Math.ceil(sound.length / block)
  const reversed = sound.map((byte) =>
    Number.parseInt(byte.toString(2).padStart(8, '0').split('').toReversed().join(''), 2),
  )
  const padded = Buffer.concat([reversed, Buffer.alloc(blocks * block - sound.length, 0x69)])
  const body = Buffer.concat(
    Array.from({ length: blocks }, (_, index) => padded.subarray(index * block, (index + 1) * block)).flatMap(
      (part) => [part, part],
    ),
  )
  const head = Buffer.alloc(92)
  head.write('DSD ', 0, 'latin1')
  head.writeBigUInt64LE(28n, 4)
  head.writeBigUInt64LE(BigInt(head.length + body.length), 12)
  head.write('fmt ', 28, 'latin1')
  head.writeBigUInt64LE(52n, 32)
  const format = [1, 0, 2, 2, bitRate, 1]
  format.forEach((value, index) => head.writeUInt32LE(value, 40 + index * 4))
  head.writeBigUInt64LE(BigInt(bits), 64)
  head.writeUInt32LE(block, 72)
  head.write('data', 80, 'latin1')
  head.writeBigUInt64LE(BigInt(body.length + 12), 84)
  return Buffer.concat([head, body])
}

/** A byte of each channel in turn. */
function dsdiff(sound: Buffer, bitRate: number): Buffer {
  const chunk = (id: string, body: Buffer) => {
    const header = Buffer.alloc(12)
    header.write(id, 0, 'latin1')
    header.writeBigUInt64BE(BigInt(body.length), 4)
    return Buffer.concat([header, body])
  }
  const rate = Buffer.alloc(4)
  rate.writeUInt32BE(bitRate)
  const properties = Buffer.concat([
    Buffer.from('SND '),
    chunk('FS  ', rate),
    chunk('CHNL', Buffer.from('\0\x02SLFTSRGT', 'latin1')),
    chunk('CMPR', Buffer.from('DSD \x0enot compressed\0', 'latin1')),
  ])
  const body = Buffer.from([...sound].flatMap((byte) => [byte, byte]))
  return chunk(
    'FRM8',
    Buffer.concat([
      Buffer.from('DSD '),
      chunk('FVER', Buffer.from([1, 5, 0, 0])),
      chunk('PROP', properties),
      chunk('DSD ', body),
    ]),
  )
}

/** Version 3.99: a descriptor, a header, a table of frames, and frames that say that they are silent. */
function silentApe(frames: number, lastFrame: number): Buffer {
  const descriptor = Buffer.alloc(52)
  descriptor.write('MAC ', 0, 'latin1')
  descriptor.writeUInt16LE(3990, 4)
  const frame = Buffer.alloc(16)
  frame.writeUInt32LE(0x8000_0000, 0)
  frame.writeUInt32LE(3, 4)
  const sizes = [52, 24, frames * 4, 0, frames * frame.length]
  sizes.forEach((size, index) => descriptor.writeUInt32LE(size, 8 + index * 4))
  const header = Buffer.alloc(24)
  header.writeUInt16LE(2000, 0)
  header.writeUInt32LE(73_728 * 4, 4)
  header.writeUInt32LE(lastFrame, 8)
  header.writeUInt32LE(frames, 12)
  header.writeUInt16LE(16, 16)
  header.writeUInt16LE(2, 18)
  header.writeUInt32LE(44_100, 20)
  const table = Buffer.alloc(frames * 4)
  for (let index = 0; index < frames; index++)
    table.writeUInt32LE(52 + 24 + frames * 4 + index * frame.length, index * 4)
  return Buffer.concat([descriptor, header, table, ...Array.from({ length: frames }, () => frame)])
}

/** Stream version 8: a header, an encoder's name, and one packet of 64 frames without a band. */
function silentMusepack(samples: number): Buffer {
  const packet = (id: string, body: Buffer) =>
    Buffer.concat([Buffer.from(id), Buffer.from([body.length + 3]), body])
  const length = [samples >> 14, (samples >> 7) & 0x7f, samples & 0x7f]
  const header = Buffer.from([
    0,
    0,
    0,
    0,
    8,
    (length[0] ?? 0) | 0x80,
    (length[1] ?? 0) | 0x80,
    length[2] ?? 0,
    0,
    0x1b,
    0x1b,
  ])
  return Buffer.concat([
    Buffer.from('MPCK'),
    packet('SH', header),
    packet('EI', Buffer.from([0xa0, 1, 30, 1])),
    packet('AP', Buffer.from([0x0f, 0xff, 0xfe])),
    packet('SE', Buffer.alloc(0)),
  ])
}
