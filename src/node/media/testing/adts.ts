const headerBytes = 7
const fillElement = '110'
const endElement = '111'
const replication = '1101'

/** The frames of an ADTS stream, each with its header of seven bytes. */
export function adtsFrames(stream: Buffer): Buffer[] {
  const frames: Buffer[] = []
  for (let offset = 0; offset < stream.length;) {
    const length = (stream.readUInt32BE(offset + 2) >>> 5) & 0x1fff
    frames.push(stream.subarray(offset, offset + length))
    offset += length
  }
  return frames
}

/**
 * HE-AAC whose header says AAC-LC, as encoders signal it implicitly: each frame gets a fill element with spectral band
 * replication that has nothing to add (ISO 14496-3 §4.4.2.8).
 */
export function toImplicitHeAac(stream: Buffer): Buffer {
  return Buffer.concat(adtsFrames(stream).map(withReplication))
}

function withReplication(frame: Buffer): Buffer {
  const bits = [...frame.subarray(headerBytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const end = bits.lastIndexOf(endElement)
  const body = `${bits.slice(0, end)}${fillElement}0001${replication}0000${endElement}`
  const bytes = body.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? []
  const header = Buffer.from(frame.subarray(0, headerBytes))
  const fields = header.readUInt32BE(2) & ~(0x1fff << 5)
  header.writeUInt32BE((fields | ((headerBytes + bytes.length) << 5)) >>> 0, 2)
  return Buffer.concat([header, Buffer.from(bytes)])
}
