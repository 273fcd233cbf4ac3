import { execFile } from 'node:child_process'
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { parseFile } from 'music-metadata'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { synthesiseWav } from '../../../testAudio/synthesise.ts'
import type { ExportFormat } from '../../../shared/exportFormats.ts'
import { decodeAudio } from '../decodeAudio.ts'
import { probe } from '../probe.ts'
import type { RenditionName } from '../renditions.ts'
import { bytesOf, createTestMedia, encodeAll, type TestMedia } from '../testing/testMedia.ts'
import type { FileTags } from './fileTags.ts'
import { flacBitDepth } from './flacBitDepth.ts'
import { type OwnedSound, writeSoundFile } from './writeSoundFile.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const run = promisify(execFile)
const output = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
const tags: Omit<FileTags, 'cover'> = {
  title: 'A = B; #1 \\ “ü” \u{1f469}\u200d\u{1f3a4}',
  artist: 'Ada; Bo',
  album: 'Weather',
  albumArtist: 'Various Artists',
  track: { number: 2, total: 5, disc: 1 },
  date: '2021-05-07',
  genre: 'Folk',
  composer: 'C. Composer',
  isrc: 'GBAYE6800011',
  recordLabel: 'Boathouse',
  licence: 'CC BY-SA 4.0',
  copyright: '© 2021 Ada',
  lyrics: 'first = one\n\n;second\n#third',
}

let media: TestMedia
let cover: Uint8Array
let count = 0
const sources = new Map<string, Awaited<ReturnType<typeof encodeAll>>>()
beforeAll(async () => {
  media = await createTestMedia()
  const picture = [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'color=red:s=64x64',
    '-frames:v',
    '1',
    media.at('c.jpg'),
  ]
  await run(media.ffmpeg, picture)
  cover = await readFile(media.at('c.jpg'))
  for (const [name, piece] of Object.entries(pieces)) {
    await synthesiseWav(media.at(`${name}.wav`), piece)
    sources.set(name, await encodeAll(media.at(`${name}.wav`), media))
  }
})
afterAll(() => media.remove())

const pieces = {
  cd: { seconds: 3.1234, seed: 7 },
  studio: { seconds: 1.2, seed: 8, sampleRate: 96_000, bitDepth: 24, channels: 1 },
} as const
type Piece = keyof typeof pieces

function soundOf(piece: Piece, name: RenditionName): OwnedSound {
  const { encoded, segments } = sources.get(piece) ?? never()
  const found = segments.get(name) ?? never()
  const rendition = encoded.renditions.find((each) => each.name === name) ?? never()
  const bitDepth = name === 'flac' && flacBitDepth(found[0]?.bytes ?? never()) > 16 ? 24 : 16
  return { rendition, bitDepth, segments: () => bytesOf(found) }
}

async function make(piece: Piece, name: RenditionName, format: ExportFormat): Promise<string> {
  const path = media.at(`made-${(count += 1)}`)
  await writeSoundFile({ path, format, tags: { ...tags, cover } }, soundOf(piece, name), media)
  return path
}

async function samplesOf(path: string, form = 's24le'): Promise<Buffer> {
  const { stdout } = await run(
    media.ffmpeg,
    ['-v', 'error', '-i', path, '-map', '0:a', '-f', form, '-'],
    output,
  )
  return stdout
}

async function decoded(
  { rendition, segments }: OwnedSound,
  encoding: 's16' | 's24' | 'f32',
): Promise<Buffer> {
  const parts: Buffer[] = []
  const onSamples = async (bytes: Buffer) => void parts.push(Buffer.from(bytes))
  await decodeAudio(rendition, segments(), { ffmpeg: media.ffmpeg, encoding, onSamples })
  return Buffer.concat(parts)
}

test.each([
  ['cd', 'flac', 16],
  ['cd', 'alac', 16],
  ['cd', 'wav', 16],
  ['studio', 'flac', 24],
  ['studio', 'alac', 24],
  ['studio', 'wav', 24],
] as const)('%s as %s has the very samples of the source, and its %i bits', async (piece, format, bits) => {
  const path = await make(piece, 'flac', format)
  expect((await samplesOf(path)).equals(await samplesOf(media.at(`${piece}.wav`)))).toBe(true)
  expect((await parseFile(path)).format.bitsPerSample).toBe(bits)
})

test.each(['flac', 'mp3', 'alac', 'm4a'] as const)(
  '%s says what it is and shows its cover',
  async (format) => {
    const { common, native } = await parseFile(await make('cd', format === 'm4a' ? 'aac' : 'flac', format))
    expect(common).toMatchObject({
      title: tags.title,
      artist: tags.artist,
      album: tags.album,
      albumartist: tags.albumArtist,
      track: { no: 2, of: 5 },
      disk: { no: 1 },
      year: 2021,
      genre: ['Folk'],
      composer: [tags.composer],
      copyright: tags.copyright,
      picture: [{ format: 'image/jpeg' }],
      lyrics: [{ text: tags.lyrics }],
    })
    // ID3v2.3 has the day in a frame of its own.
    const ofDay = native['ID3v2.3']?.find(({ id }) => id === 'TDAT')?.value
    expect(ofDay ?? common.date).toBe(format === 'mp3' ? '0705' : '2021-05-07')
    expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(cover)).toBe(true)
    // ffmpeg's MPEG-4 writer has no place for them.
    const ofId3 = native['ID3v2.3']?.find(({ id }) => id === 'TXXX:LICENSE')?.value
    const said = [common.isrc, common.label, common.license ?? ofId3]
    const { isrc, recordLabel, licence } = tags
    const isWhole = format === 'flac' || format === 'mp3'
    expect(said).toEqual(isWhole ? [[isrc], [recordLabel], licence] : [undefined, undefined, undefined])
  },
)

test('AAC is copied frame by frame, and its edit list says exactly which samples are the track’s', async () => {
  const path = await make('cd', 'aac', 'm4a')
  const sound = soundOf('cd', 'aac')
  const { sampleCount } = await probe(path, media)
  expect(sampleCount).toBe(sound.rendition.sampleCount)
  const expected = await decoded(sound, 'f32')
  const heard = await samplesOf(path, 'f32le')
  expect(heard.subarray(0, expected.length).equals(expected)).toBe(true)
  // ffmpeg heeds where the list begins, and plays the last frame to its end.
  const frameBytes = 1024 * 2 * 4
  expect(heard.length - expected.length).toBeLessThan(frameBytes)
})

test.each([
  ['cd', 'flac'],
  ['cd', 'aac'],
] as const)('MP3 of %s, made from %s, decodes to as many samples as the track has', async (piece, name) => {
  const heard = await samplesOf(await make(piece, name, 'mp3'), 's16le')
  expect(heard.length / 4).toBe(soundOf(piece, name).rendition.sampleCount)
})

test('rates that an MP3 can’t have become one that it can', async () => {
  const { format } = await parseFile(await make('studio', 'flac', 'mp3'))
  expect(format.sampleRate).toBe(48_000)
})

test('what is made of AAC as FLAC is within a few steps of 16 bits of what a player decodes', async () => {
  const path = await make('cd', 'aac', 'flac')
  const expected = asNumbers(await decoded(soundOf('cd', 'aac'), 's16'))
  const made = asNumbers(await samplesOf(path, 's16le'))
  expect(made.length).toBe(expected.length)
  expect(made.every((sample, index) => Math.abs(sample - (expected[index] ?? 0)) <= 2)).toBe(true)
})

test('the same sound makes the same file, to the last byte', async () => {
  for (const format of ['flac', 'alac', 'mp3', 'wav'] as const) {
    const [one, two] = await Promise.all([make('cd', 'flac', format), make('cd', 'flac', format)])
    expect((await readFile(one)).equals(await readFile(two))).toBe(true)
  }
})

test('a disk without room is said, also where ffmpeg ends well all the same, and nothing is left beside', async () => {
  const limited = media.at('limited.sh')
  await writeFile(limited, `#!/bin/sh\ntrap '' XFSZ\nulimit -f 64\nexec '${media.ffmpeg}' "$@"\n`)
  await chmod(limited, 0o755)
  for (const format of ['flac', 'alac', 'mp3', 'm4a', 'wav'] as const) {
    const path = media.at(`full-${format}`)
    const source = soundOf('cd', format === 'm4a' ? 'aac' : 'flac')
    const written = writeSoundFile({ path, format, tags: { ...tags, cover } }, source, { ffmpeg: limited })
    await expect(written).rejects.toMatchObject({ code: 'MEDIA_ENCODE_FAILED' })
  }
  const left = (await readdir(media.at('.'))).filter((name) => name.startsWith('full-') && name.includes('.'))
  expect(left).toEqual([])
})

test('segments that hold less than they should are refused', async () => {
  const whole = soundOf('cd', 'aac')
  const rendition = { ...whole.rendition, sampleCount: whole.rendition.sampleCount + 9000 }
  for (const format of ['m4a', 'flac'] as const) {
    const path = media.at(`short-${format}`)
    const written = writeSoundFile({ path, format, tags: { ...tags, cover } }, { ...whole, rendition }, media)
    await expect(written).rejects.toMatchObject({ code: 'MEDIA_DECODE_FAILED' })
  }
})

function asNumbers(bytes: Buffer): Int16Array {
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}

function never(): never {
  throw new Error('The source has no such rendition.')
}
