import { BuskerError } from '../../../shared/errors.ts'
import { readAdtsFrame, type AdtsFrame } from './adtsFrame.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { findFrames, firstFrame, shortJunk } from './frameSearch.ts'
import { withHeAac } from './heAac.ts'

const windowBytes = 256 * 1024

/** AAC in ADTS, as broadcasts and ripped radio have it: frames in a row, without a word on what the encoder put before the sound. */
export const aac: AudioFormat = {
  name: 'aac',
  mediaType: 'audio/aac',
  demuxer: 'aac',
  decoders: ['aac'],
  strict: false,
  matches: (head) => firstFrame(head, readAdtsFrame) !== undefined,
  find: (source, start) => findFrames(source, start, readAdtsFrame),
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const found = firstFrame(await source.read(start, shortJunk + 16 * 1024), readAdtsFrame)
  if (found === undefined)
    throw new BuskerError('MEDIA_DAMAGED', 'This AAC file has no readable first frame. Export it again.')
  const { frame, offset } = found
  const { samples, cutShort } = await countFrames(source, start + offset)
  return withHeAac({
    displayName: 'AAC',
    sampleRate: frame.sampleRate,
    channels: frame.channels,
    bitDepth: null,
    lossless: false,
    delay: 0,
    sampleCount: samples,
    cutShort,
    opening: { ...aac, options: ['-skip_initial_bytes', String(start + offset)] },
  })
}

/** The samples of all frames, and whether the last one is longer than the file; what follows them is a tag, or nothing. */
async function countFrames(
  source: ByteSource,
  start: number,
): Promise<{ samples: number; cutShort: boolean }> {
  let window = await source.read(start, windowBytes)
  let windowStart = start
  let samples = 0
  for (let offset = start; offset < source.size;) {
    if (offset + 16 > windowStart + window.length && windowStart + window.length < source.size) {
      window = await source.read(offset, windowBytes)
      windowStart = offset
    }
    const frame: AdtsFrame | undefined = readAdtsFrame(window, offset - windowStart)
    if (frame === undefined) break
    offset += frame.bytes
    if (offset > source.size) return { samples, cutShort: true }
    samples += frame.samples
  }
  return { samples, cutShort: false }
}
