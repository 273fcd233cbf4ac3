import encodeQr from 'qr'
import sharp from 'sharp'

/** As printed on a sheet, and read from across a street. */
const pictureSide = 1024
const options = { ecc: 'medium', border: 4 } as const

/** A link as a QR code of half blocks, for a terminal. */
export function terminalQr(link: string): string {
  return encodeQr(link, 'ascii', { ecc: 'low', border: 2 })
}

/** @returns an SVG file */
export function svgQr(link: string): string {
  return encodeQr(link, 'svg', options)
}

/** @returns a PNG file, as large as a poster takes without blurred edges */
export async function pngQr(link: string): Promise<Uint8Array> {
  const rows = encodeQr(link, 'raw', options)
  const side = rows.length
  const pixels = Uint8Array.from(rows.flat(), (isDark) => (isDark ? 0 : 255))
  const scale = Math.ceil(pictureSide / side)
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * scale, side * scale, { kernel: 'nearest' })
    .png()
    .toBuffer()
}
