import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findFfmpeg } from '../../../process/tools.ts'
import { encodeAudio, type EncodedAudio, type EncodeOptions } from '../encodeAudio.ts'
import type { MediaSegment } from '../mp4/segments.ts'
import { probe } from '../probe.ts'
import type { RenditionName } from '../renditions.ts'

/** A folder for one test file's media, and the ffmpeg that makes them. */
export interface TestMedia {
  readonly ffmpeg: string
  /** The path of a file in the folder. */
  at(name: string): string
  /** Writes a file into the folder. Returns its path. */
  write(name: string, bytes: Uint8Array): Promise<string>
  /** Why `probe` refuses a file; the code is `none` where it takes it. */
  refusal(path: string): Promise<{ readonly code: string; readonly message: string }>
  /** Makes a file from another, with ffmpeg's own options in between. Returns the new file's path. */
  convert(from: string, options: string, to: string): Promise<string>
  remove(): Promise<void>
}

export async function createTestMedia(): Promise<TestMedia> {
  const ffmpeg = await findFfmpeg()
  const folder = await mkdtemp(join(tmpdir(), 'busker-media-'))
  const at = (name: string) => join(folder, name)
  return {
    ffmpeg,
    at,
    async write(name, bytes) {
      await writeFile(at(name), bytes)
      return at(name)
    },
    refusal: (path) =>
      probe(path, { ffmpeg }).then(
        () => ({ code: 'none', message: '' }),
        (error: unknown) => error as { code: string; message: string },
      ),
    remove: () => rm(folder, { recursive: true }),
    async convert(from, options, to) {
      const words = options.split(' ').filter((word) => word !== '')
      await promisify(execFile)(ffmpeg, ['-v', 'error', '-nostdin', '-y', '-i', from, ...words, at(to)])
      return at(to)
    },
  }
}

/** Probes and encodes a file, keeping all segments. */
export async function encodeAll(
  path: string,
  options: Omit<EncodeOptions, 'onSegment'>,
): Promise<{ encoded: EncodedAudio; segments: Map<RenditionName, MediaSegment[]> }> {
  const segments = new Map<RenditionName, MediaSegment[]>()
  const encoded = await encodeAudio(await probe(path, options), {
    ...options,
    async onSegment(rendition, segment) {
      segments.set(rendition, [...(segments.get(rendition) ?? []), segment])
    },
  })
  return { encoded, segments }
}

/** The bytes of the segments, one after the other. */
export async function* bytesOf(segments: readonly MediaSegment[] | undefined): AsyncGenerator<Uint8Array> {
  for (const { bytes } of segments ?? []) yield bytes
}

/** The same bytes in pieces of the given lengths, which repeat. */
export async function* inChunks(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let offset = 0, turn = 0; offset < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? bytes.length
    yield bytes.subarray(offset, offset + length)
    offset += length
  }
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = []
  for await (const value of source) values.push(value)
  return values
}
