/** Text as ID3 stores it: a byte that says how, then the bytes. */
export const latin = (bytes: Uint8Array | string): Buffer =>
  Buffer.concat([Buffer.from([0]), Buffer.from(bytes as Uint8Array)])
export const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(text, 'utf16le')])
export const utf8 = (text: string): Buffer => Buffer.concat([Buffer.from([3]), Buffer.from(text)])

/** A tag of ID3v2.2, 2.3 or 2.4. */
export function id3(version: 2 | 3 | 4, frames: readonly (readonly [id: string, body: Buffer])[]): Buffer {
  const body = Buffer.concat(frames.map(([id, content]) => frame(version, id, content)))
  const header = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, 0])
  syncsafe(body.length).copy(header, 6)
  return Buffer.concat([header, body])
}

/** A tag of ID3v1: 128 bytes behind the sound. */
export function id3v1(fields: {
  readonly title: Uint8Array
  readonly artist: Uint8Array
  readonly album: Uint8Array
}): Buffer {
  const tag = Buffer.alloc(128)
  tag.write('TAG', 0, 'latin1')
  Buffer.from(fields.title).copy(tag, 3, 0, 30)
  Buffer.from(fields.artist).copy(tag, 33, 0, 30)
  Buffer.from(fields.album).copy(tag, 63, 0, 30)
  return tag
}

/** The body of an APIC frame. @param kind 3: the front cover */
export function picture(kind: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('\0image/png\0', 'latin1'), Buffer.from([kind, 0]), bytes])
}

function frame(version: 2 | 3 | 4, id: string, content: Buffer): Buffer {
  const header = Buffer.alloc(version === 2 ? 6 : 10)
  header.write(id, 0, 'latin1')
  if (version === 2) header.writeUIntBE(content.length, 3, 3)
  else if (version === 3) header.writeUInt32BE(content.length, 4)
  else syncsafe(content.length).copy(header, 4)
  return Buffer.concat([header, content])
}

function syncsafe(value: number): Buffer {
  return Buffer.from([value >> 21, value >> 14, value >> 7, value].map((byte) => byte & 0x7f))
}
