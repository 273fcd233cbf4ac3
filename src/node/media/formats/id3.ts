import type { ByteSource } from './audioFormat.ts'

const headerBytes = 10
const footerFlag = 0x10
/** A file may carry several tags in a row; more than this is no music file. */
const maxTags = 8

/** Where the sound begins: the first byte after any ID3v2 tags (id3.org, ID3v2.4.0 §3.1). */
export async function afterId3(source: ByteSource): Promise<number> {
  let offset = 0
  for (let tag = 0; tag < maxTags; tag++) {
    const header = await source.read(offset, headerBytes)
    if (header.length < headerBytes || header.toString('latin1', 0, 3) !== 'ID3') break
    const footer = (header.readUInt8(5) & footerFlag) === 0 ? 0 : headerBytes
    offset += headerBytes + syncsafe(header.subarray(6, 10)) + footer
  }
  return offset
}

function syncsafe(bytes: Buffer): number {
  return bytes.reduce((value, byte) => (value << 7) | (byte & 0x7f), 0)
}
