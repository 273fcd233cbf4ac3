import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { openByteFile, type ByteFile } from './byteFile.ts'
import { passingChunks, FfmpegFailed, runFfmpeg } from './ffmpeg.ts'
import type { StatedAudio } from './formats/audioFormat.ts'
import { blockLengths, DecodesOtherwise, measuringArguments } from './blockLengths.ts'
import { toldByDecoding } from './formats/heAac.ts'
import { fitLevel } from './fitLevel.ts'
import { readLevels } from './levels.ts'
import { type AudioHeader, openingOf, readAudioHeader, trimFilters } from './readAudioHeader.ts'
import { inputArguments } from './inputArguments.ts'
import { soundHash } from './soundHash.ts'
import type { FfmpegInput, Source } from './source.ts'
import { type DecodedSource, soundWarnings } from './sourceWarnings.ts'
import { readTags } from './tags.ts'
import { tagsOfPairs } from './textTags.ts'

export interface ProbeOptions {
  /** Path of the binary. */
  readonly ffmpeg: string
  readonly signal?: AbortSignal
}

/** Longer pieces would make manifests larger than the network carries. */
const maxHours = 4
const rates = { low: 8000, high: 192_000 }
/** A mix has no bits of its own; FLAC keeps this many. */
const mixedBits = 24
/** MP3 encoders disagree by a frame or two on whether the information frame counts. */
const tolerated = { lossless: 0, lossy: 2 * 1152 }
/** How ffmpeg says that samples of another rate or layout follow. */
const changing = /Changing audio frame properties/
/** How ffmpeg's versions say that a packet could not be decoded and was left out. */
const undecoded = /Error while decoding stream|Error submitting packet to decoder/

/**
 * Finds out what an audio file is, by its content, and decodes it to the end, so that what cannot be sold is refused
 * before anybody waits for an encode.
 *
 * @throws BuskerError `MEDIA_UNREADABLE`, `MEDIA_EMPTY`, `MEDIA_NOT_AUDIO`, `MEDIA_UNSUPPORTED`, `MEDIA_TRUNCATED`,
 *   `MEDIA_DAMAGED`, `MEDIA_TOO_LONG`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`
 */
export async function probe(path: string, options: ProbeOptions): Promise<Source> {
  await using file = await openByteFile(path)
  const header = await readAudioHeader(file)
  checkLimits(header.stated)
  const { format, stated, isMixed, ffmpegInput, decoded } = await decodeWhole(file, header, options)
  const { sampleCount, levels } = decoded
  checkCount(sampleCount, stated)
  const { displayName, sampleRate, channels, lossless } = stated
  const level = fitLevel(levels, stated)
  const { tags, warnings } = await readFileTags(file, header)
  return {
    format: format.name,
    displayName,
    sampleRate,
    channels: Math.min(channels, 2),
    sourceChannels: channels,
    bitDepth: isMixed && lossless ? mixedBits : stated.bitDepth,
    lossless,
    sampleCount,
    size: file.size,
    ffmpegInput: { ...ffmpegInput, filters: [...ffmpegInput.filters, ...level.filters] },
    tags,
    warnings: [
      ...(stated.warnings ?? []),
      ...warnings,
      ...soundWarnings({ ...decoded, ...level, stated, isMixed }),
    ],
  }
}

function checkLimits({ sampleRate, sampleCount, cutShort }: StatedAudio): void {
  if (sampleRate < rates.low || sampleRate > rates.high) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This file has ${sampleRate} samples a second; Busker takes 8,000 to 192,000. Export it at 44,100 or 48,000.`,
    )
  }
  if (cutShort) throw truncated()
  if (sampleCount !== null) checkLength(sampleCount, sampleRate)
}

function checkLength(sampleCount: number, sampleRate: number): void {
  if (sampleCount <= maxHours * 3600 * sampleRate) return
  throw new BuskerError('MEDIA_TOO_LONG', `This file is longer than ${maxHours} hours. Split it into tracks.`)
}

function checkCount(sampleCount: number, stated: StatedAudio): void {
  if (sampleCount === 0) throw new BuskerError('MEDIA_EMPTY', 'This file holds no sound. Export it again.')
  if (stated.sampleCount === null) return
  if (sampleCount < stated.sampleCount - (stated.lossless ? tolerated.lossless : tolerated.lossy))
    throw truncated()
  if (stated.lossless && sampleCount > stated.sampleCount) {
    throw damaged(`its header announces ${stated.sampleCount} samples and it holds ${sampleCount}`)
  }
}

/** Decodes a file to its end, as what its header states or, where decoding shows it, as HE-AAC. */
async function decodeWhole(
  file: ByteFile,
  header: AudioHeader,
  options: ProbeOptions,
): Promise<AudioHeader & { readonly decoded: DecodedSource }> {
  const { format, stated, ffmpegInput } = header
  try {
    const { ffmpegInput: opened, ...decoded } = await decodeToEnd(ffmpegInput, stated, options)
    await checkEnd(opened, stated, options)
    return { ...header, ffmpegInput: opened, decoded }
  } catch (error) {
    const told = error instanceof DecodesOtherwise ? toldByDecoding(stated, error.found) : undefined
    if (told === undefined) throw error
    const opening = openingOf(file, format, told)
    const { ffmpegInput: opened, ...decoded } = await decodeToEnd(opening.ffmpegInput, told, options)
    return {
      format,
      start: header.start,
      stated: told,
      isMixed: opening.isMixed,
      ffmpegInput: opened,
      decoded,
    }
  }
}

/** Where nothing marks the end, it is there if the last page states fewer samples than it decodes to: the last packet is cut. */
async function checkEnd(opening: FfmpegInput, stated: StatedAudio, options: ProbeOptions): Promise<void> {
  if (stated.endUnmarked !== true) return
  const filters = opening.filters.slice(trimFilters(stated).length)
  const uncut = opening.parts?.map((part, index, { length }) =>
    index === length - 1 ? { ...part, sampleCount: null } : part,
  )
  const held = await decodeAndMeasure(
    { ...opening, ...(uncut && { parts: uncut }), filters },
    stated,
    options,
  )
  if (stated.sampleCount !== null && held.sampleCount <= stated.sampleCount) throw truncated()
}

async function decodeToEnd(
  opening: FfmpegInput,
  stated: StatedAudio,
  options: ProbeOptions,
): Promise<DecodedSource & { readonly ffmpegInput: FfmpegInput }> {
  try {
    return { ...(await decodeAndMeasure(opening, stated, options)), ffmpegInput: opening }
  } catch (error) {
    if (!isBuskerError(error, 'MEDIA_DAMAGED') || error instanceof DecodesOtherwise) throw error
    const lenient = { ...opening, strict: false }
    const readable = await decodeAndMeasure(lenient, stated, options)
    if (readable.sampleCount < (stated.sampleCount ?? 0)) throw truncated(error)
    if (!(await isSoundWhole(lenient, stated, options))) throw error
    return { ...readable, isDamaged: false, ffmpegInput: lenient }
  }
}

/** What a decoder stumbled over lies outside of the sound, such as a tag behind it: ffmpeg 7 takes it for a broken frame. */
async function isSoundWhole(
  opening: FfmpegInput,
  { soundHash: stated, bitDepth }: StatedAudio,
  options: ProbeOptions,
): Promise<boolean> {
  return stated !== undefined && stated === (await soundHash(opening, bitDepth, options))
}

async function decodeAndMeasure(
  opening: FfmpegInput,
  stated: StatedAudio,
  options: ProbeOptions,
): Promise<DecodedSource> {
  const failure = { code: 'MEDIA_DAMAGED', message: damaged('it cannot be decoded').message } as const
  const args = ['-v', 'error', ...inputArguments(opening), ...measuringArguments(opening)]
  const { result, log } = await runFfmpeg(
    { ...options, args, outputs: 2, failure },
    async ({ outputs: [blocks, samples] }) => {
      const [sampleCount, levels] = await Promise.all([
        countSamples(passingChunks(blocks), stated),
        readLevels(passingChunks(samples)),
      ])
      return { sampleCount, levels }
    },
  ).catch((error: unknown) => {
    throw error instanceof FfmpegFailed && error.log.some((line) => changing.test(line))
      ? changesMidway(error)
      : error
  })
  // A last packet of less than a sample is padding.
  const isWhole = stated.lossless && result.sampleCount === stated.sampleCount
  return { ...result, isDamaged: !isWhole && log.some((line) => undecoded.test(line)) }
}

async function countSamples(blocks: AsyncIterable<Uint8Array>, stated: StatedAudio): Promise<number> {
  let count = 0
  for await (const samples of blockLengths(blocks, stated)) {
    count += samples
    checkLength(count, stated.sampleRate)
  }
  return count
}

/** Broken tags do not make sound unsellable, but the artist is told why the fields are empty. */
export async function readFileTags(
  file: ByteFile,
  { format, start }: AudioHeader,
): Promise<Pick<Source, 'tags' | 'warnings'>> {
  try {
    if (format.mediaType !== null) return { tags: await readTags(file.path, format.mediaType), warnings: [] }
    const pairs = await format.readPairs?.(file, start)
    return { tags: await tagsOfPairs(file.path, pairs ?? new Map()), warnings: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // Broken tags do not make sound unsellable.
    return { tags: {}, warnings: [{ kind: 'tagsUnreadable', reason }] }
  }
}

function changesMidway(cause: unknown): BuskerError {
  const sentence = 'This file changes its sample rate or channels midway. Export it as one piece.'
  return new BuskerError('MEDIA_UNSUPPORTED', sentence, { cause })
}

function truncated(cause?: unknown): BuskerError {
  const sentence =
    'This file is shorter than its header says: part of it is missing. Copy or export it again.'
  return new BuskerError('MEDIA_TRUNCATED', sentence, { cause })
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This file is damaged: ${what}. Export it again.`)
}
