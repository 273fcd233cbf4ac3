import type { Locator } from 'playwright-core'
import { sineSweep, encodeFloatWav } from '../../src/testAudio/samples.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'

/** For a sound, ms. */
const longestMs = 60_000

/**
 * Presses a button and listens.
 *
 * @throws Error where none is heard within a minute
 * @returns ms from the event of the press, as the browser stamped it, to the first sample above −60 dBFS behind the volume
 */
export async function clickToSound(user: DesktopUser, button: Locator): Promise<number> {
  const { page } = user
  await page.evaluate(async () => {
    const { buskerAudioCapture } = window
    if (buskerAudioCapture === undefined) throw new Error('This build has no audio capture.')
    const { heard } = await buskerAudioCapture.firstSound()
    const pressed = new Promise<number>((resolve) => {
      addEventListener('click', ({ isTrusted, timeStamp }) => isTrusted && resolve(timeStamp), {
        capture: true,
        once: true,
      })
    })
    Object.assign(window, { buskerHeard: Promise.all([pressed, heard]) })
  })
  await button.click()
  return page.evaluate(async (longestMs) => {
    const { buskerHeard } = window as unknown as { buskerHeard: Promise<[number, number]> }
    const nothing = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('Nothing was heard.')), longestMs)
    })
    const [pressed, heard] = await Promise.race([buskerHeard, nothing])
    return heard - pressed
  }, longestMs)
}

/** @returns ms that the browser alone takes to be heard, from `play()` on, with a file that is in memory */
export async function elementToSound(user: DesktopUser): Promise<number> {
  const rate = 48_000
  const file = encodeFloatWav(sineSweep(rate, 1), rate).toString('base64')
  return user.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const address = URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }))
    const element = new Audio(address)
    const context = new AudioContext()
    const source = context.createMediaElementSource(element)
    source.connect(context.destination)
    await context.resume()
    if (window.buskerAudioCapture === undefined) throw new Error('This build has no audio capture.')
    const { heard } = await window.buskerAudioCapture.firstSoundOf(source)
    const began = performance.now()
    await element.play()
    const took = (await heard) - began
    element.pause()
    URL.revokeObjectURL(address)
    await context.close()
    return took
  }, file)
}
