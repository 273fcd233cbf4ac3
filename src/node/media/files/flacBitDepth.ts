import { childBoxes, findBox, invalid, viewBytes } from '../mp4/boxes.ts'

/** Bytes of a sample entry, and of a metadata block with its box, before what they hold (FLAC in ISOBMFF §3.3). */
const [entryHeader, blockHeader] = [28, 8]

/**
 * Bits a sample of FLAC in fMP4.
 *
 * @param init the init segment
 * @throws BuskerError `MEDIA_CONTAINER_INVALID`
 */
export function flacBitDepth(init: Uint8Array): number {
  const description = findBox(init, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'])
  const [entry] = description === undefined ? [] : childBoxes(viewBytes(description).subarray(8))
  const block =
    entry?.type === 'fLaC' ? findBox(viewBytes(entry.body).subarray(entryHeader), ['dfLa']) : undefined
  // Of the stream's information: 20 bits of rate and three of channels stand before it (RFC 9639 §8.2).
  const offset = blockHeader + 12
  if (block === undefined || block.byteLength < offset + 2) throw invalid('it does not say how it is encoded')
  return ((block.getUint16(offset) >> 4) & 0x1f) + 1
}
