import { BuskerError } from '../../../shared/errors.ts'
import { adtsHeaderBytes, readAdtsFrame } from './adtsFrame.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { ForwardReader } from './forwardReader.ts'
import { findFrames, firstFrame, shortJunk } from './frameSearch.ts'
import { withHeAac } from './heAac.ts'

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
  const reader = new ForwardReader(source)
  let samples = 0
  for (let offset = start; offset < source.size;) {
    const frame = readAdtsFrame(await reader.read(offset, adtsHeaderBytes), 0)
    if (frame === undefined) break
    offset += frame.bytes
    if (offset > source.size) return { samples, cutShort: true }
    samples += frame.samples
  }
  return { samples, cutShort: false }
}
