import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeProblems } from '../../harness/app/axeProblems.ts'
import { createIdentity, waitUntilRunning } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { type LocalnetHarness, openLocalnetHarness } from '../../harness/localnetHarness.ts'

let harness: LocalnetHarness
let busker: RunningApp
beforeAll(async () => {
  harness = await openLocalnetHarness()
  busker = await launchApp({ localnet: harness.folder })
  await createIdentity(busker)
  await waitUntilRunning(busker)
})
afterAll(async () => {
  await busker.close()
  await harness.close()
})

/** Places that no link of the navigation leads to. */
const unlinkedPlaces = ['#/start', '#/studio/publish', '#/settings/diagnostics', '#/nowhere']

/** Every place, as a newcomer can go there: those of the navigation, and those beyond. */
async function places(): Promise<string[]> {
  const links = busker.window.getByRole('navigation', { name: 'Main' }).getByRole('link')
  await links.first().waitFor()
  const hashes = await links.evaluateAll((all) =>
    all.map((link) => new URL((link as HTMLAnchorElement).href).hash),
  )
  return [...hashes, ...unlinkedPlaces]
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
  test('has nothing serious for axe in any place', async () => {
    await busker.window.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found: Record<string, readonly string[]> = {}
    const all = await places()
    for (const hash of all) {
      await goTo(hash)
      const problems = await axeProblems(busker.window)
      if (problems.length > 0) found[hash] = problems
    }
    expect(found).toEqual({})
    expect(all.length).toBeGreaterThan(unlinkedPlaces.length + 5)
  })
})
