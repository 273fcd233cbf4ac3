/** What the first bytes of a picture file say of it. */
export interface ImageHeader {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** The longest side of a picture of other people's that is shown, in pixels: 16 MB when it is unpacked. */
export const shownImageMaxSide = 2048

/** By content: what a name or a tag states is often wrong, and other formats can refer to other files. Null: none of the three. */
export function imageTypeOf(bytes: Uint8Array): ImageHeader['mediaType'] | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'image/webp' : null
}

/**
 * Reads what a picture is and how large it becomes, without unpacking a pixel of it.
 *
 * @returns null for what is no JPEG, PNG or WebP file, is animated, has a second picture in it, or does not say its size
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const mediaType = imageTypeOf(bytes)
  if (mediaType === null) return null
  try {
    const size = sizeReaders[mediaType](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return size !== null && size.width > 0 && size.height > 0 ? { mediaType, ...size } : null
  } catch (error) {
    if (error instanceof RangeError) return null // it ends within its header
    throw error
  }
}

type Size = Pick<ImageHeader, 'width' | 'height'>

const sizeReaders: Record<ImageHeader['mediaType'], (data: Buffer) => Size | null> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
}

/** PNG, sections 5.2, 11.2.1; `acTL` stands before the pixels of an animated one. */
function readPng(data: Buffer): Size | null {
  if (data.toString('latin1', 12, 16) !== 'IHDR') return null
  for (let at = 8; ; at += 12 + data.readUInt32BE(at)) {
    const type = data.toString('latin1', at + 4, at + 8)
    if (type === 'acTL') return null
    if (type === 'IDAT') break
  }
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
}

/** Frame headers: all of 0xc0 to 0xcf but tables (0xc4, 0xcc) and a reserved one. */
const noFrames = new Set([0xc4, 0xc8, 0xcc])

/** ITU T.81, annex B. A second picture of any size may be named by an application segment `MPF`. */
function readJpeg(data: Buffer): Size | null {
  for (let at = 2; ; at += 2 + data.readUInt16BE(at + 2)) {
    while (data.readUInt16BE(at) === 0xffff) at += 1
    const marker = data.readUInt16BE(at) - 0xff00
    if (marker < 0xc0 || marker === 0xda) return null
    if (marker === 0xe2 && data.toString('latin1', at + 4, at + 7) === 'MPF') return null
    if (marker >= 0xc0 && marker <= 0xcf && !noFrames.has(marker)) {
      return { width: data.readUInt16BE(at + 7), height: data.readUInt16BE(at + 5) }
    }
  }
}

/** RFC 9649: a lossy picture, a lossless one, or an extended file, which names the size of its canvas. */
function readWebp(data: Buffer): Size | null {
  switch (data.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: data.readUInt16LE(26) & 0x3fff, height: data.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = data.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      if ((data.readUInt8(20) & 0b10) !== 0) return null
      return { width: data.readUIntLE(24, 3) + 1, height: data.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
