import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { id3, id3v1, latin, picture, utf16, utf8 } from './testing/id3.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'
import { readTags, type Tags } from './tags.ts'

vi.setConfig({ testTimeout: 60_000 })

let media: TestMedia
let sound: Buffer
const covers: Record<'red' | 'green' | 'blue', Buffer> = {
  red: Buffer.alloc(0),
  green: Buffer.alloc(0),
  blue: Buffer.alloc(0),
}

beforeAll(async () => {
  media = await createTestMedia()
  await synthesiseWav(media.at('piece.wav'), { seconds: 1, seed: 1 })
  sound = await readFile(
    await media.convert(
      media.at('piece.wav'),
      '-c:a libmp3lame -id3v2_version 0 -write_id3v1 0',
      'piece.mp3',
    ),
  )
  for (const colour of ['red', 'green', 'blue'] as const) {
    const drawn = `-filter_complex color=${colour}:s=8x8 -frames:v 1`
    covers[colour] = await readFile(await media.convert(media.at('piece.wav'), drawn, `${colour}.png`))
  }
})
afterAll(() => media.remove())

async function tagsOf(before: Buffer, after: Buffer = Buffer.alloc(0)): Promise<Tags> {
  await writeFile(media.at('tagged.mp3'), Buffer.concat([before, sound, after]))
  return readTags(media.at('tagged.mp3'), 'audio/mpeg')
}

const encode = { cyrillic: encoderOf('windows-1251'), japanese: encoderOf('shift_jis') }

describe('artists', () => {
  test('AC/DC is one, in every kind of ID3', async () => {
    expect(await tagsOf(id3(3, [['TPE1', latin('AC/DC')]]))).toEqual({ artist: 'AC/DC' })
    expect(await tagsOf(id3(3, [['TPE1', utf16('M/A/R/R/S')]]))).toEqual({ artist: 'M/A/R/R/S' })
    expect(await tagsOf(id3(4, [['TPE1', utf8('AC/DC')]]))).toEqual({ artist: 'AC/DC' })
    expect(await tagsOf(id3(2, [['TP1', latin('AC/DC')]]))).toEqual({ artist: 'AC/DC' })
  })

  test('several stay several, and are shown with commas', async () => {
    const several = { artist: 'One, Two', artists: ['One', 'Two'] }
    expect(await tagsOf(id3(3, [['TPE1', latin('One/Two')]]))).toEqual(several)
    expect(await tagsOf(id3(3, [['TPE1', latin('One\0Two')]]))).toEqual(several)
    expect(await tagsOf(id3(4, [['TPE1', utf8('One\0Two')]]))).toEqual(several)
    const flac = await media.convert(media.at('piece.wav'), '-metadata ARTIST=One;Two', 'several.flac')
    const bytes = await readFile(flac)
    expect(bytes.includes('One;Two')).toBe(true)
    await writeFile(flac, withTwoArtists(bytes))
    expect(await readTags(flac, 'audio/flac')).toMatchObject(several)
  })

  test('what is written for listeners stays beside the list', async () => {
    const list = Buffer.concat([utf8('ARTISTS\0One\0Two')])
    const tags = await tagsOf(
      id3(4, [
        ['TPE1', utf8('One feat. Two')],
        ['TXXX', list],
      ]),
    )
    expect(tags).toEqual({ artist: 'One feat. Two', artists: ['One', 'Two'] })
  })
})

test('album artist, disc, composer, label, licence, copyright, ISRC, lyrics; and not what others measured', async () => {
  const words = 'The tide comes in\nand the floor goes out'
  const tags = await tagsOf(
    id3(4, [
      ['TIT2', utf8('Rain')],
      ['TPE2', utf8('Various Artists')],
      ['TPOS', utf8('2/3')],
      ['TRCK', utf8('4/9')],
      ['TCOM', utf8('Tilda Brandt')],
      ['TPUB', utf8('Boathouse')],
      ['WCOP', Buffer.from('https://creativecommons.org/licenses/by/4.0/')],
      ['TCOP', utf8('2026 Tilda')],
      ['TSRC', utf8('DE-A62-26-00017')],
      ['USLT', Buffer.concat([Buffer.from('\x03eng\0', 'latin1'), Buffer.from(words)])],
      ['TXXX', utf8('REPLAYGAIN_TRACK_GAIN\0-9.00 dB')],
    ]),
  )
  expect(tags).toEqual({
    title: 'Rain',
    albumArtist: 'Various Artists',
    discNumber: 2,
    trackNumber: 4,
    composer: 'Tilda Brandt',
    recordLabel: 'Boathouse',
    licence: 'https://creativecommons.org/licenses/by/4.0/',
    copyright: '2026 Tilda',
    isrc: 'DEA622600017',
    lyrics: words,
  })
})

test('the date is that of the first release, as far as it is of the calendar, and the type what says most', async () => {
  const dates = async (...frames: Parameters<typeof id3>[1]) => tagsOf(id3(4, frames))
  expect(await dates(['TDRC', utf8('2011-06-01')], ['TDOR', utf8('1973-03-01')])).toEqual({
    releaseDate: '1973-03-01',
  })
  expect(await dates(['TDRC', utf8('2011-06-01T12:00:00')])).toEqual({ releaseDate: '2011-06-01' })
  expect(await dates(['TDRC', utf8('2011-13')])).toEqual({ releaseDate: '2011' })
  expect(await dates(['TXXX', utf8('MusicBrainz Album Type\0album/live')])).toEqual({ releaseType: 'live' })
  const flac = await media.convert(
    media.at('piece.wav'),
    '-metadata DATE=2011-06 -metadata ORIGINALDATE=1973 -metadata RELEASETYPE=ep',
    'dated.flac',
  )
  expect(await readTags(flac, 'audio/flac')).toMatchObject({ releaseDate: '1973', releaseType: 'ep' })
})

test('further genres are handed over apart from the first, as many as can be tags', async () => {
  const genres = [
    'Folk',
    'Slowcore',
    'a, b',
    'slowcore',
    ...Array.from({ length: 30 }, (_, index) => `g${index}`),
  ]
  const tags = await tagsOf(id3(4, [['TCON', utf8(genres.join('\0'))]]))
  expect(tags.genre).toBe('Folk')
  expect(tags.moreGenres).toHaveLength(10)
  expect(tags.moreGenres?.slice(0, 2)).toEqual(['Slowcore', 'g0'])
})

test('lyrics with times stay lines of LRC; a novel is none', async () => {
  const lrc = '[00:04.10]The tide comes in\n[01:09.80]and the floor goes out'
  const frame = (text: string) => Buffer.concat([Buffer.from('\x03eng\0', 'latin1'), Buffer.from(text)])
  expect(await tagsOf(id3(4, [['USLT', frame(lrc)]]))).toEqual({ lyrics: lrc })
  expect(await tagsOf(id3(4, [['USLT', frame('word '.repeat(8000))]]))).toEqual({})
})

describe('text that does not say how it is written', () => {
  const russian = { title: 'Группа крови', artist: 'Кино', album: 'Звезда' }
  const japanese = { title: 'さくらの花', artist: '森山', album: '春の歌' }

  test.each([
    ['Cyrillic', russian, encode.cyrillic, 'windows-1251'],
    ['Japanese', japanese, encode.japanese, 'shift_jis'],
  ] as const)('is guessed: %s, in ID3v1, v2.2 and v2.3', async (_what, texts, encoded, encoding) => {
    const [title, artist, album] = [encoded(texts.title), encoded(texts.artist), encoded(texts.album)]
    const old = await tagsOf(Buffer.alloc(0), id3v1({ title, artist, album }))
    const short = id3(2, [
      ['TT2', latin(title)],
      ['TP1', latin(artist)],
      ['TAL', latin(album)],
    ])
    const usual = id3(3, [
      ['TIT2', latin(title)],
      ['TPE1', latin(artist)],
      ['TALB', latin(album)],
    ])
    for (const tags of [old, await tagsOf(short), await tagsOf(usual)]) {
      expect(tags).toMatchObject(texts)
      expect(tags.readings?.[0]).toMatchObject({ ...texts, encoding })
      expect(tags.readings?.map((reading) => reading.encoding)).toContain('windows-1252')
    }
  })

  test('stays Latin where it is: accents are few', async () => {
    const texts = { title: 'Café déjà vu', artist: 'Sigur Rós', album: 'Ágætis byrjun' }
    const tags = await tagsOf(
      id3(3, [
        ['TIT2', latin(Buffer.from(texts.title, 'latin1'))],
        ['TPE1', latin(Buffer.from(texts.artist, 'latin1'))],
        ['TALB', latin(Buffer.from(texts.album, 'latin1'))],
      ]),
    )
    expect(tags).toMatchObject(texts)
    expect(tags.readings?.[0]?.encoding).toBe('windows-1252')
  })

  test('is UTF-8 where it is that, in WAV INFO too', async () => {
    expect(await tagsOf(id3(3, [['TIT2', latin('Größe und Ärger')]]))).toEqual({ title: 'Größe und Ärger' })
    const wav = await readFile(
      await media.convert(media.at('piece.wav'), '-metadata title=Ümläut', 'info.wav'),
    )
    expect(wav.includes('Ümläut')).toBe(true)
    await writeFile(media.at('info.wav'), wav)
    expect(await readTags(media.at('info.wav'), 'audio/wav')).toMatchObject({ title: 'Ümläut' })
  })
})

test('text is cut between what people count as characters', async () => {
  const family = '👩‍👩‍👧‍👦'
  const { title } = await tagsOf(id3(4, [['TIT2', utf8(family.repeat(300))]]))
  expect(title).toMatch(new RegExp(`^(${family}){100,200}…$`, 'u'))
})

describe('the picture', () => {
  const embedded = (...kinds: (readonly [number, Buffer])[]) =>
    id3(
      3,
      kinds.map(([kind, bytes]) => ['APIC', picture(kind, bytes)] as const),
    )
  const inFolder = async (name: string, tag: Buffer, files: Record<string, Buffer>) => {
    await mkdir(media.at(name))
    await writeFile(media.at(`${name}/song.mp3`), Buffer.concat([tag, sound]))
    for (const [file, bytes] of Object.entries(files)) await writeFile(media.at(`${name}/${file}`), bytes)
    const { artwork } = await readTags(media.at(`${name}/song.mp3`), 'audio/mpeg')
    return artwork && Buffer.from(artwork.bytes)
  }

  test('of the front cover wins, then the one beside the file, then any other', async () => {
    const { red, green, blue } = covers
    const beside = { 'Cover.PNG': blue }
    expect(await inFolder('front', embedded([4, red], [3, green]), beside)).toEqual(green)
    expect(await inFolder('beside', embedded([4, red]), beside)).toEqual(blue)
    expect(await inFolder('folder', Buffer.alloc(0), { 'folder.png': green, 'x.png': red })).toEqual(green)
    expect(await inFolder('other', embedded([4, red]), {})).toEqual(red)
    expect(
      await inFolder('none', Buffer.alloc(0), { 'cover.jpg': Buffer.from('no picture') }),
    ).toBeUndefined()
  })
})

/** Splits the one artist of a Vorbis comment into two. */
function withTwoArtists(flac: Buffer): Buffer {
  const at = flac.indexOf('ARTIST=One;Two')
  const entry = (text: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(text.length)
    return Buffer.concat([length, Buffer.from(text)])
  }
  const block = flac.lastIndexOf(Buffer.from([4]), flac.indexOf('Lavf') - 5)
  const changed = Buffer.concat([
    flac.subarray(0, at - 4),
    entry('ARTIST=One'),
    entry('ARTIST=Two'),
    flac.subarray(at + 'ARTIST=One;Two'.length),
  ])
  const header = flac.readUIntBE(block + 1, 3)
  changed.writeUIntBE(header + changed.length - flac.length, block + 1, 3)
  const vendor = flac.readUInt32LE(block + 4)
  const count = block + 8 + vendor
  changed.writeUInt32LE(flac.readUInt32LE(count) + 1, count)
  return changed
}

/** Bytes of a text, by trying which byte or two decode to each of its characters. */
function encoderOf(encoding: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(encoding)
  const codes = new Map<string, readonly number[]>()
  for (let first = 255; first >= 0; first--) {
    for (let second = 0x40; second < 0xfd; second++)
      codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second])
    codes.set(decoder.decode(Uint8Array.of(first)), [first])
  }
  return (text) => Uint8Array.from(Array.from(text).flatMap((character) => codes.get(character) ?? []))
}
