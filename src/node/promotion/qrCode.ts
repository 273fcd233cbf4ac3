import { PNG } from 'pngjs'
import encodeQr from 'qr'

/** A poster is read from afar, creased and wet: a quarter of it may be lost. */
const options = { ecc: 'quartile', border: 4 } as const

/** A text as a QR code, as an SVG of one unit a module, black on white, with the quiet zone that readers need. */
export function qrSvg(text: string): string {
  const rows = encodeQr(text, 'raw', options)
  const modules = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  const side = rows.length
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${modules.join('')}"/></svg>\n`
}

/** As {@link qrSvg}, as a PNG of at least `pixels` a side, each module being the same whole number of them. */
export function qrPng(text: string, pixels: number): Uint8Array {
  const rows = encodeQr(text, 'raw', options)
  const scale = Math.ceil(pixels / rows.length)
  const side = rows.length * scale
  const png = new PNG({ width: side, height: side, colorType: 0 })
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true
      const grey = isDark ? 0 : 255
      png.data.set([grey, grey, grey, 255], (y * side + x) * 4)
    }
  }
  return PNG.sync.write(png, { colorType: 0 })
}
