import { readFile, truncate, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isBuskerError } from '../../shared/errors.ts'
import { compareSignals } from '../../testAudio/compareSignals.ts'
import { detectFormat } from './formats/detectFormat.ts'
import { probe } from './probe.ts'
import { readSignal } from '../../testAudio/signal.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const seconds = 4.1234
const opus = { format: 'opus', displayName: 'Opus', bitDepth: null, lossless: false }
const vorbis = { format: 'vorbis', displayName: 'Ogg Vorbis', bitDepth: null, lossless: false }
const aac = { format: 'm4a', displayName: 'AAC', bitDepth: null, lossless: false }
const alac = { format: 'm4a', displayName: 'ALAC', lossless: true }
const aiff = { format: 'aiff', displayName: 'AIFF', lossless: true }

let media: TestMedia
const piece = (rate: number) => media.at(`piece-${rate}.wav`)
beforeAll(async () => {
  media = await createTestMedia()
  for (const sampleRate of [44_100, 48_000, 96_000, 192_000]) {
    await synthesiseWav(piece(sampleRate), { seconds, seed: 11, sampleRate, bitDepth: 24 })
  }
})
afterAll(() => media.remove())

describe('what people have', () => {
  test.each([
    ['AIFF of 8 bits', 44_100, '-c:a pcm_s8', 'a.aiff', { ...aiff, bitDepth: 8 }],
    ['AIFF of 16 bits', 44_100, '-c:a pcm_s16be', 'a.aiff', { ...aiff, bitDepth: 16 }],
    ['AIFF of 24 bits at 96 kHz', 96_000, '-c:a pcm_s24be', 'a.aiff', { ...aiff, bitDepth: 24 }],
    ['AIFF of 32 bits', 44_100, '-c:a pcm_s32be', 'a.aiff', { ...aiff, bitDepth: 32 }],
    ['AIFC, little-endian', 44_100, '-c:a pcm_s16le', 'a.aifc', { ...aiff, bitDepth: 16 }],
    ['AIFC of floats', 48_000, '-c:a pcm_f32be', 'a.aifc', { ...aiff, bitDepth: 32 }],
    ['ALAC of 16 bits', 44_100, '-c:a alac -sample_fmt s16p', 'l.m4a', { ...alac, bitDepth: 16 }],
    ['ALAC of 24 bits at 96 kHz', 96_000, '-c:a alac -sample_fmt s32p', 'l.m4a', { ...alac, bitDepth: 24 }],
    ['AAC', 44_100, '-c:a aac -b:a 192k', 'a.m4a', aac],
    ['AAC, index first', 48_000, '-c:a aac -b:a 192k -movflags +faststart', 'f.m4a', aac],
    ['AAC with a finer clock', 44_100, '-c:a aac -b:a 192k -movie_timescale 44100', 'c.m4a', aac],
    ['AAC in .mp4 at 96 kHz', 96_000, '-c:a aac -b:a 320k', 'a.mp4', aac],
    ['Vorbis', 44_100, '-c:a libvorbis -q:a 6', 'v.ogg', vorbis],
    ['Vorbis at 48 kHz', 48_000, '-c:a libvorbis -q:a 3', 'v.oga', vorbis],
    ['Opus', 48_000, '-c:a libopus -b:a 160k', 'o.opus', opus],
    ['Opus of 60 ms frames', 48_000, '-c:a libopus -b:a 96k -frame_duration 60', 'o.ogg', opus],
    ['WAV of 24 bits at 192 kHz', 192_000, '-c:a pcm_s24le', 'h.wav', { format: 'wav', bitDepth: 24 }],
    ['FLAC of 24 bits at 192 kHz', 192_000, '-c:a flac', 'h.flac', { format: 'flac', bitDepth: 24 }],
  ])('takes %s, to the sample', async (_what, sampleRate, options, name, expected) => {
    const path = await media.convert(piece(sampleRate), options, name)
    const sampleCount = Math.round(seconds * sampleRate)
    expect(await probe(path, media)).toMatchObject({ ...expected, sampleRate, channels: 2, sampleCount })
    const [source, decoded] = [
      await readSignal(piece(sampleRate), { ...media, sampleRate: 44_100 }),
      await readSignal(path, { ...media, sampleRate: 44_100 }),
    ]
    const comparison = compareSignals(source, decoded, { minSeconds: 4 })
    expect(comparison).toMatchObject({ same: true, lagSpread: 0 })
    expect(comparison.seconds.map(({ lag }) => lag)).toEqual([0, 0, 0, 0])
  })

  test.each([
    ['-c:a aac', 'm.m4a', 48_000],
    ['-c:a alac', 'ml.m4a', 48_000],
    ['-c:a libvorbis', 'm.ogg', 48_000],
    ['-c:a libopus', 'm.opus', 48_000],
    ['-c:a pcm_s16be', 'm.aiff', 48_000],
    ['-c:a aac -ar 8000', 'm8.m4a', 8000],
  ])('takes mono: %s in %s', async (options, name, sampleRate) => {
    const path = await media.convert(piece(48_000), `-ac 1 ${options}`, name)
    const sampleCount = Math.round(seconds * sampleRate)
    expect(await probe(path, media)).toMatchObject({
      channels: 1,
      sourceChannels: 1,
      sampleRate,
      sampleCount,
    })
  })

  test('takes fragmented M4A, whose index states no length, without the encoder’s delay', async () => {
    const options = '-c:a aac -movflags +frag_keyframe+delay_moov -frag_duration 500000'
    const { sampleCount } = await probe(await media.convert(piece(44_100), options, 'frag.m4a'), media)
    const frame = 1024
    expect(sampleCount).toBe(Math.ceil((Math.round(seconds * 44_100) + frame) / frame) * frame - frame)
  })

  test('goes by the content, not by the name', async () => {
    const path = await media.convert(piece(44_100), '-c:a alac', 'alac.m4a')
    await writeFile(media.at('really-alac.mp3'), await readFile(path))
    expect(await probe(media.at('really-alac.mp3'), media)).toMatchObject(alac)
  })

  test('reads tags of every kind', async () => {
    const options = '-metadata title=Rain -metadata artist=Ines -metadata album=Roofs -metadata track=3'
    const tags = { title: 'Rain', artist: 'Ines', album: 'Roofs', trackNumber: 3 }
    const kinds = [
      ['-c:a aac', 't.m4a'],
      ['-c:a libvorbis', 't.ogg'],
      ['-c:a libopus', 't.opus'],
      ['-c:a pcm_s16be -write_id3v2 1', 't.aiff'],
    ] as const
    for (const [codec, name] of kinds) {
      const source = await probe(await media.convert(piece(48_000), `${codec} ${options}`, name), media)
      expect({ name, ...source }).toMatchObject({ name, tags, warnings: [] })
    }
  })
})

describe('what is refused, with the reason', () => {
  const refusal = (path: string) =>
    probe(path, media).then(
      () => ({ path }),
      (error: unknown) => error,
    )
  const kinds = [
    ['-c:a pcm_s16be', 'x.aiff'],
    ['-c:a aac', 'x.m4a'],
    ['-c:a aac -movflags +faststart', 'x-first.m4a'],
    ['-c:a alac', 'xl.m4a'],
    ['-c:a alac -movflags +faststart', 'xl-first.m4a'],
    ['-c:a libvorbis', 'x.ogg'],
    ['-c:a libopus', 'x.opus'],
  ] as const

  test.each(kinds)('what ends early: %s in %s', async (options, name) => {
    const path = await media.convert(piece(48_000), options, name)
    const { length } = await readFile(path)
    for (const share of [0.95, 0.6, 0.3]) {
      await truncate(path, Math.floor(length * share))
      expect(await refusal(path)).toMatchObject({ code: 'MEDIA_TRUNCATED' })
    }
    await truncate(path, 20)
    expect(await refusal(path)).toMatchObject({ code: expect.stringMatching(/^MEDIA_/) })
  })

  test.each([
    ['-c:a libvorbis', 'd.ogg'],
    ['-c:a libopus', 'd.opus'],
  ])('a damaged page: %s', async (options, name) => {
    const bytes = await readFile(await media.convert(piece(48_000), options, name))
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0x55, bytes.length >> 1)
    await writeFile(media.at(name), bytes)
    expect(await refusal(media.at(name))).toMatchObject({ code: expect.stringMatching(/DAMAGED|TRUNCATED/) })
  })

  test('an Ogg file that breaks off between two pages, and not one that goes on or has a tag behind it', async () => {
    const bytes = await readFile(await media.convert(piece(48_000), '-c:a libvorbis', 'whole.ogg'))
    await writeFile(media.at('between.ogg'), bytes.subarray(0, bytes.lastIndexOf('OggS')))
    await writeFile(media.at('chained.ogg'), Buffer.concat([bytes, bytes]))
    await writeFile(media.at('tagged.ogg'), Buffer.concat([bytes, Buffer.from(`TAG${' '.repeat(125)}`)]))
    expect(await refusal(media.at('between.ogg'))).toMatchObject({ code: 'MEDIA_TRUNCATED' })
    expect(await refusal(media.at('chained.ogg'))).toEqual({ path: media.at('chained.ogg') })
    expect(await refusal(media.at('tagged.ogg'))).toEqual({ path: media.at('tagged.ogg') })
  })

  test('an AIFF or M4A that announces more than it holds', async () => {
    const aiffBytes = await readFile(await media.convert(piece(48_000), '-c:a pcm_s16be', 'lies.aiff'))
    const common = aiffBytes.indexOf('COMM') + 8
    aiffBytes.writeUInt32BE(aiffBytes.readUInt32BE(common + 2) * 2, common + 2)
    await writeFile(media.at('lies.aiff'), aiffBytes)
    expect(await refusal(media.at('lies.aiff'))).toMatchObject({ code: 'MEDIA_DAMAGED' })
    for (const [codec, code] of [
      ['aac', 'MEDIA_TRUNCATED'],
      ['alac', 'MEDIA_TRUNCATED'],
    ] as const) {
      const name = `lies-${codec}.m4a`
      const bytes = await readFile(await media.convert(piece(48_000), `-c:a ${codec}`, name))
      const header = bytes.indexOf('mdhd') + 4
      bytes.writeUInt32BE(bytes.readUInt32BE(header + 16) * 2, header + 16)
      await writeFile(media.at(name), bytes.subarray(0))
      const list = bytes.indexOf('elst') + 4
      bytes.writeUInt32BE(0, list + 8)
      await writeFile(media.at(name), bytes)
      expect(await refusal(media.at(name))).toMatchObject({ code })
    }
  })

  test('an M4A whose header states another rate than its sound has', async () => {
    const bytes = await readFile(await media.convert(piece(48_000), '-c:a alac', 'rate.m4a'))
    const cookie = bytes.lastIndexOf('alac') + 4
    bytes.writeUInt8(1, cookie + 13)
    await writeFile(media.at('rate.m4a'), bytes)
    expect(await refusal(media.at('rate.m4a'))).toMatchObject({ code: expect.stringMatching(/^MEDIA_/) })
  })

  test.each([
    ['AAC-LD', 'esds', '\x11\x90', '\xb9\x90'],
    ['MP3 in MPEG-4', 'esds', '\x40\x15', '\x6b\x15'],
  ])('%s', async (_what, box, from, to) => {
    const bytes = await readFile(await media.convert(piece(48_000), '-c:a aac', 'kind.m4a'))
    const at = bytes.indexOf(Buffer.from(from, 'latin1'), bytes.indexOf(box))
    bytes.write(to, at, 'latin1')
    await writeFile(media.at('kind.m4a'), bytes)
    expect(await refusal(media.at('kind.m4a'))).toMatchObject({ code: 'MEDIA_UNSUPPORTED' })
  })

  test.each([
    ['Speex', '-c:a libspeex -ar 16000', 's.ogg'],
    ['AC-3 in MPEG-4', '-c:a ac3', 'ac3.mp4'],
    ['A-law in AIFC', '-c:a pcm_alaw', 'alaw.aifc'],
    ['A-law in QuickTime', '-c:a pcm_alaw', 'alaw.mov'],
    ['Matroska', '-c:a flac', 'f.mka'],
    ['A-law in Core Audio', '-c:a pcm_alaw', 'alaw.caf'],
  ])('%s', async (_what, options, name) => {
    const path = await media.convert(piece(48_000), options, name)
    expect(await refusal(path)).toMatchObject({ code: 'MEDIA_UNSUPPORTED' })
  })

  test('an MPEG-4 file with pictures alone', async () => {
    const path = await media.convert(
      piece(48_000),
      '-filter_complex showwaves=s=64x32 -an -c:v mpeg4 -t 1',
      'silent.mp4',
    )
    expect(await refusal(path)).toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
  })
})

describe('reading changed headers', () => {
  test.each([
    ['-c:a pcm_s24be', 'p.aiff'],
    ['-c:a pcm_f32be', 'p.aifc'],
    ['-c:a aac -movflags +faststart', 'p.m4a'],
    ['-c:a alac -movflags +faststart', 'pl.m4a'],
    ['-c:a libvorbis', 'p.ogg'],
    ['-c:a libopus', 'p.opus'],
    ['-c:a flac', 'p.oga'],
    ['-c:a pcm_s24le', 'p.mov'],
    ['-c:a alac', 'p.caf'],
    ['-c:a pcm_s24be', 'p.au'],
    ['-c:a pcm_s16le', 'p.w64'],
    ['-c:a tta', 'p.tta'],
    ['-c:a wavpack', 'p.wv'],
    ['-c:a wmav2', 'p.wma'],
    ['-c:a aac', 'p.aac'],
  ])('meets them with an answer or a code, and in bounded time: %s', async (options, name) => {
    const whole = await readFile(await media.convert(piece(48_000), `-t 1 ${options}`, name))
    const change = fc.record({
      at: fc.integer({ min: 0, max: Math.min(whole.length, 4000) - 8 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      length: fc.integer({ min: 0, max: whole.length }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, bytes, length }) => {
        const changed = Buffer.from(whole)
        changed.set(bytes, at)
        expect(await outcome(changed)).toMatch(/^(none|MEDIA_[A-Z_]+)$/)
        expect(await outcome(changed.subarray(0, length))).toMatch(/^(none|MEDIA_[A-Z_]+)$/)
      }),
      { numRuns: 400 },
    )
    expect(await outcome(whole)).toBe('none')
  })
})

async function outcome(bytes: Buffer): Promise<string> {
  const source = {
    size: bytes.length,
    read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
  }
  try {
    const { format, start } = await detectFormat(source)
    await format.read(source, start)
    return 'none'
  } catch (error) {
    return isBuskerError(error) ? error.code : String(error)
  }
}
