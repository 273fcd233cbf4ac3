import { crc32, deflateSync } from 'node:zlib'

/**
 * A PNG that claims a size, of grey pixels.
 *
 * @param data its pixels, deflated; left out: as many as it claims, all black
 */
export function pngOf(
  width: number,
  height: number,
  data: Uint8Array = deflateSync(Buffer.alloc(height * (1 + width))),
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), body])
  const edges = [Buffer.alloc(4), Buffer.alloc(4)] as const
  edges[0].writeUInt32BE(body.length)
  edges[1].writeUInt32BE(crc32(named))
  return Buffer.concat([edges[0], named, edges[1]])
}
