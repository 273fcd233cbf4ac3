import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'

/** From "Try it" to the first sound, ms: what is asked of a machine that does nothing else, with room for one that does. */
const soundWithinMs = 10_000

let harness: DesktopHarness
let ben: DesktopUser
beforeAll(async () => {
  harness = await DesktopHarness.open()
  await harness.addArtist(['Morning Tide'])
  ben = harness.addUser('ben')
  await ben.open()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('one press is followed by music, and the next one buys it, with nothing written down', async () => {
  const pressed = Date.now()
  await ben.tryIt()
  await ben.waitUntilPlayed('Morning Tide', 0.2)
  const heardAfterMs = Date.now() - pressed
  await ben.page.getByText('Preview ·').waitFor()
  expect(ben.app.windows()).toHaveLength(1)
  expect(heardAfterMs).toBeLessThan(soundWithinMs)
  await ben.buy('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
  await ben.goTo('Library')
  await ben.row('Morning Tide').waitFor()
})

test('Busker opens by itself at the next start, on what was bought', async () => {
  await ben.close()
  await ben.open()
  await ben.waitForMainApp()
  await ben.play('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
})

test('words are written down and a passphrase is chosen later, and the next start asks for it', async () => {
  const words = await ben.protectKeys()
  expect(words.split(' ')).toHaveLength(24)
  await ben.close()
  await ben.open()
  await ben.unlock()
  await ben.play('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 1)).toBeGreaterThanOrEqual(1)
})
