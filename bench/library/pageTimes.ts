import type { Page } from 'playwright-core'

/** Presses a place in the navigation. @returns ms from the press to the frame that shows what `selector` finds */
export async function clickToShown(page: Page, place: string, selector: string): Promise<number> {
  await page.evaluate((wanted) => {
    const pressed = new Promise<number>((resolve) => {
      addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
    })
    const shown = new Promise<number>((resolve) => {
      const look = () => {
        if (document.querySelector(wanted) === null) return false
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now())
          port2.postMessage(null)
        })
        return true
      }
      const observer = new MutationObserver(look)
      if (!look()) observer.observe(document, { subtree: true, childList: true, attributes: true })
    })
    Object.assign(window, { buskerShown: Promise.all([pressed, shown]) })
  }, selector)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click()
  return page.evaluate(async () => {
    const [pressed, shown] = await (window as unknown as { buskerShown: Promise<[number, number]> })
      .buskerShown
    return shown - pressed
  })
}

/**
 * Scrolls an area by so much in every frame.
 *
 * @param selector of what scrolls
 * @param step CSS pixels
 * @returns ms that each frame took, from its beginning until it was painted
 */
export function frameTimes(page: Page, selector: string, step: number, frames: number): Promise<number[]> {
  return page.evaluate(
    async ([found, by, count]) => {
      const area = document.querySelector(found)
      if (area === null) throw new Error('There is nothing to scroll.')
      const times: number[] = []
      const { port1, port2 } = new MessageChannel()
      await new Promise<void>((resolve) => {
        let began = 0
        port1.onmessage = () => {
          times.push(performance.now() - began)
          if (times.length === count) resolve()
          else requestAnimationFrame(next)
        }
        const next = (at: number) => {
          began = at
          area.scrollTop += by
          port2.postMessage(null)
        }
        requestAnimationFrame(next)
      })
      return times
    },
    [selector, step, frames] as const,
  )
}

/**
 * As {@link frameTimes}, of a list in the page's place that has nothing but five words a row: what Chromium itself needs on this
 * machine to scroll rows in and out.
 */
export async function bareFrameTimes(page: Page, step: number, frames: number): Promise<number[]> {
  await page.evaluate(() => {
    const [rowHeight, rows, beyond] = [44, 100_000, 8]
    const area = document.createElement('div')
    const { left, top, width, height } =
      document.querySelector('main')?.getBoundingClientRect() ?? area.getBoundingClientRect()
    area.id = 'bare-list'
    area.style.cssText = `position: fixed; overflow-y: auto; background: Canvas; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px`
    const list = document.createElement('div')
    list.style.cssText = `position: relative; height: ${rows * rowHeight}px`
    area.append(list)
    const mounted = new Map<number, HTMLElement>()
    const mount = () => {
      const first = Math.max(0, Math.floor(area.scrollTop / rowHeight) - beyond)
      const end = first + Math.ceil(innerHeight / rowHeight) + 2 * beyond
      for (const [index, row] of mounted) {
        if (index >= first && index < end) continue
        row.remove()
        mounted.delete(index)
      }
      for (let index = first; index < end; index += 1) {
        if (mounted.has(index)) continue
        const row = document.createElement('div')
        row.style.cssText = `position: absolute; top: ${index * rowHeight}px; left: 0; right: 0; display: flex; height: ${rowHeight}px`
        for (const text of [`Track ${index + 1}`, 'Artist', 'Release', '3 minutes ago', '4:00']) {
          const cell = document.createElement('span')
          cell.style.flex = '1'
          cell.textContent = text
          row.append(cell)
        }
        list.append(row)
        mounted.set(index, row)
      }
    }
    area.addEventListener('scroll', mount)
    document.body.append(area)
    mount()
  })
  const times = await frameTimes(page, '#bare-list', step, frames)
  await page.evaluate(() => document.querySelector('#bare-list')?.remove())
  return times
}

/** Types into the field that has the focus, letter by letter. @returns ms from each press to the frame that follows it */
export async function keyTimes(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    const onKeyDown = ({ timeStamp }: KeyboardEvent) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => times.push(performance.now() - timeStamp)
        port2.postMessage(null)
      })
    addEventListener('keydown', onKeyDown, { capture: true })
    Object.assign(window, { buskerKeyTimes: times })
  })
  for (const [at, letter] of text.split('').entries()) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    await page.waitForFunction(
      (count) => (window as unknown as { buskerKeyTimes: number[] }).buskerKeyTimes.length === count,
      at + 1,
    )
  }
  return page.evaluate(() => (window as unknown as { buskerKeyTimes: number[] }).buskerKeyTimes)
}
