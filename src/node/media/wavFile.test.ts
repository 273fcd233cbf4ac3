import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'
import { wavHeader, writeWav } from './wavFile.ts'

let media: TestMedia
beforeAll(async () => {
  media = await createTestMedia()
})
afterAll(() => media.remove())

const layout = { sampleRate: 48_000, channels: 2, encoding: 's24', sampleCount: 3 } as const

describe('writing a WAV file', () => {
  test('puts a header before the samples', async () => {
    await writeWav(media.at('three.wav'), layout, async (append) => {
      await append(Buffer.alloc(12, 1))
      await append(Buffer.alloc(6, 2))
    })
    const file = await readFile(media.at('three.wav'))
    expect(file.subarray(0, 44)).toEqual(wavHeader(layout))
    expect(file.subarray(44)).toEqual(Buffer.from([...Buffer.alloc(12, 1), ...Buffer.alloc(6, 2)]))
  })

  test('leaves nothing when the samples do not come', async () => {
    const lost = new Error('lost')
    const writing = writeWav(media.at('lost.wav'), layout, async (append) => {
      await append(Buffer.alloc(6))
      throw lost
    })
    await expect(writing).rejects.toBe(lost)
    const left = await readdir(dirname(media.at('lost.wav')))
    expect(left.filter((name) => name.startsWith('lost'))).toEqual([])
  })

  test('refuses what a WAV file cannot say', () => {
    expect(() => wavHeader({ ...layout, sampleCount: 2 ** 30 })).toThrow(
      expect.objectContaining({ code: 'MEDIA_TOO_LONG' }),
    )
  })
})
