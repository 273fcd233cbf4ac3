import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { concat } from 'uint8arrays/concat'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isBuskerError } from '../../../shared/errors.ts'
import { synthesiseWav } from '../../../testAudio/synthesise.ts'
import { collect, createTestMedia, inChunks, type TestMedia } from '../testing/testMedia.ts'
import { splitBoxes } from './boxes.ts'
import { splitSegments, type MediaSegment } from './segments.ts'

vi.setConfig({ testTimeout: 30_000 })

const targets = { first: 1, others: 4 }
const seconds = 14
let media: TestMedia
let file: Uint8Array

beforeAll(async () => {
  media = await createTestMedia()
  await synthesiseWav(media.at('piece.wav'), { seconds, seed: 3, channels: 1 })
  const options = '-c:a aac -b:a 32k -movflags +empty_moov+default_base_moof -frag_duration 1000000 -f mp4'
  file = await readFile(await media.convert(media.at('piece.wav'), options, 'piece.mp4'))
})
afterAll(() => media.remove())

async function collectSegments(source: AsyncIterable<Uint8Array>): Promise<MediaSegment[]> {
  return collect(splitSegments(source, targets))
}

describe('splitting fragmented MP4 into segments', () => {
  test('gives an init segment, a short first one, longer ones, and loses no byte but the index at the end', async () => {
    const segments = await collectSegments(inChunks(file, [65_536]))
    const durations = segments.map(({ samples }) => samples / 44_100)
    expect(segments.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5].slice(0, segments.length))
    expect(durations[0]).toBe(0)
    expect(durations[1]).toBeCloseTo(1, 0)
    for (const duration of durations.slice(2, -1)) expect(duration).toBeCloseTo(4, 0)
    expect(segments.reduce((sum, { samples }) => sum + samples, 0)).toBe(seconds * 44_100 + 1024)
    const joined = concat(segments.map(({ bytes }) => bytes))
    expect(Buffer.from(joined)).toEqual(Buffer.from(file.subarray(0, joined.length)))
    expect(String.fromCharCode(...file.subarray(joined.length + 4, joined.length + 8))).toBe('mfra')
  })

  test('gives the same segments however the bytes arrive', async () => {
    const expected = await collectSegments(inChunks(file, [file.length]))
    const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 70_000 })), {
      minLength: 1,
    })
    await fc.assert(
      fc.asyncProperty(lengths, async (pieces) => {
        expect(await collectSegments(inChunks(file, [...pieces, 30_000]))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('reads no further than it is asked', async () => {
    let read = 0
    const counted = (async function* () {
      for await (const piece of inChunks(file, [1000])) {
        read += piece.length
        yield piece
      }
    })()
    const segments = splitSegments(counted, targets)
    const init = await segments.next()
    expect(init.value?.index).toBe(0)
    expect(read).toBeLessThan(3000)
    await segments.return(undefined)
  })

  test('refuses a stream that is cut anywhere but between fragments', async () => {
    const boundaries = new Set(await fragmentEnds(file))
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...boundaries), fc.nat(Math.max(...boundaries) - 1)),
        async (length) => {
          const outcome = await outcomeOf(collectSegments(inChunks(file.subarray(0, length), [10_000])))
          expect(outcome).toBe(boundaries.has(length) ? 'whole' : 'MEDIA_CONTAINER_INVALID')
        },
      ),
    )
  })

  test('meets a damaged header with an answer or a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4000), fc.uint8Array({ minLength: 1, maxLength: 8 }), async (at, bytes) => {
        const changed = Uint8Array.from(file)
        changed.set(bytes, at)
        expect(await outcomeOf(collectSegments(inChunks(changed, [10_000])))).toMatch(
          /^(whole|MEDIA_CONTAINER_INVALID)$/,
        )
      }),
    )
  })
})

describe('splitting into boxes', () => {
  test('gives back every box, however the bytes arrive', async () => {
    const type = fc.string({ minLength: 4, maxLength: 4, unit: 'grapheme-ascii' })
    const boxes = fc.array(fc.record({ type, body: fc.uint8Array({ maxLength: 300 }), long: fc.boolean() }))
    await fc.assert(
      fc.asyncProperty(
        boxes,
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        async (list, pieces) => {
          const bytes = concat(list.map(toBytes))
          const found = await collect(splitBoxes(inChunks(bytes, pieces)))
          expect(found.map((box) => box.type)).toEqual(list.map((box) => box.type))
          expect(Buffer.from(concat(found.map((box) => box.bytes)))).toEqual(Buffer.from(bytes))
        },
      ),
    )
  })

  test('meets arbitrary bytes with boxes or a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await outcomeOf(collect(splitBoxes(inChunks(bytes, [7]))))).toMatch(
          /^(whole|MEDIA_CONTAINER_INVALID)$/,
        )
      }),
    )
  })

  test('does not wait for a box larger than any of ours', async () => {
    const bytes = toBytes({ type: 'mdat', body: new Uint8Array(100), long: true })
    new DataView(bytes.buffer).setBigUint64(8, 2n ** 40n)
    await expect(collect(splitBoxes(inChunks(bytes, [16])))).rejects.toMatchObject({
      code: 'MEDIA_CONTAINER_INVALID',
    })
  })
})

function toBytes({
  type,
  body,
  long,
}: {
  type: string
  body: Uint8Array
  long: boolean
}): Uint8Array<ArrayBuffer> {
  const header = long ? 16 : 8
  const bytes = new Uint8Array(header + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, long ? 1 : bytes.length)
  bytes.set(Buffer.from(type, 'latin1'), 4)
  if (long) view.setBigUint64(8, BigInt(bytes.length))
  bytes.set(body, header)
  return bytes
}

/** Where the init segment and each fragment end. */
async function fragmentEnds(bytes: Uint8Array): Promise<number[]> {
  const boxes = await collect(splitBoxes(inChunks(bytes, [bytes.length])))
  let end = 0
  return boxes.flatMap((box) => {
    end += box.bytes.length
    return box.type === 'moov' || box.type === 'mdat' ? [end] : []
  })
}

async function outcomeOf(splitting: Promise<unknown>): Promise<string> {
  return splitting.then(
    () => 'whole',
    (error: unknown) => (isBuskerError(error) ? error.code : String(error)),
  )
}
