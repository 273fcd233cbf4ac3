import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rename, symlink, truncate, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { probe } from './probe.ts'
import { synthesiseFlac, synthesiseWav } from '../../testAudio/synthesise.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 30_000 })

let media: TestMedia
let wavPath: string
let flacPath: string
let mp3Path: string
const samples = 3 * 44_100

beforeAll(async () => {
  media = await createTestMedia()
  wavPath = media.at('piece.wav')
  flacPath = media.at('piece.flac')
  await synthesiseWav(wavPath, { seconds: 3, seed: 1 })
  await synthesiseFlac(flacPath, { seconds: 3, seed: 1 }, media.ffmpeg)
  mp3Path = await media.convert(wavPath, '-c:a libmp3lame -b:a 192k', 'piece.mp3')
})
afterAll(() => media.remove())

const refusal = async (path: string) => {
  const error: unknown = await probe(path, media).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error
}

describe('what is recognised', () => {
  test.each([
    ['pcm_u8', 8],
    ['pcm_s16le', 16],
    ['pcm_s24le', 24],
    ['pcm_s32le', 32],
    ['pcm_f32le', 32],
  ])('takes WAV with %s', async (codec, bitDepth) => {
    const path = await media.convert(wavPath, `-c:a ${codec}`, `${codec}.wav`)
    expect(await probe(path, media)).toMatchObject({
      format: 'wav',
      bitDepth,
      lossless: true,
      sampleCount: samples,
    })
  })

  test('counts the samples of RF64, and of a WAV whose length was unknown when it was written', async () => {
    const long = await media.convert(wavPath, '-rf64 always', 'long.wav')
    const streamed = await readFile(wavPath)
    streamed.writeUInt32LE(0xffff_ffff, 4)
    streamed.writeUInt32LE(0xffff_ffff, 40)
    await writeFile(media.at('streamed.wav'), streamed)
    expect(await probe(long, media)).toMatchObject({ sampleCount: samples })
    expect(await probe(media.at('streamed.wav'), media)).toMatchObject({ sampleCount: samples })
  })

  test.each([
    ['s16', 16, 44_100],
    ['s32', 24, 96_000],
  ])('takes FLAC with %s', async (format, bitDepth, sampleRate) => {
    const path = await media.convert(
      wavPath,
      `-c:a flac -sample_fmt ${format} -ar ${sampleRate}`,
      `${format}.flac`,
    )
    const sampleCount = 3 * sampleRate
    expect(await probe(path, media)).toMatchObject({
      format: 'flac',
      bitDepth,
      sampleRate,
      sampleCount,
      channels: 2,
    })
  })

  test.each([
    ['constant bitrate', '-b:a 128k', 44_100, 2],
    ['variable bitrate', '-q:a 3', 44_100, 2],
    ['mono at 48 kHz', '-b:a 96k -ac 1 -ar 48000', 48_000, 1],
    ['MPEG 2 at 22.05 kHz', '-b:a 64k -ar 22050', 22_050, 2],
    ['MPEG 2.5 at 8 kHz', '-b:a 16k -ac 1 -ar 8000', 8_000, 1],
  ])(
    'counts the samples of MP3 without encoder delay and padding: %s',
    async (name, options, sampleRate, channels) => {
      const path = await media.convert(wavPath, `-c:a libmp3lame ${options}`, `${name}.mp3`)
      const expected = {
        format: 'mp3',
        sampleRate,
        channels,
        lossless: false,
        bitDepth: null,
        sampleCount: 3 * sampleRate,
      }
      expect(await probe(path, media)).toMatchObject(expected)
    },
  )

  test('goes by the content, not by the name, and behind symbolic links', async () => {
    await writeFile(media.at('really-flac.mp3'), await readFile(flacPath))
    await symlink(media.at('really-flac.mp3'), media.at('link.wav'))
    expect(await probe(media.at('link.wav'), media)).toMatchObject({ format: 'flac', sampleCount: samples })
  })

  test('takes FLAC behind an ID3 tag and with bytes after its end, counting the sound alone', async () => {
    const tagged = Buffer.concat([
      (await readFile(mp3Path)).subarray(0, id3Length(await readFile(mp3Path))),
      await readFile(flacPath),
    ])
    await writeFile(media.at('tagged.flac'), Buffer.concat([tagged, Buffer.from(`TAG${'x'.repeat(5000)}`)]))
    expect(await probe(media.at('tagged.flac'), media)).toMatchObject({
      format: 'flac',
      sampleCount: samples,
    })
  })
})

describe('what is refused', () => {
  test.each([
    [
      'a text file called .wav',
      'text.wav',
      'Dear listener, this is no sound at all.\n'.repeat(100),
      'MEDIA_NOT_AUDIO',
    ],
    [
      'an HLS playlist',
      'list.mp3',
      '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/etc/passwd\n',
      'MEDIA_NOT_AUDIO',
    ],
    ['a concat script', 'list.flac', "ffconcat version 1.0\nfile '/etc/passwd'\n", 'MEDIA_NOT_AUDIO'],
    ['an Ogg file of no known kind', 'sound.ogg', 'OggS\0\x02'.padEnd(4000, '\0'), 'MEDIA_UNSUPPORTED'],
    ['an empty file', 'empty.wav', '', 'MEDIA_EMPTY'],
    ['a WAV without data', 'header.wav', 'RIFF\0\0\0\0WAVE', 'MEDIA_EMPTY'],
    ['a FLAC cut inside its header', 'header.flac', 'fLaC\0\0\0\x22', 'MEDIA_TRUNCATED'],
    ['zeros', 'zeros.mp3', '\0'.repeat(10_000), 'MEDIA_NOT_AUDIO'],
  ])('%s', async (_what, name, content, code) => {
    await writeFile(media.at(name), content, 'latin1')
    expect(await refusal(media.at(name))).toMatchObject({ code })
  })

  test('a folder, a named pipe and a missing file, without waiting for them', async () => {
    await mkdir(media.at('folder.wav'))
    execFileSync('mkfifo', [media.at('pipe.wav')])
    await symlink(media.at('pipe.wav'), media.at('link-to-pipe.wav'))
    expect(await refusal(media.at('folder.wav'))).toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
    expect(await refusal(media.at('link-to-pipe.wav'))).toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
    expect(await refusal('/dev/zero')).toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
    expect(await refusal(media.at('nowhere.wav'))).toMatchObject({ code: 'MEDIA_UNREADABLE' })
  })

  test.each(['wav', 'flac', 'mp3'])('a %s that ends early', async (kind) => {
    const path = media.at(`short.${kind}`)
    const whole = await readFile(
      { wav: wavPath, flac: flacPath, mp3: await media.convert(wavPath, '-q:a 3', 'v.mp3') }[kind] ?? '',
    )
    await writeFile(path, whole)
    await truncate(path, Math.floor(whole.length * 0.6))
    expect(await refusal(path)).toMatchObject({ code: 'MEDIA_TRUNCATED' })
  })

  test('a FLAC whose header lies about its length, either way, or with a damaged frame', async () => {
    const whole = await media.convert(wavPath, '-c:a flac', 'stated.flac').then((path) => readFile(path))
    await writeFile(media.at('more.flac'), withSampleCount(whole, samples * 2))
    await writeFile(media.at('fewer.flac'), withSampleCount(whole, samples / 2))
    const flipped = Buffer.from(whole)
    flipped.writeUInt8(flipped.readUInt8(whole.length >> 1) ^ 0x55, whole.length >> 1)
    await writeFile(media.at('flipped.flac'), flipped)
    expect(await refusal(media.at('more.flac'))).toMatchObject({ code: 'MEDIA_TRUNCATED' })
    expect(await refusal(media.at('fewer.flac'))).toMatchObject({ code: 'MEDIA_DAMAGED' })
    expect(await refusal(media.at('flipped.flac'))).toMatchObject({ code: 'MEDIA_DAMAGED' })
  })

  test('sixteen channels, A-law, rates no one plays, layer II, and two formats in one file', async () => {
    const many = await media.convert(wavPath, '-af pan=hexadecagonal|c0=c0', 'many.wav')
    const alaw = await media.convert(wavPath, '-c:a pcm_alaw', 'alaw.wav')
    const slow = await media.convert(wavPath, '-ar 4000', 'slow.wav')
    const layer2 = await media.convert(wavPath, '-c:a mp2 -f mp2', 'layer2.mp3')
    const other = await media.convert(wavPath, '-ar 48000 -ac 1 -c:a libmp3lame', 'other.mp3')
    await writeFile(media.at('mixed.mp3'), Buffer.concat([await readFile(mp3Path), await readFile(other)]))
    for (const path of [many, alaw, slow, layer2, media.at('mixed.mp3')]) {
      expect({ path, ...((await refusal(path)) as object) }).toMatchObject({
        path,
        code: 'MEDIA_UNSUPPORTED',
      })
    }
  })

  test('what is longer than a manifest can list, before decoding it', async () => {
    const header = (await readFile(wavPath)).subarray(0, 44)
    header.writeUInt32LE(5 * 3600 * 44_100 * 4 - 1000, 40)
    await writeFile(media.at('long-header.wav'), header)
    await truncate(media.at('long-header.wav'), 5 * 3600 * 44_100 * 4)
    expect(await refusal(media.at('long-header.wav'))).toMatchObject({ code: 'MEDIA_TOO_LONG' })
  })

  test('anything once the caller cancelled', async () => {
    const cancelled = probe(wavPath, { ffmpeg: media.ffmpeg, signal: AbortSignal.abort() })
    await expect(cancelled).rejects.toMatchObject({ code: 'MEDIA_CANCELLED' })
  })
})

describe('tags', () => {
  test('reads and tidies them in all three formats, with artwork told by its content', async () => {
    const options =
      '-metadata title=Rain -metadata artist=Ines -metadata album=Roofs -metadata track=3/9 -metadata date=2024-05-01 -metadata genre=Folk'
    const wav = await media.convert(wavPath, options, 'tags.wav')
    const flac = await media.convert(wavPath, `${options} -metadata ISRC=us-abc-12-34567`, 'tags.flac')
    const mp3 = await media.convert(wavPath, `${options} -metadata TSRC=USABC1234567`, 'tags.mp3')
    const common = {
      title: 'Rain',
      artist: 'Ines',
      album: 'Roofs',
      trackNumber: 3,
      releaseDate: '2024-05-01',
      genre: 'Folk',
    }
    expect((await probe(wav, media)).tags).toEqual(common)
    expect((await probe(flac, media)).tags).toEqual({ ...common, isrc: 'USABC1234567' })
    expect((await probe(mp3, media)).tags).toEqual({ ...common, isrc: 'USABC1234567' })
  })

  test('hands over embedded artwork, which ffmpeg never decodes', async () => {
    const png = await media.convert(wavPath, '-filter_complex showwavespic=s=64x32 -frames:v 1', 'cover.png')
    const path = media.at('covered.flac')
    execFileSync(
      media.ffmpeg,
      `-v error -i ${flacPath} -i ${png} -map 0:a -map 1:v -c copy -disposition:v attached_pic ${path}`.split(
        ' ',
      ),
    )
    const { tags, sampleCount } = await probe(path, media)
    expect(sampleCount).toBe(samples)
    expect(tags.artwork?.mediaType).toBe('image/png')
    expect(Buffer.from(tags.artwork?.bytes ?? [])).toEqual(await readFile(png))
  })

  test('does not refuse sound for the sake of a broken tag', async () => {
    const broken = Buffer.concat([
      Buffer.from('ID3\x04\0\0\0\0\0\x20TIT2\xff\xff\xff\xff\0\0', 'latin1'),
      Buffer.alloc(16, 0xff),
    ])
    const sound = await readFile(mp3Path)
    await writeFile(media.at('broken.tmp'), Buffer.concat([broken, sound.subarray(id3Length(sound))]))
    await rename(media.at('broken.tmp'), media.at('broken.mp3'))
    expect(await probe(media.at('broken.mp3'), media)).toMatchObject({ format: 'mp3' })
  })
})

function id3Length(mp3: Buffer): number {
  return 10 + mp3.subarray(6, 10).reduce((size, byte) => (size << 7) | byte, 0)
}

/** STREAMINFO's 36-bit count of samples, replaced. */
function withSampleCount(flac: Buffer, count: number): Buffer {
  const changed = Buffer.from(flac)
  const packed = changed.readBigUInt64BE(18)
  changed.writeBigUInt64BE((packed & ~0xf_ffff_ffffn) | BigInt(count), 18)
  return changed
}
