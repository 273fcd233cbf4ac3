import { spawnSync } from 'node:child_process'
import type { Locator } from 'playwright-core'
import { findFfmpeg } from '../../src/process/tools.ts'

type Colour = readonly [red: number, green: number, blue: number]

interface Words {
  readonly colour: Colour
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How words stand out from what is painted behind them, as WCAG counts it, and the mean colour of that: from a screenshot. */
export async function measureContrast(part: Locator): Promise<{ least: number; behind: Colour }> {
  const words = await part.evaluate(hideWords)
  const page = part.page()
  const png = await page.screenshot({ scale: 'css' })
  await part.evaluate(showWords)
  const width = await page.evaluate(() => window.innerWidth)
  const { stdout: pixels } = spawnSync(
    await findFfmpeg(),
    ['-v', 'error', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    { input: png, maxBuffer: 64 * 1024 * 1024 },
  )
  const sums = [0, 0, 0]
  let [least, count] = [Infinity, 0]
  for (const { colour, ...box } of words) {
    for (let y = Math.ceil(box.y); y < box.y + box.height - 1; y += 1) {
      for (let x = Math.ceil(box.x); x < box.x + box.width - 1; x += 1) {
        const at = 3 * (y * width + x)
        const behind = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0] as const
        least = Math.min(least, contrast(colour, behind))
        for (const [channel, value] of behind.entries()) sums[channel] = (sums[channel] ?? 0) + value
        count += 1
      }
    }
  }
  if (count === 0) throw new Error('There are no words in it.')
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => sum / count)
  return { least, behind: [red, green, blue] }
}

/** Of what is not on a button: that has a ground of its own. */
function hideWords(part: Element): Words[] {
  const painter = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
  const found: Words[] = []
  const holders: HTMLElement[] = []
  while (painter !== null && walker.nextNode()) {
    const holder = walker.currentNode.parentElement
    if (holder === null || holder.closest('button') !== null || !holder.checkVisibility()) continue
    const range = document.createRange()
    range.selectNodeContents(walker.currentNode)
    painter.fillStyle = getComputedStyle(holder).color
    painter.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = painter.getImageData(0, 0, 1, 1).data
    for (const { x, y, width, height } of range.getClientRects())
      found.push({ colour: [red, green, blue], x, y, width, height })
    holders.push(holder)
  }
  for (const holder of holders) holder.style.color = 'transparent'
  return found
}

function showWords(part: Element): void {
  for (const element of part.querySelectorAll<HTMLElement>('[style]')) element.style.removeProperty('color')
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
