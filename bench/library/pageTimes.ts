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
 * Scrolls the page by so much in every frame.
 *
 * @param step CSS pixels; 0 for the frames of a page that stands still
 * @returns ms that each frame took, from its beginning until it was painted
 */
export function frameTimes(page: Page, step: number, frames: number): Promise<number[]> {
  return page.evaluate(
    async ([by, count]) => {
      const area = document.querySelector('main')
      if (area === null) throw new Error('There is no page.')
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
    [step, frames] as const,
  )
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
