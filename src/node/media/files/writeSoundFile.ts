import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import { Readable } from 'node:stream'
import { BuskerError } from '../../../shared/errors.ts'
import type { ExportFormat } from '../../../shared/exportFormats.ts'
import { openByteFile } from '../byteFile.ts'
import { decodeAudio, type Decodable } from '../decodeAudio.ts'
import { runFfmpeg } from '../ffmpeg.ts'
import type { PcmEncoding } from '../pcm.ts'
import { readAudioHeader } from '../readAudioHeader.ts'
import { encoderArguments, inputEncoding } from './encoders.ts'
import type { FileTags } from './fileTags.ts'
import { toFfmetadata } from './ffmetadata.ts'
import { toId3Tag } from './id3Tag.ts'

/** A sound file that is to be made. */
export interface SoundFile {
  /** Nothing is there yet; what is needed for a moment is written beside it, under longer names. */
  readonly path: string
  readonly format: ExportFormat
  readonly tags: FileTags
}

/** Sound that one owns, in clear. */
export interface OwnedSound {
  readonly rendition: Decodable
  /** Bits a sample; of AAC, which has none, those that are made of it. */
  readonly bitDepth: 16 | 24
  /** Init segment first. */
  readonly segments: () => AsyncIterable<Uint8Array>
}

export interface WriteOptions {
  /** Path of the binary. */
  readonly ffmpeg: string
  readonly signal?: AbortSignal | undefined
}

const failure = { code: 'MEDIA_ENCODE_FAILED', message: 'The file could not be written.' } as const
/** ffmpeg 5.1 says so, and still ends well. */
const unwritten = /Error (?:writing|closing)|No space left|quota exceeded|File too large|Input\/output error/i
const aacFrame = 1024

/**
 * Writes a rendition as a file with tags: of FLAC, lossless formats have its very samples; of AAC, `m4a` has its very frames,
 * and says by an edit list which of their samples are the track's. All else is encoded anew from the track's exact samples. It
 * is on the disk when this resolves.
 *
 * @throws BuskerError `MEDIA_ENCODE_FAILED`, `MEDIA_DECODE_FAILED`, `MEDIA_CONTAINER_INVALID`, `MEDIA_CANCELLED`,
 *   `MEDIA_FFMPEG_MISSING`; what the segments threw; or the system's own error
 */
export async function writeSoundFile(
  file: SoundFile,
  sound: OwnedSound,
  options: WriteOptions,
): Promise<void> {
  const beside = { tags: `${file.path}.tags`, cover: `${file.path}.cover`, sound: `${file.path}.sound` }
  try {
    if (file.format === 'mp3') {
      await encode({ ...file, path: beside.sound }, sound, options, [])
      await writeFile(file.path, toId3Tag(file.tags), { flag: 'wx' })
      await pipeline(createReadStream(beside.sound), createWriteStream(file.path, { flags: 'a' }))
    } else {
      const { cover } = file.tags
      const hasCover = cover !== null && file.format !== 'wav'
      await writeFile(beside.tags, toFfmetadata(file.tags, file.format), { flag: 'wx' })
      if (hasCover) await writeFile(beside.cover, cover, { flag: 'wx' })
      const tagged = tagArguments(beside.tags, hasCover ? beside.cover : null)
      if (file.format === 'm4a' && sound.rendition.codec !== 'flac') await copy(file, sound, options, tagged)
      else await encode(file, sound, options, tagged)
    }
    await using written = await open(file.path, 'r+')
    await written.sync()
  } finally {
    await Promise.all(Object.values(beside).map((path) => rm(path, { force: true })))
  }
}

/** Opens the tags and the cover beside the sound, and says where they go. */
function tagArguments(tags: string, cover: string | null): string[] {
  const opened = ['-protocol_whitelist', 'file', '-f', 'ffmetadata', '-i', `file:${tags}`]
  const mapped = ['-map', '0:a:0', '-map_metadata', '1']
  if (cover === null) return [...opened, ...mapped]
  const picture = ['-protocol_whitelist', 'file', '-f', 'jpeg_pipe', '-i', `file:${cover}`]
  const kind = '-map 2:v:0 -c:v copy -disposition:v:0 attached_pic -metadata:s:v:0'.split(' ')
  return [...opened, ...picture, ...mapped, ...kind, 'comment=Cover (front)']
}

async function encode(
  { path, format }: SoundFile,
  { rendition, bitDepth, segments }: OwnedSound,
  { ffmpeg, signal }: WriteOptions,
  tagged: readonly string[],
): Promise<void> {
  const { sampleRate, channels } = rendition
  const encoding: PcmEncoding = inputEncoding(rendition.codec, bitDepth)
  const opened = `-v error -protocol_whitelist pipe -f ${encoding}le -ar ${sampleRate} -ac ${channels} -i pipe:0`
  const made = encoderArguments(format, { sampleRate, bitDepth, isDithered: rendition.codec !== 'flac' })
  await run({ ffmpeg, signal, args: [...opened.split(' '), ...tagged, ...made], path }, async (input) => {
    await decodeAudio(rendition, segments(), {
      ffmpeg,
      encoding,
      signal,
      onSamples: (samples) => write(input, samples),
    })
    input.end()
  })
}

/** Keeps the frames as they are, up to the one in which the track ends. */
async function copy(
  { path }: SoundFile,
  { rendition, segments }: OwnedSound,
  { ffmpeg, signal }: WriteOptions,
  tagged: readonly string[],
): Promise<void> {
  const { encoderDelay, sampleCount, sampleRate } = rendition
  const end = encoderDelay + sampleCount
  const opened = '-v error -protocol_whitelist pipe -format_whitelist mov -f mov -i pipe:0'
  const timed = `setts=ts=TS-${encoderDelay}:duration=min(DURATION\\,${end}-TS)`
  const made = `-c:a copy -frames:a ${Math.ceil(end / aacFrame)} -bsf:a ${timed} -movie_timescale ${sampleRate}`
  const container = '-movflags +faststart -fflags +bitexact -f ipod'
  const args = [...opened.split(' '), ...tagged, ...made.split(' '), ...container.split(' ')]
  await run({ ffmpeg, signal, args, path }, (input) =>
    pipeline(Readable.from(segments()), input).catch(ignoreClosedPipe),
  )
  await using written = await openByteFile(path)
  const { stated } = await readAudioHeader(written)
  if (stated.delay === encoderDelay && stated.sampleCount === sampleCount) return
  throw new BuskerError(
    'MEDIA_DECODE_FAILED',
    'The segments hold less sound than the manifest says. Fetch them again.',
  )
}

async function run(
  { path, args, ...command }: WriteOptions & { readonly args: readonly string[]; readonly path: string },
  use: (input: Writable) => Promise<void>,
): Promise<void> {
  const { log } = await runFfmpeg(
    { ...command, args: [...args, `file:${path}`], outputs: 0, input: true, failure },
    async ({ input }) => {
      if (input === null) throw new Error('The encoder has no input.')
      // What a write fails with is told to whoever wrote.
      input.on('error', () => undefined)
      await use(input)
    },
  )
  const problem = log.find((line) => unwritten.test(line))
  if (problem !== undefined) throw new BuskerError(failure.code, `${failure.message} ffmpeg said: ${problem}`)
}

function write(input: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    input.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

/** ffmpeg reads no further than the frame in which the track ends. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}
