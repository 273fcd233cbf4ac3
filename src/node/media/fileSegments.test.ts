import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFfmpeg } from '../../process/tools.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { openByteFile } from './byteFile.ts'
import { decodeAudio } from './decodeAudio.ts'
import { FileSegments } from './fileSegments.ts'
import { type FileSound, fileSoundOf } from './fileSound.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { boxBody, findBox, splitBoxes } from './mp4/boxes.ts'
import { readAudioHeader } from './readAudioHeader.ts'

const seconds = 23.4
const sampleRate = 8000
let folder: string
let ffmpeg: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-segments-'))
  ffmpeg = await findFfmpeg()
  await synthesiseWav(join(folder, 'a.wav'), { seconds, seed: 1, sampleRate })
  await convert('a.flac', 'flac')
  await convert('a.mp3', 'libmp3lame')
  await convert('a.ogg', 'libvorbis')
})
afterAll(() => rm(folder, { recursive: true }))

async function convert(name: string, codec: string): Promise<void> {
  const args = ['-v', 'error', '-i', join(folder, 'a.wav'), '-c:a', codec, join(folder, name)]
  await runFfmpeg(
    { ffmpeg, args, outputs: 0, failure: { code: 'MEDIA_ENCODE_FAILED', message: 'No.' } },
    async () => undefined,
  )
}

async function soundOf(name: string): Promise<FileSound> {
  await using file = await openByteFile(join(folder, name))
  const header = await readAudioHeader(file)
  return fileSoundOf(header, header.stated.sampleCount ?? 0)
}

/** All samples of the segments joined, as a player decodes them. */
async function decode(sound: FileSound, read: (index: number) => Promise<Uint8Array>, count: number) {
  const chunks: Buffer[] = []
  const segments = (async function* () {
    for (let index = 0; index < count; index += 1) yield await read(index)
  })()
  await decodeAudio({ ...sound, codec: 'flac', encoderDelay: 0 }, segments, {
    ffmpeg,
    encoding: 's16',
    onSamples: async (bytes) => void chunks.push(Buffer.from(bytes)),
  })
  return Buffer.concat(chunks)
}

test.each(['a.wav', 'a.flac', 'a.mp3', 'a.ogg'])(
  'the segments of %s are its sound, to the sample',
  async (name) => {
    const sound = await soundOf(name)
    expect(sound).toMatchObject({ sampleCount: seconds * sampleRate, channels: 2 })
    const segments = new FileSegments(sound, { ffmpeg })
    const { samples } = segments
    for (const index of [1, 2, 3])
      expect(await beginOf(await segments.read(index))).toBe(sum(samples.slice(0, index)))
    expect(sum(samples)).toBe(sound.sampleCount + 2048)
    const pcm = await decode(sound, (index) => segments.read(index), samples.length)
    expect(pcm.byteLength).toBe(sound.sampleCount * 4)
    segments.close()

    // Asked for in any order, they are the same; what was lossy is dithered anew.
    const jumping = new FileSegments(sound, { ffmpeg })
    const order = [samples.length - 1, 0, 2, 1, 3]
    const read = new Map<number, Uint8Array>()
    for (const index of order) read.set(index, await jumping.read(index))
    jumping.close()
    const again = await decode(sound, async (index) => read.get(index) ?? jumping.read(index), samples.length)
    expect(again.byteLength).toBe(pcm.byteLength)
    expect(furthest(pcm, again)).toBeLessThanOrEqual(name === 'a.wav' || name === 'a.flac' ? 0 : 3)
    jumping.close()
  },
)

test('a file that is shorter than it says goes on as silence, and there is nothing behind its last segment', async () => {
  await synthesiseWav(join(folder, 'cut.wav'), { seconds, seed: 1, sampleRate })
  const sound = await soundOf('cut.wav')
  await truncate(join(folder, 'cut.wav'), 44 + 4 * sampleRate)
  const segments = new FileSegments(sound, { ffmpeg })
  const pcm = await decode(sound, (index) => segments.read(index), segments.samples.length)
  expect(pcm.byteLength).toBe(sound.sampleCount * 4)
  expect(pcm.subarray(2 * sampleRate * 4).every((byte) => byte === 0)).toBe(true)
  await expect(segments.read(segments.samples.length)).rejects.toMatchObject({ code: 'PLAYBACK_NO_SEGMENT' })
  segments.close()
})

test('a file that has gone is an error, and plays when it is back', async () => {
  const sound = await soundOf('a.wav')
  const gone = { ...sound, ffmpegInput: { ...sound.ffmpegInput, path: join(folder, 'gone.wav') } }
  const segments = new FileSegments(gone, { ffmpeg })
  await expect(segments.read(1)).rejects.toMatchObject({ code: 'MEDIA_DECODE_FAILED' })
  await convert('gone.wav', 'pcm_s16le')
  expect((await segments.read(1)).byteLength).toBeGreaterThan(100)
  segments.close()
})

test('a file that was closed is opened again by whoever reads on', async () => {
  const segments = new FileSegments(await soundOf('a.mp3'), { ffmpeg })
  const first = await segments.read(1)
  segments.close()
  expect((await segments.read(2)).byteLength).toBeGreaterThan(100)
  expect(await segments.read(1)).toBe(first)
  segments.close()
})

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

/** Where on the timeline a segment says that it begins. */
async function beginOf(segment: Uint8Array): Promise<number> {
  for await (const box of splitBoxes(Readable.from([segment]))) {
    const time = findBox(boxBody(box), ['traf', 'tfdt'])
    if (time !== undefined) return time.getUint8(0) === 1 ? Number(time.getBigUint64(4)) : time.getUint32(4)
  }
  throw new Error('The segment says nothing of it.')
}

function furthest(one: Buffer, other: Buffer): number {
  let most = 0
  for (let at = 0; at + 1 < one.byteLength; at += 2)
    most = Math.max(most, Math.abs(one.readInt16LE(at) - other.readInt16LE(at)))
  return most
}
