import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeProblems } from '../../scripts/screens/axeProblems.ts'
import { makeIdentity, untilRunning } from './identity.ts'
import { launch, type RunningApp } from './launch.ts'
import { type LocalWorld, openLocalWorld } from './localWorld.ts'

let world: LocalWorld
let busker: RunningApp
beforeAll(async () => {
  world = await openLocalWorld()
  busker = await launch({ localnet: world.folder })
  await makeIdentity(busker)
  await untilRunning(busker)
})
afterAll(async () => {
  await busker.close()
  await world.close()
})

/** Places that no link of the navigation leads to. */
const beyond = ['#/start', '#/studio/publish', '#/settings/diagnostics', '#/nowhere']

/** Every place, as a newcomer can go there: those of the navigation, and those beyond. */
async function places(): Promise<string[]> {
  const links = busker.window.getByRole('navigation', { name: 'Main' }).getByRole('link')
  await links.first().waitFor()
  const hashes = await links.evaluateAll((all) =>
    all.map((link) => new URL((link as HTMLAnchorElement).href).hash),
  )
  return [...hashes, ...beyond]
}

/** Goes there, and waits until everything on the page has been answered. */
async function goTo(hash: string): Promise<void> {
  const page = busker.window
  await page.evaluate((place) => void (location.hash = place), hash)
  await page.waitForURL((url) => url.hash === hash)
  await page.getByRole('main').getByRole('heading').first().waitFor()
  await page.waitForFunction(
    () =>
      document.querySelector('main [role="status"][aria-label^="Loading"], main [aria-busy="true"]') === null,
  )
}

describe.each(['light', 'dark'] as const)('the window, %s', (colorScheme) => {
  it('has nothing serious for axe in any place', async () => {
    await busker.window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found: Record<string, readonly string[]> = {}
    const all = await places()
    for (const hash of all) {
      await goTo(hash)
      const problems = await axeProblems(busker.window)
      if (problems.length > 0) found[hash] = problems
    }
    expect(found).toEqual({})
    expect(all.length).toBeGreaterThan(beyond.length + 5)
  })
})
