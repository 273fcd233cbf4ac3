import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { firstPacket, readOggOutline } from './oggPages.ts'

const marker = '\x01vorbis'
/** A first page cannot hold more sound than this: who begins later was cut from a broadcast, and does not state a length. */
const longestFirstPageSeconds = 60

/** Vorbis in Ogg. ffmpeg cuts its end by the last granule position (Vorbis I, §A.2). */
export const vorbis: AudioFormat = {
  name: 'vorbis',
  mediaType: 'audio/ogg',
  demuxer: 'ogg',
  decoders: ['vorbis', 'libvorbis'],
  strict: true,
  matches: (head) => firstPacket(head)?.toString('latin1', 0, marker.length) === marker,
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const { head, first, last, cutShort } = await readOggOutline(source, start)
  if (head.length < 16) {
    throw new BuskerError('MEDIA_TRUNCATED', 'This Vorbis file ends inside its header. Export it again.')
  }
  const sampleRate = head.readUInt32LE(12)
  const isWhole = first !== undefined && first <= longestFirstPageSeconds * sampleRate
  return {
    displayName: 'Ogg Vorbis',
    sampleRate,
    channels: head.readUInt8(11),
    bitDepth: null,
    lossless: false,
    sampleCount: isWhole && last !== undefined ? last : null,
    cutShort,
  }
}
