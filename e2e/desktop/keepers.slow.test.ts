import type { ChildProcess } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { startCommand } from '../../src/cli/testing/startCommand.ts'

let harness: DesktopHarness
let ana: DesktopUser
let ursula: ChildProcess

beforeAll(async () => {
  harness = await DesktopHarness.open()
  ursula = await startUrsula('Harbour Radio')
  ana = harness.addUser('ana')
  await ana.open()
  await ana.tryIt()
})
afterAll(async () => {
  ursula?.kill('SIGKILL')
  await harness?.close()
})

/** An Ursula that somebody else has set up elsewhere, and that knows the hub. */
async function startUrsula(operator: string): Promise<ChildProcess> {
  const folder = join(harness.folder, operator)
  const at = `/ip4/127.0.0.1/tcp/${await getPort({ host: '127.0.0.1' })}`
  const { peers } = harness.localnet.profile.hub
  await mkdir(folder)
  await writeFile(
    join(folder, 'ursula.json'),
    JSON.stringify({ version: 1, operator, listen: [at], reachedAt: [at], hubs: peers }),
  )
  const { child } = await startCommand(['ursula', 'up', folder])
  return child
}

test('a keeper that announced itself at the hub is found, added and counted on, through the screens', async () => {
  onTestFailed(async () => console.error(await ana.describeState()))
  await ana.waitUntilOnline()
  await expect.poll(() => ask(ana.page, 'announcedUrsulas', {}), { timeout: 30_000 }).toHaveLength(1)
  expect((await ask(ana.page, 'ursulas', {})).ursulas).toHaveLength(3)

  await ana.goTo('Access')
  await ana.page.getByRole('tab', { name: 'Keepers' }).click()
  const keepers = ana.page.getByRole('grid', { name: 'Keepers' })
  await ana.page.getByRole('button', { name: 'Add… Harbour Radio' }).click()
  const added = keepers.getByRole('row').filter({ hasText: 'Harbour Radio' })
  await added.filter({ hasText: 'Answers' }).filter({ hasText: 'you' }).waitFor()
  await ana.page.getByText('Nobody else has announced a keeper.').waitFor()

  await ana.clickButton('Change how many…')
  const dialog = ana.page.getByRole('dialog', { name: 'How many keepers' })
  await dialog.getByRole('combobox', { name: 'Keepers of each sale' }).selectOption('4')
  await dialog.getByText('2 of a buyer’s keepers may be away').waitFor()
  await dialog.getByRole('button', { name: 'Use these numbers' }).click()
  await ana.page.getByText('Held by 4 keepers, 2 needed').waitFor()
  expect(await ask(ana.page, 'ursulas', {})).toMatchObject({ threshold: 2, shares: 4 })
})

test('what is sold then is held by it too, and once it is removed it is said that one is missing', async () => {
  onTestFailed(async () => console.error(await ana.describeState()))
  const song = join(harness.folder, 'Low Water.wav')
  await synthesiseWav(song, { seconds: 8, seed: 3 })
  await ana.connect()
  await ana.publish([song], '0.50')
  await ana.waitUntilOnSale()
  const ben = harness.addUser('ben')
  await ben.open()
  await ben.tryIt()
  await ben.buy('Low Water')
  await ben.close()

  await ana.goTo('Access')
  // All four that are known hold a share.
  await ana.row('Low Water').getByText('Held by 4 keepers, 2 needed').waitFor()
  await ana.page.getByRole('tab', { name: 'Keepers' }).click()
  await ana.clickButton('Remove Harbour Radio')
  await ana.page.getByText(/Of the 4 different keepers that each sale takes, 3 answer/).waitFor()
  expect((await ask(ana.page, 'ursulas', {})).ursulas).toHaveLength(3)
})
