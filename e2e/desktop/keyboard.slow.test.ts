import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { chooseInDialogs } from '../../harness/app/dialogs.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'

let harness: DesktopHarness
beforeAll(async () => {
  harness = await DesktopHarness.open()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('publishing, finding, buying and playing need no mouse', async () => {
  const file = join(harness.folder, 'Night Bus.wav')
  const ada = harness.addUser('ada')
  await synthesiseWav(file, { seconds: 20, seed: 3 })
  await ada.open()
  await ada.completeFirstStart()
  await chooseInDialogs(ada.app, file)
  await ada.tabTo(/^Studio$/)
  await ada.pressKey('Enter')
  await ada.tabTo(/^Publish music$/)
  await ada.pressKey('Enter')
  await ada.tabTo(/^Choose files/)
  await ada.pressKey('Enter')
  await ada.page.getByRole('table', { name: 'Tracks to publish' }).waitFor()
  await ada.tabTo(/^Artist of/)
  await ada.page.keyboard.type('Ada Reyes')
  await ada.tabTo(/^Price of/)
  await ada.page.keyboard.type('0.50')
  await ada.tabTo(/^Review$/)
  await ada.pressKey('Enter')
  await ada.tabTo(/^Publish$/)
  await ada.pressKey('Enter')
  await ada.waitUntilOnSale()

  const ben = harness.addUser('ben')
  await ben.open()
  await ben.completeFirstStart()
  await ben.goTo('Discover')
  await ben.row('Night Bus').waitFor()
  await ben.pressKey('Control+k')
  await ben.page.keyboard.type('Night Bus')
  await ben.page.getByRole('option', { name: /Night Bus/ }).waitFor()
  await ben.pressKey('Enter')
  await ben.page.getByRole('heading', { level: 1, name: 'Night Bus' }).waitFor()
  await ben.tabTo(/^Buy for/)
  await ben.pressKey('Enter')
  const pay = { name: /\bbuy$|^Buy for/, disabled: false }
  await ben.page.getByRole('dialog', { name: 'Buy' }).getByRole('button', pay).waitFor()
  await ben.tabTo(pay.name)
  await ben.pressKey('Enter')
  await ben.page.getByRole('dialog', { name: 'Bought' }).waitFor()
  await ben.pressKey('Escape')
  expect(await ben.waitUntilPlayed('Night Bus', 1)).toBeGreaterThanOrEqual(1)
  await ben.pressKey('Space')
  await ben.page.getByRole('group', { name: 'Playback' }).getByRole('button', { name: 'Play' }).waitFor()
})
