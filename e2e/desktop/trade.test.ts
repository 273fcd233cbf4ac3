import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'

let harness: DesktopHarness
beforeAll(async () => {
  harness = await DesktopHarness.open()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('an artist publishes and a listener buys and plays it, all through the screens', async () => {
  const file = join(harness.folder, 'Morning Tide.wav')
  const [ada, ben] = [harness.addUser('ada'), harness.addUser('ben')]
  await synthesiseWav(file, { seconds: 20, seed: 1 })
  await Promise.all([ada.open(), ben.open()])
  await Promise.all([ada.completeFirstStart(), ben.completeFirstStart()])
  await ada.connect()
  await ada.publish([file], '0.50')
  await ada.row('Morning Tide').waitFor()

  await ben.goTo('Discover')
  await ben.row('Morning Tide').waitFor()
  await ben.buy('Morning Tide')
  expect(await ben.waitUntilPlayed('Morning Tide', 2)).toBeGreaterThanOrEqual(2)
  await ada.goTo('Sales')
  await expect(ada.row('Morning Tide').count()).resolves.toBeGreaterThan(0)
})
