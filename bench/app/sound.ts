import type { Locator } from 'playwright-core'
import { slidingTone, wavFile } from '../../e2e/app/sound.ts'
import type { Person } from '../../e2e/people/person.ts'

/**
 * Presses a button and listens.
 *
 * @returns ms from the event of the press, as the browser stamped it, to the first sample above −60 dBFS behind the volume
 */
export async function pressToSound(person: Person, button: Locator): Promise<number> {
  const { page } = person
  await page.evaluate(async () => {
    const { buskerTap } = window
    if (buskerTap === undefined) throw new Error('This build has no tap.')
    const { heard } = await buskerTap.firstSound()
    const pressed = new Promise<number>((resolve) => {
      addEventListener('click', ({ isTrusted, timeStamp }) => isTrusted && resolve(timeStamp), {
        capture: true,
        once: true,
      })
    })
    Object.assign(window, { buskerHeard: Promise.all([pressed, heard]) })
  })
  await button.click()
  return page.evaluate(async () => {
    const [pressed, heard] = await (window as unknown as { buskerHeard: Promise<[number, number]> })
      .buskerHeard
    return heard - pressed
  })
}

/** @returns ms that the browser alone takes to be heard, from `play()` on, with a file that is in memory */
export async function elementToSound(person: Person): Promise<number> {
  const rate = 48_000
  const file = wavFile(slidingTone(rate, 1), rate).toString('base64')
  return person.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const address = URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
    const element = new Audio(address)
    const context = new AudioContext()
    const source = context.createMediaElementSource(element)
    source.connect(context.destination)
    await context.resume()
    if (window.buskerTap === undefined) throw new Error('This build has no tap.')
    const { heard } = await window.buskerTap.firstSoundOf(source)
    const began = performance.now()
    await element.play()
    const took = (await heard) - began
    element.pause()
    URL.revokeObjectURL(address)
    await context.close()
    return took
  }, file)
}
