import type { AudioFormat } from './audioFormat.ts'
import { readStreamInfo } from './flac.ts'
import { firstPacket } from './oggPages.ts'
import { readOggSound, type OggHeader } from './oggSound.ts'

const marker = '\x7fFLAC'
/** Before the marker of plain FLAC: the mapping's version and how many header packets follow (RFC 9639 §10.1). */
const mappingBytes = 9

/** FLAC in Ogg. */
export const oggFlac: AudioFormat = {
  name: 'ogg-flac',
  mediaType: 'audio/ogg',
  demuxer: 'ogg',
  decoders: ['flac'],
  strict: true,
  matches: (head) => firstPacket(head)?.toString('latin1', 0, marker.length) === marker,
  read: (source, start) => readOggSound(source, start, readHeader),
}

function readHeader(head: Buffer): OggHeader | undefined {
  if (head.toString('latin1', 0, marker.length) !== marker) return undefined
  const info = head.subarray(mappingBytes)
  const { sampleCount, soundHash: _ofOneStream, ...facts } = readStreamInfo(info)
  const [shortest, longest] = [info.readUInt16BE(8), info.readUInt16BE(10)]
  const packetSamples = shortest === longest && longest > 0 ? longest : undefined
  return { displayName: 'Ogg FLAC', ...facts, lossless: true, preSkip: 0, total: sampleCount, packetSamples }
}
