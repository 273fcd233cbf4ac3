import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'

let harness: DesktopHarness
beforeAll(async () => {
  harness = await DesktopHarness.open()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('a second machine with the same words says that another is in use, and takes over by a press', async () => {
  const [studio, laptop] = [harness.addUser('studio'), harness.addUser('laptop')]
  await Promise.all([harness.addArtist(['Night Bus']), studio.open(), laptop.open()])
  const words = await studio.completeFirstStart()
  await studio.buy('Night Bus')
  await laptop.restore(words)
  const takeOver = laptop.page.getByRole('button', { name: 'Take over here' })
  await takeOver.waitFor()
  expect(await laptop.page.getByText('No hub', { exact: true }).count()).toBe(0)
  await takeOver.click()
  await studio.page.getByRole('button', { name: 'Take it back' }).waitFor({ timeout: 180_000 })
  expect(await studio.page.getByText('No hub', { exact: true }).count()).toBe(0)
  await takeOver.waitFor({ state: 'hidden' })
  await laptop.goTo('Library')
  await laptop.playButton('Night Bus').click()
  await laptop.waitUntilPlayed('Night Bus', 1)
})
