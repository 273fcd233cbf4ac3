import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareSignals } from '../../testAudio/compareSignals.ts'
import { readSignal } from '../../testAudio/signal.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { probe } from './probe.ts'
import { adtsFrames, toImplicitHeAac } from './testing/adts.ts'
import { changeOggPages, splitOggPages } from './testing/changeOggPages.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'
import { wavHeader } from './wavFile.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const sampleRate = 44_100
const samples = Math.round(3.3 * sampleRate)
const lastPage = 0x04

let media: TestMedia
let piece: string
beforeAll(async () => {
  media = await createTestMedia()
  piece = media.at('piece.wav')
  await synthesiseWav(piece, { seconds: samples / sampleRate, seed: 21, sampleRate, bitDepth: 24 })
})
afterAll(() => media.remove())

const code = async (path: string) => (await media.refusal(path)).code

describe('an Ogg stream', () => {
  const kinds = [
    ['-c:a libvorbis', 'vorbis.ogg', samples],
    ['-c:a libopus -ar 48000', 'opus.ogg', Math.round((samples * 48_000) / sampleRate)],
    ['-c:a flac', 'flac.oga', samples],
  ] as const

  test.each(kinds)('that says early that it ends is whole: %s', async (options, name, sampleCount) => {
    const whole = await readFile(await media.convert(piece, options, name))
    const early = changeOggPages(whole, (page) => {
      if (page.index >= page.count - 3) page.flags |= lastPage
    })
    const moved = changeOggPages(whole, (page) => {
      if (page.index === page.count - 2) page.flags |= lastPage
      if (page.index === page.count - 1) page.flags &= ~lastPage
    })
    expect(await probe(await media.write(`early-${name}`, early), media)).toMatchObject({ sampleCount })
    expect(await probe(await media.write(`moved-${name}`, moved), media)).toMatchObject({ sampleCount })
  })

  test.each(kinds)('that never says that it ends is whole: %s', async (options, name, sampleCount) => {
    const whole = await readFile(await media.convert(piece, options, name))
    const endless = changeOggPages(whole, (page) => (page.flags &= ~lastPage))
    expect(await probe(await media.write(`endless-${name}`, endless), media)).toMatchObject({ sampleCount })
  })

  test.each(kinds)('that is cut is told apart, wherever it is cut: %s', async (options, name) => {
    const whole = await readFile(await media.convert(piece, options, name))
    const pages = splitOggPages(changeOggPages(whole, (page) => (page.flags &= ~lastPage)))
    const withoutLast = Buffer.concat(pages.slice(0, -1))
    const insidePage = Buffer.concat(pages).subarray(0, Math.floor(whole.length * 0.8))
    expect(await code(await media.write(`between-${name}`, withoutLast))).toBe('MEDIA_TRUNCATED')
    expect(await code(await media.write(`inside-${name}`, insidePage))).toBe('MEDIA_TRUNCATED')
  })
})

describe('a WAV', () => {
  const frame = 4
  const sound = (count: number) =>
    Buffer.from(Array.from({ length: count * frame }, (_, index) => (index * 7) & 0xff))

  test.each([0x7fff_f000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff_ffd8, 0])(
    'of unknown length %i, as it comes out of a pipe, has what the file has',
    async (size) => {
      const header = wavHeader({ sampleRate, channels: 2, encoding: 's16', sampleCount: 0 })
      header.writeUInt32LE(size, 40)
      const path = await media.write('piped.wav', Buffer.concat([header, sound(5000)]))
      expect(await probe(path, media)).toMatchObject({ sampleCount: 5000, bitDepth: 16 })
    },
  )

  test('whose length is known and not there is cut', async () => {
    const header = wavHeader({ sampleRate, channels: 2, encoding: 's16', sampleCount: 5001 })
    expect(await code(await media.write('cut.wav', Buffer.concat([header, sound(5000)])))).toBe(
      'MEDIA_TRUNCATED',
    )
  })

  test.each([
    ['stated as such', false],
    ['stated as valid bits', true],
  ])('of 24 bits in 32, %s, is read where its bits are', async (_how, isExtensible) => {
    const pcm = await readFile(await media.convert(piece, '-f s32le -c:a pcm_s32le', 'padded.raw'))
    for (let offset = 0; offset < pcm.length; offset += 4) pcm.writeUInt8(0, offset)
    const format = Buffer.alloc(isExtensible ? 40 : 16)
    format.writeUInt16LE(isExtensible ? 0xfffe : 1, 0)
    format.writeUInt16LE(2, 2)
    format.writeUInt32LE(sampleRate, 4)
    format.writeUInt32LE(sampleRate * 8, 8)
    format.writeUInt16LE(8, 12)
    format.writeUInt16LE(isExtensible ? 32 : 24, 14)
    if (isExtensible) {
      format.writeUInt16LE(22, 16)
      format.writeUInt16LE(24, 18)
      format.writeUInt32LE(3, 20)
      Buffer.from('0100000000001000800000aa00389b71', 'hex').copy(format, 24)
    }
    const after = Buffer.from('LIST\x04\0\0\0INFO', 'latin1')
    const path = await media.write('padded.wav', riff([chunk('fmt ', format), chunk('data', pcm), after]))
    expect(await probe(path, media)).toMatchObject({ sampleCount: samples, bitDepth: 24, channels: 2 })
    expect(await lagOf(path)).toBe(0)
  })
})

test('a WAV of 24-bit floats under the header of integers is refused, not played as noise', async () => {
  const floats = Buffer.from(
    new Float32Array(8000).map((_, index) => Math.round(9e5 * Math.sin(index / 9))).buffer,
  )
  const format = Buffer.from('0100020044ac0000206205000800180000', 'hex').subarray(0, 16)
  const path = await media.write('floats.wav', riff([chunk('fmt ', format), chunk('data', floats)]))
  expect(await code(path)).toBe('MEDIA_UNSUPPORTED')
})

test('AIFF-C of 24 bits, little-endian, is read as such', async () => {
  const pcm = await readFile(await media.convert(piece, '-f s24le -c:a pcm_s24le', 'sowt.raw'))
  const common = Buffer.alloc(22)
  common.writeUInt16BE(2, 0)
  common.writeUInt32BE(samples, 2)
  common.writeUInt16BE(24, 6)
  Buffer.from('400eac44000000000000', 'hex').copy(common, 8)
  common.write('sowt', 18, 'latin1')
  const body = Buffer.concat([
    Buffer.from('AIFC', 'latin1'),
    bigChunk('COMM', common),
    bigChunk('SSND', Buffer.concat([Buffer.alloc(8), pcm])),
    bigChunk('ANNO', Buffer.from('after')),
  ])
  const path = await media.write('sowt.aifc', bigChunk('FORM', body))
  expect(await probe(path, media)).toMatchObject({ sampleCount: samples, bitDepth: 24, lossless: true })
  expect(await lagOf(path)).toBe(0)
})

describe('an MP3', () => {
  const noise = Buffer.from(Array.from({ length: 40_000 }, (_, index) => (index * 31 + (index >> 5)) & 0x7f))
  const apeTag = Buffer.alloc(32 + 90_000)
  apeTag.write('APETAGEX', 0, 'latin1')
  apeTag.writeUInt32LE(2000, 8)
  apeTag.writeUInt32LE(90_000, 12)
  apeTag.writeUInt32LE(0xa000_0000, 20)

  test.each([
    ['kilobytes of junk', noise],
    ['kilobytes of zeros', Buffer.alloc(300_000)],
    ['zeros and junk', Buffer.concat([Buffer.alloc(70_000), noise])],
    ['a large APE tag', apeTag],
    ['an APE tag and zeros', Buffer.concat([apeTag, Buffer.alloc(5000)])],
  ])('behind %s is taken, to the sample', async (name, before) => {
    const sound = await readFile(
      await media.convert(piece, '-c:a libmp3lame -q:a 3 -id3v2_version 0', 'p.mp3'),
    )
    const path = await media.write(`behind.mp3`, Buffer.concat([before, sound]))
    expect({ name, ...(await probe(path, media)) }).toMatchObject({
      name,
      format: 'mp3',
      sampleCount: samples,
    })
    const short = await media.write(
      `short.mp3`,
      Buffer.concat([before, sound.subarray(0, Math.floor(sound.length * 0.6))]),
    )
    expect(await code(short)).toBe('MEDIA_TRUNCATED')
  })

  test('in an archive, or of a few frames in something else, is none', async () => {
    const sound = await readFile(await media.convert(piece, '-c:a libmp3lame', 'p.mp3'))
    const archive = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(4000, 1), sound])
    const pieceOfIt = Buffer.concat([noise, sound.subarray(2000, 4000), noise])
    expect(await code(await media.write('songs.zip', archive))).toBe('MEDIA_NOT_AUDIO')
    expect(await code(await media.write('piece.bin', pieceOfIt))).toBe('MEDIA_NOT_AUDIO')
  })
})

describe('HE-AAC signalled implicitly', () => {
  test.each([
    ['stereo', 2],
    ['mono, decoded to two channels', 1],
  ])('is taken at the rate it decodes to: %s', async (_what, channels) => {
    const core = await readFile(
      await media.convert(piece, `-ar 22050 -ac ${channels} -c:a aac -f adts`, `core-${channels}.aac`),
    )
    const stream = toImplicitHeAac(core)
    const path = await media.write(`he-${channels}.aac`, stream)
    const sampleCount = adtsFrames(stream).length * 2048
    const expected = { displayName: 'HE-AAC', sampleRate, channels: 2, sampleCount }
    expect(await probe(path, media)).toMatchObject({ format: 'aac', ...expected })
    const boxed = await media.convert(path, '-c copy', `he-${channels}.m4a`)
    expect(await probe(boxed, media)).toMatchObject({ format: 'm4a', ...expected })
    expect(await code(await media.write('he-cut.m4a', (await readFile(boxed)).subarray(0, -3000)))).toBe(
      'MEDIA_TRUNCATED',
    )
  })
})

async function lagOf(path: string): Promise<number | undefined> {
  const [source, decoded] = [
    await readSignal(piece, { ...media, sampleRate }),
    await readSignal(path, { ...media, sampleRate }),
  ]
  const { same, seconds } = compareSignals(source, decoded, { minSeconds: 3 })
  return same ? seconds[0]?.lag : undefined
}

function chunk(id: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(id, 0, 'latin1')
  header.writeUInt32LE(body.length, 4)
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)])
}

function riff(chunks: readonly Buffer[]): Buffer {
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE', 'latin1'), ...chunks]))
}

function bigChunk(id: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header.write(id, 0, 'latin1')
  header.writeUInt32BE(body.length, 4)
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)])
}
