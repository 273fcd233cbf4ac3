/** A waveform as it travels: pairs of lowest and highest sample, signed 8 bit, base64. */
export function decodeWaveform(base64: string): Int8Array {
  return Int8Array.from(atob(base64), (character) => (character.charCodeAt(0) << 24) >> 24)
}

/**
 * What is drawn: the height of each of `count` bars, 0 to 1, the loudest being 1. Silence, or no waveform, is all zero.
 */
export function toBars(waveform: Int8Array, count: number): number[] {
  const pairs = Math.floor(waveform.length / 2)
  if (pairs === 0) return Array.from({ length: count }, () => 0)
  const heights = Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * pairs) / count)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * pairs) / count))
    let height = 0
    for (const sample of waveform.subarray(from * 2, to * 2)) height = Math.max(height, Math.abs(sample))
    return height
  })
  const loudest = Math.max(...heights)
  return loudest === 0 ? heights : heights.map((height) => height / loudest)
}

/**
 * The bars as one SVG path, mirrored at the middle.
 *
 * @param width of the drawing, in px
 * @param height of the drawing, in px
 */
export function barsPath(bars: readonly number[], width: number, height: number): string {
  const pitch = width / bars.length
  const thick = Math.max(1, pitch - 1)
  return bars
    .map((bar, index) => {
      const tall = Math.max(1.5, bar * height)
      const x = (index * pitch).toFixed(2)
      return `M${x} ${((height - tall) / 2).toFixed(2)}h${thick.toFixed(2)}v${tall.toFixed(2)}h-${thick.toFixed(2)}z`
    })
    .join('')
}
