import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { chooseInDialogs } from '../../harness/app/dialogs.ts'
import { ScreenReader } from '../../harness/app/screenReader.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'

let harness: DesktopHarness
beforeAll(async () => {
  harness = await DesktopHarness.open()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('a purchase is said aloud, from the search to the file that one owns', async () => {
  await harness.addArtist(['Night Bus'])
  const ben = harness.addUser('ben')
  await ben.open()
  await ben.completeFirstStart()
  await ben.row('Night Bus').waitFor()
  const reader = await ScreenReader.attach(ben.page)

  await ben.pressKey('Control+k')
  expect(await reader.focus()).toBe(
    'dialog Search music and commands, group Go to, option Discover Ctrl 1, selected',
  )
  await ben.page.keyboard.type('Night Bus')
  await ben.page.getByRole('option', { name: /Night Bus/, selected: true }).waitFor()
  expect(await reader.focus()).toBe('group Music, option Night Bus Ada Reyes 0.50\u00a0tUSD, selected')
  await ben.pressKey('Enter')
  await ben.page.getByRole('heading', { level: 1, name: 'Night Bus' }).waitFor()
  expect(await reader.focus()).toBe('heading Night Bus')

  await ben.tabTo(/^Buy for/)
  expect(await reader.focus()).toBe('button Buy for 0.50\u00a0tUSD')
  await ben.pressKey('Enter')
  const pay = { name: /\bbuy$|^Buy for/, disabled: false }
  await ben.page.getByRole('dialog', { name: 'Buy' }).getByRole('button', pay).waitFor()
  expect(await reader.focus()).toBe(
    'dialog Buy, Night Bus Ada Reyes Track, group Add to your balance, radio 1.00\u00a0tUSD, checked',
  )
  await ben.tabTo(pay.name)
  expect(await reader.focus()).toBe('button Add 1.00 and buy')
  await reader.announced()
  await ben.pressKey('Enter')
  await ben.page.getByRole('dialog', { name: 'Your order' }).waitFor()
  expect(await reader.focus()).toBe('dialog Your order, Night Bus Ada Reyes Track, heading Your order')
  // The steps are said in their order, each once; one that is over before it was drawn is not.
  const steps = [
    'Adding to your balance…',
    'Asking Ada Reyes…',
    'Paying 0.50 tUSD…',
    'Opening your access…',
    'It is yours.',
  ]
  const said = await reader.waitFor(/^It is yours\.$/)
  expect(said).toEqual(steps.filter((step) => said.includes(step)))
  await ben.page.getByRole('dialog', { name: 'Bought' }).waitFor()
  await ben.pressKey('Escape')

  await ben.waitUntilPlayed('Night Bus', 1)
  expect(await reader.focus()).toMatch(/^button (Play|Pause)$/)
  await ben.pressKey('Space')
  await ben.page.getByRole('group', { name: 'Playback' }).getByRole('button', { name: 'Play' }).waitFor()

  const music = join(harness.folder, 'music')
  await mkdir(music)
  await chooseInDialogs(ben.app, music)
  await ben.tabTo(/^More$/)
  expect(await reader.focus()).toBe('button More, opens something, collapsed')
  await ben.pressKey('Enter')
  await ben.page.getByRole('menu').waitFor()
  expect(await reader.focus()).toBe('menu More, menuitem Download…')
  await ben.pressKey('Enter')
  await ben.page.getByRole('dialog', { name: 'Download “Night Bus”' }).waitFor()
  expect(await reader.focus()).toMatch(/^dialog Download “Night Bus”, .*group Format, radio FLAC/)
  await ben.tabTo(/^Choose a folder/)
  await ben.pressKey('Enter')
  await reader.waitFor(/1 file is in/)
  expect(await reader.focus()).toBe('button More, opens something, collapsed')
})
