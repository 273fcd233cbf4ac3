import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat } from './audioFormat.ts'
import { firstPacket } from './oggPages.ts'
import { readOggSound, type OggHeader } from './oggSound.ts'

const marker = '\x01vorbis'

/** Vorbis in Ogg. ffmpeg cuts its end by the last granule position (Vorbis I, §A.2). */
export const vorbis: AudioFormat = {
  name: 'vorbis',
  mediaType: 'audio/ogg',
  demuxer: 'ogg',
  decoders: ['vorbis', 'libvorbis'],
  strict: true,
  matches: (head) => firstPacket(head)?.toString('latin1', 0, marker.length) === marker,
  read: (source, start) => readOggSound(source, start, readHeader),
}

function readHeader(head: Buffer): OggHeader | undefined {
  if (head.toString('latin1', 0, marker.length) !== marker) return undefined
  if (head.length < 16) {
    throw new BuskerError('MEDIA_TRUNCATED', 'This Vorbis file ends inside its header. Export it again.')
  }
  return {
    displayName: 'Ogg Vorbis',
    sampleRate: head.readUInt32LE(12),
    channels: head.readUInt8(11),
    bitDepth: null,
    lossless: false,
    preSkip: 0,
  }
}
