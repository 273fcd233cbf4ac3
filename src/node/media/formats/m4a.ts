import { BuskerError, isBuskerError } from '../../../shared/errors.ts'
import { viewBytes } from '../mp4/boxes.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { readTrim } from './m4aEdits.ts'
import { pcmDecoders } from './m4aPcm.ts'
import { readSoundTrack, type SoundTrack } from './m4aTrack.ts'

/** What MPEG-4 begins with, and QuickTime, which need not say what it is. */
const firstBoxes = ['ftyp', 'moov', 'mdat', 'wide', 'pnot']
const maxBoxes = 100_000
/** The index of four hours is a tenth of this. */
const maxIndexBytes = 64 * 1024 * 1024

/**
 * AAC, ALAC and PCM in MPEG-4 and QuickTime. What of the decoded samples belongs to the track is in the edit list or in iTunes' own tag;
 * ffmpeg versions differ in how much of it they heed, so it decodes everything and the cutting is done by our numbers.
 */
export const m4a: AudioFormat = {
  name: 'm4a',
  mediaType: 'audio/mp4',
  demuxer: 'mov',
  decoders: ['aac', 'alac', ...pcmDecoders],
  options: ['-ignore_editlist', '1', '-flags2', '+skip_manual'],
  strict: false,
  matches: (head) => firstBoxes.includes(head.toString('latin1', 4, 8)),
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const { index, cutShort } = await findIndex(source, start)
  if (index === undefined) {
    if (cutShort)
      throw new BuskerError('MEDIA_TRUNCATED', 'This M4A file ends before its index. Copy it again.')
    throw new BuskerError('MEDIA_EMPTY', 'This M4A file holds no sound. Export it again.')
  }
  try {
    return stated(readSoundTrack(index), index, cutShort)
  } catch (error) {
    // The box reader is written for what our own encoder makes.
    if (!isBuskerError(error, 'MEDIA_CONTAINER_INVALID') && !(error instanceof RangeError)) throw error
    throw new BuskerError('MEDIA_DAMAGED', 'The index of this M4A file is damaged. Export it again.', {
      cause: error,
    })
  }
}

function stated(track: SoundTrack, index: Uint8Array, cutShort: boolean): StatedAudio {
  const { codec, sampleRate, channels, speakers, bitDepth } = track
  const lossless = codec !== 'AAC'
  const facts = { displayName: codec, sampleRate, channels, speakers, bitDepth, lossless, cutShort }
  if (lossless) return { ...facts, ...readTrim(track, index) }
  const doubled = sampleRate * 2
  const heAac = { sampleRate: doubled, ...readTrim({ ...track, sampleRate: doubled }, index) }
  return { ...facts, ...readTrim(track, index), heAac }
}

/** The content of `moov`, and whether a box is longer than the file. */
async function findIndex(
  source: ByteSource,
  start: number,
): Promise<{ index: Uint8Array | undefined; cutShort: boolean }> {
  let index: Uint8Array | undefined
  let offset = start
  for (let box = 0; box < maxBoxes && offset + 8 <= source.size; box++) {
    const header = await source.read(offset, 16)
    const type = header.toString('latin1', 4, 8)
    const short = header.readUInt32BE(0)
    if (short === 1 && header.length < 16) return { index, cutShort: true }
    const size = short === 0 ? source.size - offset : short === 1 ? Number(header.readBigUInt64BE(8)) : short
    const headerBytes = short === 1 ? 16 : 8
    if (size < headerBytes) break
    if (offset + size > source.size) return { index, cutShort: true }
    if (type === 'moov') {
      if (size > maxIndexBytes) {
        throw new BuskerError(
          'MEDIA_DAMAGED',
          `The index of this M4A file claims ${size} bytes. Export it again.`,
        )
      }
      index = viewBytes(await source.read(offset + headerBytes, size - headerBytes))
    }
    offset += size
  }
  return { index, cutShort: false }
}
