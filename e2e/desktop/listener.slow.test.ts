import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { chooseInDialogs, declineDialogs } from '../../harness/app/dialogs.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import { ListenBrainzServer } from '../../harness/desktop/listenBrainzServer.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'

let harness: DesktopHarness
let ben: DesktopUser
let cleo: DesktopUser
beforeAll(async () => {
  harness = await DesktopHarness.open()
  ben = harness.addUser('ben')
  cleo = harness.addUser('cleo')
  await Promise.all([harness.addArtist(['Night Bus', 'Low Tide', 'Salt']), ben.open(), cleo.open()])
  await Promise.all([ben.completeFirstStart(), cleo.completeFirstStart()])
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

test('what one wishes for and whom one follows is kept where one looks for it', async () => {
  await ben.goTo('Discover')
  await ben.row('Salt').getByRole('link', { name: 'Salt', exact: true }).click()
  await ben.clickButton('Add to the wish list')
  await ben.page.getByRole('main').getByRole('link', { name: 'Ada Reyes' }).first().click()
  await ben.page.getByRole('button', { name: /^Follow/ }).click()
  await ben.goTo('Following')
  await ben.page.getByRole('list', { name: 'Artists you follow' }).getByRole('listitem').first().waitFor()
  await ben.row('Low Tide').waitFor()
  await ben.goTo('Favourites')
  const wishes = ben.page.getByRole('grid', { name: 'Wish list' }).getByRole('row')
  await wishes.filter({ hasText: 'Salt' }).waitFor()
  expect(await wishes.count()).toBe(2)
})

test('several works are bought at once from the basket, and each has a receipt to keep', async () => {
  await ben.goTo('Discover')
  for (const title of ['Night Bus', 'Low Tide']) {
    await ben.row(title).click({ button: 'right' })
    await ben.page.getByRole('menuitem', { name: 'Add to the basket' }).click()
  }
  await ben.pressKey('b')
  const basket = ben.page.getByRole('dialog', { name: 'Basket' })
  await basket.getByRole('button', { name: /buy 2$|^Buy 2 for/ }).click()
  await expect.poll(() => basket.getByText('Yours', { exact: true }).count(), { timeout: 60_000 }).toBe(2)
  await ben.pressKey('Escape')
  await ben.goTo('Library')
  await ben.page.getByRole('link', { name: 'Orders and receipts' }).click()
  const file = join(harness.folder, 'receipt.html')
  await chooseInDialogs(ben.app, file)
  await ben.clickButton('Save the receipt for Night Bus')
  await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 10_000 }).toContain('Night Bus')
})

test('a contact is kept by a link, given music by name, and accepts it', async () => {
  await cleo.goTo('Wallet')
  await cleo.clickButton('My card')
  await cleo.clickButton('Copy as a link')
  const card = await cleo.copied(/^busker:\/\/contact\//)
  await cleo.pressKey('Escape')
  await ben.openLink(card)
  const contact = ben.page.getByRole('dialog', { name: 'Add a contact' })
  await contact.getByRole('textbox', { name: 'Name' }).fill('Cleo')
  await contact.getByRole('button', { name: 'Keep' }).click()
  await contact.waitFor({ state: 'hidden' })

  await ben.goTo('Discover')
  await ben.row('Salt').getByRole('button', { name: /^Buy/ }).click()
  await ben.page.getByRole('dialog', { name: 'Buy' }).getByText('Give it to somebody else').click()
  await chooseCleo(ben.page)
  await ben.page.getByRole('status').getByText('Cleo').waitFor()
  await ben.page
    .getByRole('dialog', { name: 'Give' })
    .getByRole('button', { name: /^Give for/ })
    .click()
  await ben.page.getByText('“Salt” is handed over.').waitFor()
  await ben.clickButton('Done')
  await cleo.goTo('Library')
  await cleo.clickButton('Accept')
  await cleo.playButton('Salt').waitFor()
  expect(await cleo.row('Salt').count()).toBe(1)
})

test('several tracks are saved as files at once', async () => {
  const folder = join(harness.folder, 'music')
  await mkdir(folder)
  await chooseInDialogs(ben.app, folder)
  await ben.goTo('Library')
  await ben.row('Night Bus').click()
  await ben.pressKey('Control+a')
  await ben.row('Night Bus').click({ button: 'right' })
  await ben.page.getByRole('menuitem', { name: /^Download/ }).click()
  await ben.clickButton('Choose a folder…')
  await ben.page.getByText('2 files are in').first().waitFor()
  const files = await readdir(folder, { recursive: true })
  expect(files.filter((file) => file.endsWith('.flac'))).toHaveLength(2)
})

test('a playlist and a smart list are made, and played', async () => {
  await ben.goTo('Playlists')
  await ben.clickButton('New playlist')
  await ben.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Evening')
  await ben.clickButton('Create')
  await ben.page.getByRole('heading', { level: 1, name: 'Evening' }).waitFor()
  await ben.goTo('Library')
  await ben.row('Low Tide').click({ button: 'right' })
  await ben.page.getByRole('menuitem', { name: 'Add to “Evening”' }).click()
  await ben.page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Evening/ })
    .click()
  await ben.page.getByRole('main').getByText('Low Tide').first().waitFor()
  await ben.page.getByRole('main').getByRole('button', { name: 'Play', exact: true }).click()
  await ben.waitUntilPlayed('Low Tide', 1)
  await ben.pausePlayback()

  await ben.goTo('Playlists')
  await ben.clickButton('New smart list')
  const rule = ben.page.getByRole('dialog', { name: 'New smart list' })
  await rule.getByRole('textbox', { name: 'Name' }).fill('By Ada')
  await rule.getByRole('combobox', { name: 'Artist' }).selectOption('Ada Reyes')
  await rule.getByRole('button', { name: 'Create' }).click()
  await ben.page.getByRole('heading', { level: 1, name: 'By Ada' }).waitFor()
  for (const title of ['Night Bus', 'Low Tide']) await ben.row(title).waitFor()
  expect(await ben.row('Salt').count()).toBe(0)
})

test('money is sent to a contact, asked for by a code, and everything that moved is found again', async () => {
  await ben.goTo('Wallet')
  await ben.clickButton('Receive')
  const receive = ben.page.getByRole('dialog', { name: 'Receive' })
  await receive.getByRole('textbox', { name: /^Amount/ }).fill('2.50')
  await receive
    .getByText(/ethereum:0x/)
    .first()
    .waitFor()
  await ben.pressKey('Escape')
  await ben.clickButton('Send')
  const send = ben.page.getByRole('dialog', { name: 'Send' })
  await chooseCleo(send)
  await send.getByRole('textbox', { name: 'Amount' }).fill('0.25')
  await send.getByRole('button', { name: /^Send/ }).click()
  await ben.page.getByText('Sent: it has arrived.').waitFor()
  await ben.pressKey('Escape')
  await ben.page.getByRole('searchbox', { name: 'Find in the activity' }).fill('Night Bus')
  const activity = ben.page.getByRole('grid', { name: 'Activity' })
  await activity.getByRole('row', { name: /Night Bus/ }).waitFor()
  expect(await activity.getByRole('row', { name: /Cleo/ }).count()).toBe(0)
  await ben.page.getByRole('searchbox', { name: 'Find in the activity' }).fill('')
  await activity.getByRole('row', { name: /Cleo/ }).first().waitFor()
})

test('where one chose to be asked, nothing is paid without a yes', async () => {
  await cleo.goTo('Settings')
  await cleo.page
    .getByRole('combobox', { name: 'Pay for music without asking' })
    .selectOption('Ask every time')
  const asked = await declineDialogs(cleo.app)
  await cleo.startBuying('Night Bus')
  await expect
    .poll(asked, { timeout: 30_000 })
    .toEqual([expect.stringMatching(/^Pay 0\.5\stUSD for “Night Bus” by “Ada Reyes”\?$/)])
  await cleo.page.getByRole('dialog').getByText('You did not confirm it').waitFor()
  await cleo.pressKey('Escape')
})

test('what is heard is told to ListenBrainz once its token is given, and to nobody before', async () => {
  const listenBrainz = await ListenBrainzServer.start({ user: 'ben-of-porto', token: 'a-token-of-ben' })
  try {
    await listenBrainz.standInFor(ben.app)
    const hearHalf = async (title: string) => {
      const plays = async () => (await ask(ben.page, 'plays', {})).reduce((sum, each) => sum + each.plays, 0)
      const before = await plays()
      await ben.play(title)
      await ben.waitUntilPlayed(title, 11)
      await ben.pausePlayback()
      await expect.poll(plays).toBe(before + 1)
    }
    await hearHalf('Night Bus')
    expect(listenBrainz.asked).toEqual([])

    await ben.goTo('Settings')
    await ben.clickButton('Connect to ListenBrainz')
    const dialog = ben.page.getByRole('dialog', { name: 'Connect to ListenBrainz' })
    await dialog.getByLabel('User token').fill('a-wrong-token')
    await dialog.getByRole('button', { name: 'Connect' }).click()
    await dialog.getByText('ListenBrainz does not take this token.').waitFor()
    await dialog.getByLabel('User token').fill('a-token-of-ben')
    await dialog.getByRole('button', { name: 'Connect' }).click()
    await ben.page.getByText('in the account ben-of-porto').waitFor()
    await hearHalf('Low Tide')
    await expect
      .poll(() => listenBrainz.listens, { timeout: 30_000 })
      .toMatchObject([{ track_metadata: { artist_name: 'Ada Reyes', track_name: 'Low Tide' } }])

    await ben.goTo('Settings')
    await ben.clickButton('Tell nobody any more')
    await ben.page.getByText(/^Nobody is told what you hear/).waitFor()
  } finally {
    await listenBrainz.stop()
  }
})

test('everything is read in another language at once, from right to left in Arabic', async () => {
  await cleo.goTo('Settings')
  const language = cleo.page.getByRole('combobox').filter({ hasText: 'Deutsch' })
  await language.selectOption('Deutsch')
  await cleo.page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor()
  await cleo.page.getByRole('navigation').getByRole('link', { name: 'Entdecken' }).waitFor()
  await language.selectOption('العربية')
  await cleo.page.locator('html[dir=rtl][lang^=ar]').waitFor()
  expect(await cleo.page.getByRole('navigation').first().innerText()).toMatch(/^\P{Script=Latin}+$/u)
  await language.selectOption('English')
  await cleo.page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
})

async function chooseCleo(within: Page | Locator): Promise<void> {
  const contacts = within.getByRole('combobox', { name: 'Contact' })
  await contacts.selectOption(await contacts.getByRole('option', { name: /^Cleo/ }).getAttribute('value'))
}
