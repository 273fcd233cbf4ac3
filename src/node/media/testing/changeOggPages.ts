/** One page of an Ogg file, to be changed in place. */
export interface OggPage {
  readonly bytes: Buffer
  readonly index: number
  readonly count: number
  flags: number
  serial: number
}

const headerBytes = 27
const polynomial = 0x04c1_1db7

/** A copy of an Ogg file with every page as `change` left it, and its checksum right. */
export function changeOggPages(file: Buffer, change: (page: OggPage) => void): Buffer {
  const pages = splitOggPages(file)
  return Buffer.concat(
    pages.map((bytes, index) => {
      const page = {
        bytes,
        index,
        count: pages.length,
        flags: bytes.readUInt8(5),
        serial: bytes.readUInt32LE(14),
      }
      change(page)
      bytes.writeUInt8(page.flags, 5)
      bytes.writeUInt32LE(page.serial, 14)
      bytes.writeUInt32LE(0, 22)
      bytes.writeUInt32LE(checksum(bytes), 22)
      return bytes
    }),
  )
}

/** The pages of an Ogg file, each a copy. */
export function splitOggPages(file: Buffer): Buffer[] {
  const pages: Buffer[] = []
  for (let offset = 0; offset < file.length;) {
    const segments = file.readUInt8(offset + 26)
    const lacing = file.subarray(offset + headerBytes, offset + headerBytes + segments)
    const end = offset + headerBytes + segments + lacing.reduce((sum, length) => sum + length, 0)
    pages.push(Buffer.from(file.subarray(offset, end)))
    offset = end
  }
  return pages
}

function checksum(bytes: Buffer): number {
  let value = 0
  for (const byte of bytes) {
    value ^= byte << 24
    for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ polynomial : value << 1
  }
  return value >>> 0
}
