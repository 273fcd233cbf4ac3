/**
 * Fetches a picture and draws its middle square. It is decoded beside the page's own work, and at this size.
 *
 * @param pixels CSS pixels; as many more are drawn as the screen has
 * @throws TypeError and DOMException where there is no such picture; the signal's reason when aborted
 */
export async function drawScaled(
  canvas: HTMLCanvasElement,
  source: string,
  pixels: number,
  signal: AbortSignal,
): Promise<void> {
  const side = Math.ceil(pixels * window.devicePixelRatio)
  const response = await fetch(source, { signal })
  if (!response.ok) throw new TypeError(`There is no picture at ${source}.`)
  const bitmap = await createImageBitmap(await response.blob(), {
    resizeHeight: side,
    resizeQuality: 'high',
  })
  try {
    signal.throwIfAborted()
    canvas.width = side
    canvas.height = side
    const scale = side / Math.min(bitmap.width, bitmap.height)
    const [width, height] = [bitmap.width * scale, bitmap.height * scale]
    canvas.getContext('2d')?.drawImage(bitmap, (side - width) / 2, (side - height) / 2, width, height)
  } finally {
    bitmap.close()
  }
}
