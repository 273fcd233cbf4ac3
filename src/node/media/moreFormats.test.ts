import { readFile, rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareSignals } from '../../testAudio/compareSignals.ts'
import { readSignal } from '../../testAudio/signal.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { probe } from './probe.ts'
import { adtsFrames } from './testing/adts.ts'
import { changeOggPages } from './testing/changeOggPages.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const sampleRate = 44_100
const samples = Math.round(4.1 * sampleRate)

let media: TestMedia
let piece: string
beforeAll(async () => {
  media = await createTestMedia()
  piece = media.at('piece.wav')
  await synthesiseWav(piece, { seconds: samples / sampleRate, seed: 31, sampleRate, bitDepth: 24 })
})
afterAll(() => media.remove())

async function lagsOf(path: string): Promise<number[]> {
  const [source, decoded] = [
    await readSignal(piece, { ...media, sampleRate }),
    await readSignal(path, { ...media, sampleRate }),
  ]
  const { same, seconds } = compareSignals(source, decoded, { minSeconds: 4 })
  return same ? seconds.map(({ lag }) => lag) : []
}

const lossless = [
  ['Core Audio, little-endian', '-c:a pcm_s24le', 'l.caf', { format: 'caf', displayName: 'Core Audio' }],
  ['Core Audio of floats', '-c:a pcm_f32be', 'f.caf', { format: 'caf', bitDepth: 32 }],
  ['ALAC in Core Audio', '-c:a alac -sample_fmt s16p', 'a.caf', { displayName: 'ALAC', bitDepth: 16 }],
  ['QuickTime', '-c:a pcm_s16le', 'a.mov', { format: 'm4a', displayName: 'PCM', bitDepth: 16 }],
  ['QuickTime, big-endian', '-c:a pcm_s24be', 'b.mov', { format: 'm4a', bitDepth: 24 }],
  ['QuickTime of floats', '-c:a pcm_f32le', 'c.mov', { format: 'm4a', bitDepth: 32 }],
  ['Ogg FLAC', '-c:a flac -sample_fmt s16', 'a.oga', { format: 'ogg-flac', bitDepth: 16 }],
  ['Wave64', '-c:a pcm_s24le', 'a.w64', { format: 'wave64', bitDepth: 24 }],
  ['AU', '-c:a pcm_s24be', 'a.au', { format: 'au', bitDepth: 24 }],
  ['AU of floats', '-c:a pcm_f32be', 'f.au', { format: 'au', bitDepth: 32 }],
  ['AU of µ-law', '-c:a pcm_mulaw', 'u.au', { format: 'au', bitDepth: 16 }],
  ['TTA', '-c:a tta -sample_fmt s16', 'a.tta', { format: 'tta', bitDepth: 16 }],
  ['WavPack', '-c:a wavpack -sample_fmt s32p', 'a.wv', { format: 'wavpack', bitDepth: 32 }],
  ['WavPack of 16 bits', '-c:a wavpack -sample_fmt s16p', 'b.wv', { format: 'wavpack', bitDepth: 16 }],
] as const

describe('what nothing is lost in', () => {
  test.each(lossless)('takes %s, to the sample', async (_what, options, name, expected) => {
    const path = await media.convert(piece, options, name)
    const stated = { lossless: true, sampleRate, channels: 2, sampleCount: samples, warnings: [] }
    expect(await probe(path, media)).toMatchObject({ ...stated, ...expected })
    expect(await lagsOf(path)).toEqual([0, 0, 0, 0])
    const bytes = await readFile(path)
    const cut = await media.write(`cut-${name}`, bytes.subarray(0, Math.floor(bytes.length * 0.7)))
    expect(await media.refusal(cut)).toMatchObject({ code: 'MEDIA_TRUNCATED' })
  })

  test.each([
    ['-c:a pcm_s24le', 44_101],
    ['-c:a pcm_s24le -ac 1', 44_101],
    ['-c:a pcm_s16le', 44_101],
    ['-c:a pcm_u8 -ac 1', 44_103],
  ])('counts no padding of Wave64: %s', async (options, count) => {
    const path = await media.convert(piece, `${options} -af atrim=end_sample=${count}`, 'padded.w64')
    expect(await probe(path, media)).toMatchObject({ sampleCount: count })
    expect((await readSignal(path, { ...media, sampleRate })).samples).toHaveLength(count)
  })

  test('takes WavPack in mono at a rate of its own', async () => {
    const path = await media.convert(piece, '-ac 1 -ar 37800 -c:a wavpack', 'odd.wv')
    expect(await probe(path, media)).toMatchObject({ sampleRate: 37_800, channels: 1 })
  })

  test('takes AU of unknown length', async () => {
    const bytes = await readFile(await media.convert(piece, '-c:a pcm_s16be', 'piped.au'))
    bytes.writeUInt32BE(0xffff_ffff, 8)
    expect(await probe(await media.write('piped.au', bytes), media)).toMatchObject({ sampleCount: samples })
  })
})

test.each([
  ['Core Audio', 'tagged.caf', { trackNumber: 4, releaseDate: '2026-11-29' }],
  ['AU', 'tagged.au', { trackNumber: 4 }],
])('reads the tags of %s, and the picture beside it', async (_what, name, numbers) => {
  const tags = ['title=Rain', 'artist=Ines', 'album=Roofs', 'genre=Folk', 'track=4/9', 'date=2026-11-29']
  const options = tags.map((tag) => `-metadata ${tag}`).join(' ')
  const path = await media.convert(piece, `-t 1 ${options} -c:a pcm_s16be`, name)
  const texts = { title: 'Rain', artist: 'Ines', album: 'Roofs', genre: 'Folk' }
  expect((await probe(path, media)).tags).toEqual({ ...texts, ...numbers })
  await media.convert(piece, '-f lavfi -i color=red:s=64x64 -map 1:v -frames:v 1', 'cover.png')
  expect((await probe(path, media)).tags.artwork).toMatchObject({ mediaType: 'image/png' })
  await rm(media.at('cover.png'))
})

describe('what is compressed with loss', () => {
  test('takes WMA, whose length only decoding tells', async () => {
    for (const [codec, name] of [
      ['wmav2', 'a.wma'],
      ['wmav1', 'b.wma'],
    ] as const) {
      const path = await media.convert(piece, `-c:a ${codec} -b:a 192k`, name)
      const source = await probe(path, media)
      expect(source).toMatchObject({ format: 'wma', displayName: 'WMA', sampleRate, lossless: false })
      expect(Math.abs(source.sampleCount - samples)).toBeLessThan(4096)
      const bytes = await readFile(path)
      expect(await media.refusal(await media.write(`cut-${name}`, bytes.subarray(0, -9000)))).toMatchObject({
        code: 'MEDIA_TRUNCATED',
      })
    }
  })

  test('takes AAC in ADTS and in Core Audio: every frame', async () => {
    const frames = Math.ceil(samples / 1024) + 1
    const adts = await media.convert(piece, '-c:a aac -f adts', 'a.aac')
    const caf = await media.write('aac.caf', aacInCaf(await readFile(adts), 0, null))
    const expected = { displayName: 'AAC', sampleRate, channels: 2, sampleCount: frames * 1024 }
    expect(await probe(adts, media)).toMatchObject({ format: 'aac', ...expected })
    expect(await probe(caf, media)).toMatchObject({ format: 'caf', ...expected })
    const cut = await media.write('cut.aac', (await readFile(adts)).subarray(0, -40))
    expect(await media.refusal(cut)).toMatchObject({ code: 'MEDIA_TRUNCATED' })
  })

  test('cuts AAC in Core Audio by what its packet table says', async () => {
    const adts = await readFile(await media.convert(piece, '-c:a aac -f adts', 'primed.aac'))
    const path = await media.write('primed.caf', aacInCaf(adts, 1024, samples))
    expect(await probe(path, media)).toMatchObject({ sampleCount: samples })
    expect(await lagsOf(path)).toEqual([0, 0, 0, 0])
  })

  test.each([
    ['libvorbis', 'chain.ogg', samples, sampleRate],
    ['libopus -ar 48000', 'chain.opus', Math.round((samples * 48_000) / sampleRate), 48_000],
    ['flac', 'chain.oga', samples, sampleRate],
  ])('takes Ogg streams that follow each other, to the sample: %s', async (codec, name, count, rate) => {
    const first = await readFile(await media.convert(piece, `-c:a ${codec}`, name))
    const second = changeOggPages(first, (page) => (page.serial = 4711))
    const path = await media.write(name, Buffer.concat([first, second, first]))
    expect(await probe(path, media)).toMatchObject({ sampleRate: rate, sampleCount: 3 * count })
    const cut = await media.write(`cut-${name}`, Buffer.concat([first, second.subarray(0, -500)]))
    expect(await media.refusal(cut)).toMatchObject({ code: 'MEDIA_TRUNCATED' })
  })

  test.each([
    ['libvorbis', 'once.ogg', samples],
    ['libopus', 'once.opus', Math.round((samples * 48_000) / sampleRate)],
  ])('takes streams that follow each other under one serial number: %s', async (codec, name, count) => {
    const once = await readFile(await media.convert(piece, `-c:a ${codec}`, name))
    const path = await media.write(`twice-${name}`, Buffer.concat([once, once]))
    expect(await probe(path, media)).toMatchObject({ sampleCount: 2 * count })
    const many = await media.write(`many-${name}`, Buffer.concat(Array.from({ length: 201 }, () => once)))
    expect(await media.refusal(many)).toMatchObject({ code: 'MEDIA_UNSUPPORTED' })
  })

  test('each of two joined streams begins where the one before ends', async () => {
    const first = await readFile(await media.convert(piece, '-c:a libvorbis -q:a 9', 'joined.ogg'))
    const path = await media.write('joined.ogg', Buffer.concat([first, first]))
    const { samples: once } = await readSignal(piece, { ...media, sampleRate })
    const twice = { sampleRate, samples: new Float32Array(2 * once.length) }
    twice.samples.set(once)
    twice.samples.set(once, once.length)
    const decoded = await readSignal(path, { ...media, sampleRate })
    expect(decoded.samples).toHaveLength(twice.samples.length)
    const { same, seconds } = compareSignals(twice, decoded, { minSeconds: 8 })
    expect([same, ...new Set(seconds.map(({ lag }) => lag))]).toEqual([true, 0])
  })

  test.each([0.01, 0.5, 1])('takes Vorbis of one page, to the sample: %s s', async (seconds) => {
    const options = `-f lavfi -i sine=440:r=${sampleRate}:d=${seconds} -map 1:a -c:a libvorbis`
    const path = await media.convert(piece, options, 'short.ogg')
    const count = Math.round(seconds * sampleRate)
    expect(await probe(path, media)).toMatchObject({ sampleCount: count })
    const bytes = await readFile(path)
    const twice = await media.write('short-twice.ogg', Buffer.concat([bytes, bytes]))
    expect(await probe(twice, media)).toMatchObject({ sampleCount: 2 * count })
  })

  test('refuses Ogg streams that differ', async () => {
    const first = await readFile(await media.convert(piece, '-c:a libvorbis', '1.ogg'))
    const second = await readFile(await media.convert(piece, '-c:a libvorbis -ac 1', '2.ogg'))
    const path = await media.write('differ.ogg', Buffer.concat([first, second]))
    expect(await media.refusal(path)).toMatchObject({ code: 'MEDIA_UNSUPPORTED' })
  })
})

describe('what is refused by its name, with what to do', () => {
  const heads: readonly (readonly [string, RegExp, Buffer])[] = [
    ['song.xm', /FastTracker module.*tracker/, Buffer.from('Extended Module: rain')],
    ['song.it', /Impulse Tracker module/, Buffer.from('IMPMrain')],
    ['song.s3m', /Scream Tracker module/, Buffer.from(`${'\0'.repeat(44)}SCRM`)],
    ['song.mod', /ProTracker module/, Buffer.from(`${'\0'.repeat(1080)}M.K.`)],
    ['song.mid', /MIDI file.*render it/, Buffer.from('MThd\0\0\0\x06')],
    ['song.ac3', /Dolby AC-3/, Buffer.from('0b77aabb', 'hex')],
    ['song.tak', /TAK file/, Buffer.from('tBaK')],
    ['song.ofr', /OptimFROG/, Buffer.from('OFR ')],
    ['song.ra', /RealAudio/, Buffer.from('.ra\xfd', 'latin1')],
    ['film.avi', /AVI film/, Buffer.from('RIFF\0\0\0\0AVI LIST')],
    ['call.gsm', /GSM recording/, Buffer.alloc(33 * 40, Buffer.from([0xd2, ...Buffer.alloc(32, 7)]))],
    ['song.sid', /Commodore 64/, Buffer.from('PSID\0\x02')],
  ]
  test.each(heads)('%s', async (name, expected, head) => {
    const path = await media.write(name, Buffer.concat([head, Buffer.alloc(2000)]))
    const { code, message } = await media.refusal(path)
    expect({ code, message }).toEqual({
      code: 'MEDIA_UNSUPPORTED',
      message: expect.stringMatching(expected) as string,
    })
  })

  test('MP3 in a WAV, and a protected Windows Media file', async () => {
    const mp3 = await media.convert(piece, '-c:a libmp3lame -f wav', 'mp3.wav')
    expect(await media.refusal(mp3)).toMatchObject({
      code: 'MEDIA_UNSUPPORTED',
      message: expect.stringContaining('holds MP3') as string,
    })
    const bytes = await readFile(await media.convert(piece, '-c:a wmav2', 'free.wma'))
    const comment = Buffer.from('40a4d0d207e3d21197f000a0c95ea850', 'hex')
    const protection = Buffer.from('fbb3112223bdd211b4b700a0c955fc6e', 'hex')
    const at = bytes.indexOf(comment)
    expect(at).toBeGreaterThan(0)
    protection.copy(bytes, at)
    expect(await media.refusal(await media.write('protected.wma', bytes))).toMatchObject({
      code: 'MEDIA_UNSUPPORTED',
      message: expect.stringContaining('protected') as string,
    })
  })
})

/** The frames of an ADTS stream as Apple's encoders keep them: a packet table, and the decoder's settings in a cookie. */
function aacInCaf(adts: Buffer, priming: number, valid: number | null): Buffer {
  const packets = adtsFrames(adts).map((frame) => frame.subarray(7))
  const description = Buffer.alloc(32)
  description.writeDoubleBE(sampleRate, 0)
  description.write('aac ', 8, 'latin1')
  description.writeUInt32BE(2, 12)
  description.writeUInt32BE(1024, 20)
  description.writeUInt32BE(2, 24)
  const cookie = Buffer.from(
    `038080802200000004808080144015${'00'.repeat(11)}05808080021210068080800102`,
    'hex',
  )
  const table = Buffer.alloc(24)
  const held = packets.length * 1024
  table.writeBigInt64BE(BigInt(packets.length), 0)
  table.writeBigInt64BE(BigInt(valid ?? held), 8)
  table.writeInt32BE(priming, 16)
  table.writeInt32BE(held - priming - (valid ?? held), 20)
  const sizes = packets.flatMap(({ length }) =>
    length < 128 ? [length] : [0x80 | (length >> 7), length & 0x7f],
  )
  return Buffer.concat([
    Buffer.from('caff\0\x01\0\0', 'latin1'),
    cafChunk('desc', description),
    cafChunk('kuki', cookie),
    cafChunk('pakt', Buffer.concat([table, Buffer.from(sizes)])),
    cafChunk('data', Buffer.concat([Buffer.alloc(4), ...packets])),
  ])
}

function cafChunk(id: string, body: Buffer): Buffer {
  const header = Buffer.alloc(12)
  header.write(id, 0, 'latin1')
  header.writeBigInt64BE(BigInt(body.length), 4)
  return Buffer.concat([header, body])
}
