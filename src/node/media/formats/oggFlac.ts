import { readStreamInfo } from './flac.ts'
import { oggFormat, type OggHeader } from './oggSound.ts'

/** Before the marker of plain FLAC: the mapping's version and how many header packets follow (RFC 9639 §10.1). */
const mappingBytes = 9

/** FLAC in Ogg. */
export const oggFlac = oggFormat({ name: 'ogg-flac', decoders: ['flac'] }, '\x7fFLAC', readHeader)

function readHeader(head: Buffer): OggHeader {
  const info = head.subarray(mappingBytes)
  const { sampleCount, soundHash: _ofOneStream, ...facts } = readStreamInfo(info)
  const [shortest, longest] = [info.readUInt16BE(8), info.readUInt16BE(10)]
  const packetSamples = shortest === longest && longest > 0 ? longest : undefined
  return { displayName: 'Ogg FLAC', ...facts, lossless: true, preSkip: 0, total: sampleCount, packetSamples }
}
