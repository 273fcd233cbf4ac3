import type { ByteSource } from './audioFormat.ts'

const id3HeaderBytes = 10
const footerFlag = 0x10
const apeHeaderBytes = 32
const apeMarker = 'APETAGEX'
/** A file may carry several tags in a row; more than this is no music file. */
const maxTags = 8

/**
 * Where the sound begins: the first byte after any ID3v2 (id3.org, ID3v2.4.0 §3.1) and APE tags (Hydrogenaudio, "APEv2
 * specification") at the beginning.
 */
export async function afterTags(source: ByteSource): Promise<number> {
  let offset = 0
  for (let tag = 0; tag < maxTags; tag++) {
    const header = await source.read(offset, apeHeaderBytes)
    const length = id3Length(header) ?? apeLength(header)
    if (length === undefined) break
    offset += length
  }
  return offset
}

function id3Length(header: Buffer): number | undefined {
  if (header.length < id3HeaderBytes || header.toString('latin1', 0, 3) !== 'ID3') return undefined
  const footer = (header.readUInt8(5) & footerFlag) === 0 ? 0 : id3HeaderBytes
  return id3HeaderBytes + syncsafe(header.subarray(6, 10)) + footer
}

function syncsafe(bytes: Buffer): number {
  return bytes.reduce((value, byte) => (value << 7) | (byte & 0x7f), 0)
}

function apeLength(header: Buffer): number | undefined {
  if (header.length < apeHeaderBytes || header.toString('latin1', 0, 8) !== apeMarker) return undefined
  return apeHeaderBytes + header.readUInt32LE(12)
}
