import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { openByteFile } from './byteFile.ts'
import { readAudioHeader } from './readAudioHeader.ts'
import { soundHash } from './soundHash.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

let media: TestMedia
let wavPath: string

beforeAll(async () => {
  media = await createTestMedia()
  wavPath = media.at('piece.wav')
  await synthesiseWav(wavPath, { seconds: 1, seed: 1 })
})
afterAll(() => media.remove())

async function headerOf(path: string) {
  await using file = await openByteFile(path)
  return await readAudioHeader(file)
}

describe('the hash of a sound', () => {
  test.each([
    ['16 bits', 's16'],
    ['24 bits', 's32'],
  ])('is what a FLAC file says of itself: %s', async (name, format) => {
    const path = await media.convert(wavPath, `-c:a flac -sample_fmt ${format}`, `${name}.flac`)
    const { stated, ffmpegInput } = await headerOf(path)
    expect(stated.soundHash).toMatch(/^[0-9a-f]{32}$/)
    expect(await soundHash(ffmpegInput, stated.bitDepth, media)).toBe(stated.soundHash)
  })

  test('is another for another sound, and none where samples are not whole bytes', async () => {
    const { ffmpegInput } = await headerOf(
      await media.convert(wavPath, '-c:a flac -af volume=0.5', 'quiet.flac'),
    )
    const { stated } = await headerOf(await media.convert(wavPath, '-c:a flac', 'loud.flac'))
    expect(await soundHash(ffmpegInput, 16, media)).not.toBe(stated.soundHash)
    expect(await soundHash(ffmpegInput, 20, media)).toBeNull()
    expect(await soundHash(ffmpegInput, null, media)).toBeNull()
  })
})
