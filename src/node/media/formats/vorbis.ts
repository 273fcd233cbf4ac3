import { oggFormat, type OggHeader } from './oggSound.ts'
import { endsInHeader } from './endsInHeader.ts'

/** Vorbis in Ogg. ffmpeg cuts its end by the last granule position (Vorbis I, §A.2). */
export const vorbis = oggFormat(
  { name: 'vorbis', decoders: ['vorbis', 'libvorbis'] },
  '\x01vorbis',
  readHeader,
)

function readHeader(head: Buffer): OggHeader {
  if (head.length < 16) throw endsInHeader('Vorbis')
  return {
    displayName: 'Ogg Vorbis',
    sampleRate: head.readUInt32LE(12),
    channels: head.readUInt8(11),
    bitDepth: null,
    lossless: false,
    preSkip: 0,
    beginsAnew: true,
  }
}
