import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { chooseInDialogs } from '../../harness/app/dialogs.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'

let harness: DesktopHarness
let ada: DesktopUser
let ben: DesktopUser
beforeAll(async () => {
  harness = await DesktopHarness.open()
  ada = harness.addUser('ada')
  ben = harness.addUser('ben')
  await Promise.all([ada.open(), ben.open()])
  await Promise.all([ada.completeFirstStart(), ben.completeFirstStart()])
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

const linkOf = (user: DesktopUser, place: string) =>
  user.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place })

test('what somebody is here for decides what there is to go to, until they say otherwise', async () => {
  await ben.goTo('Settings')
  const role = ben.page.getByRole('combobox', { name: 'What you are here for' })
  await role.selectOption('To listen')
  await linkOf(ben, 'Studio').waitFor({ state: 'hidden' })
  for (const place of ['Sales', 'Access']) expect(await linkOf(ben, place).count()).toBe(0)
  await role.selectOption('Both')
  await linkOf(ben, 'Studio').waitFor()
})

test('an artist’s page is written once, and is what others see', async () => {
  const { page } = ada
  await ada.goTo('Studio')
  await page.getByRole('main').getByText('Your page', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Reyes')
  await page.getByRole('textbox', { name: 'Place' }).fill('Porto')
  await page.getByRole('textbox', { name: 'About' }).fill('Songs of the harbour.')
  await ada.clickButton('Add a link')
  await page.getByRole('textbox', { name: 'Name of link 1' }).fill('Web')
  await page.getByRole('textbox', { name: 'Address of link 1' }).fill('https://ada.example')
  await ada.clickButton('Publish your page')
  await page.getByText('Your page is published.').waitFor()
  await page.getByRole('link', { name: 'See it as others do' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ada Reyes' }).waitFor()
  expect(await page.getByRole('main').innerText()).toContain('Songs of the harbour.')
})

test('a release is published with credits, words, a price to pay more than, and a booklet', async () => {
  const { page } = ada
  const files = [join(harness.folder, 'Harbour.wav'), join(harness.folder, 'Tide.wav')] as const
  for (const [at, file] of files.entries()) await synthesiseWav(file, { seconds: 20, seed: at + 1 })
  const booklet = join(harness.folder, 'Booklet.txt')
  await writeFile(booklet, 'Recorded in a shed.\n')
  await ada.goTo('Studio')
  await ada.clickButton('Publish music')
  await chooseInDialogs(ada.app, ...files)
  await ada.clickButton('Choose files…')
  const table = page.getByRole('table', { name: 'Tracks to publish' })
  await table.getByRole('textbox', { name: 'Genre of all tracks' }).fill('Folk')
  await table.getByRole('textbox', { name: 'Price of all tracks' }).fill('0.50+')
  await ada.clickButton('Credits and lyrics of Harbour')
  const credits = page.getByRole('dialog', { name: 'Credits of Harbour' })
  await credits.getByRole('textbox', { name: 'Tags' }).fill('sea, dawn')
  await credits.getByRole('textbox', { name: 'Composer' }).fill('Tilda Moe')
  await credits.getByRole('textbox', { name: 'Lyrics' }).fill('[00:00.50]The boats come in')
  await credits.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('switch', { name: 'Sell them together as a release, too' }).click()
  const release = page.getByRole('region', { name: 'Release' })
  await release.getByRole('textbox', { name: 'Title of the release' }).fill('Two Harbours')
  await release.getByRole('combobox', { name: 'Type' }).selectOption('EP')
  await release.getByRole('textbox', { name: 'Price of the release' }).fill('0.90')
  await chooseInDialogs(ada.app, booklet)
  await ada.clickButton('Add files that go with it…')
  await release.getByText('Booklet.txt').waitFor()
  await ada.clickButton('Review')
  await page.getByRole('row', { name: 'Harbour Ada Reyes 20 seconds from 0.50' }).waitFor()
  await ada.clickButton('Publish')
  await page.getByText('“Two Harbours” and its tracks are on sale.').waitFor()

  await ben.goTo('Discover')
  await ben.row('Harbour').getByRole('link', { name: 'Ada Reyes' }).first().click()
  await ben.page.getByText('Songs of the harbour.').waitFor()
  await ben.page.getByRole('link', { name: 'Web ada.example' }).waitFor()
  await ben.page.getByRole('link', { name: 'Two Harbours', exact: true }).first().click()
  await ben.page.getByText('with 1 file').waitFor()
  await ben.page.getByRole('link', { name: 'Harbour', exact: true }).click()
  await ben.page.getByRole('link', { name: 'dawn' }).waitFor()
  await ben.page.getByText('Lyrics', { exact: true }).click()
  await ben.page.getByText('The boats come in').waitFor()
  expect(await ben.page.getByRole('main').innerText()).toContain('The boats come in')
})

test('a buyer pays more than asked and says who they are; the artist thanks them and pays it back', async () => {
  await ben.goTo('Discover')
  await ben.row('Harbour').getByRole('button', { name: 'Buy Harbour from 0.50' }).click()
  const sheet = ben.page.getByRole('dialog', { name: 'Buy' })
  await sheet.getByRole('textbox', { name: 'What you pay' }).fill('0.80')
  await sheet.getByText('Say who you are').click()
  await sheet.getByRole('textbox', { name: 'How you call yourself' }).fill('Ben of Porto')
  await sheet.getByRole('textbox', { name: 'A note' }).fill('I heard you at the harbour.')
  await sheet.getByRole('button', { name: 'Buy for 0.80' }).click()
  await ben.page.getByRole('dialog', { name: 'Bought' }).waitFor()
  await ben.clickButton('Done')

  await ada.goTo('Sales')
  await ada.page.getByRole('row', { name: /Harbour “Ben of Porto” Paid and in their library/ }).dblclick()
  const sale = ada.page.getByRole('dialog', { name: 'Harbour' })
  await sale.getByText('I heard you at the harbour.').waitFor()
  await sale.getByRole('textbox', { name: 'Write back' }).fill('See you there again.')
  await sale.getByRole('button', { name: 'Send it' }).click()
  await sale.getByText('You wrote').waitFor()
  await sale.getByRole('button', { name: 'Pay it back…' }).click()
  const question = ada.page.getByRole('dialog', { name: 'Pay it back?' })
  await question.getByRole('button', { name: 'Pay it back…' }).click()
  await sale.getByText(/paid back on/).waitFor()
  await ada.pressKey('Escape')
  const file = join(harness.folder, 'sales.csv')
  await chooseInDialogs(ada.app, file)
  await ada.clickButton('Export as CSV…')
  await ada.page.getByText('Exported to').waitFor()
  const lines = (await readFile(file, 'utf8')).trim().split('\r\n')
  expect(lines.map((line) => line.split(',')[1])).toEqual(['kind', 'sale', 'refund'])

  await ben.goTo('Wallet')
  await ben.page.getByRole('row', { name: /Received Paid back: Harbour/ }).waitFor()
  await ben.goTo('Library')
  await ben.page.getByRole('link', { name: 'Orders and receipts' }).click()
  await ben.page.getByRole('row', { name: /Harbour “See you there again.” Paid back to you/ }).waitFor()
})

test('a code is copied as a link, which gets its finder the work for nothing', async () => {
  await ada.goTo('Studio')
  await ada.row('Tide').first().click({ button: 'right' })
  await ada.page.getByRole('menuitem', { name: 'Codes…' }).click()
  const codes = ada.page.getByRole('dialog', { name: 'Codes of “Tide”' })
  await codes.getByRole('textbox', { name: 'How many' }).fill('1')
  await codes.getByRole('button', { name: 'Make codes' }).click()
  await codes.getByRole('button', { name: 'Copy the open ones as a list' }).click()
  const [, link = ''] = (await ada.copied(/busker:/)).split('\t')
  await codes.getByRole('button', { name: 'Done' }).click()

  await ben.openLink(link)
  const redeem = ben.page.getByRole('dialog', { name: 'Redeem a code for “Tide”' })
  await redeem.getByRole('button', { name: 'Redeem' }).click()
  await redeem.waitFor({ state: 'hidden' })
  await ben.goTo('Library')
  await ben.playButton('Tide').waitFor()
  await ada.goTo('Sales')
  await ada.row('Tide').waitFor()
  expect(await ada.row('Tide').innerText()).toContain('By a code')
})

test('a release is made known by a link, a code for a poster and a web page', async () => {
  const { page } = ada
  await ada.goTo('Discover')
  await page.getByRole('link', { name: 'Two Harbours', exact: true }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Two Harbours' }).waitFor()
  await ada.clickButton('Copy link')
  const link = await ada.copied(/^busker:\/\/work\/release\//)
  await ada.clickButton('Show a QR code')
  await page.getByRole('dialog').getByText(link).waitFor()
  await ada.pressKey('Escape')
  const folder = join(harness.folder, 'page')
  await mkdir(folder)
  await chooseInDialogs(ada.app, folder)
  await ada.clickButton('Web page…')
  await page.getByRole('dialog').getByRole('button', { name: 'Choose a folder…' }).click()
  await page.getByText('open index.html').waitFor()
  expect(await readdir(folder)).toEqual(expect.arrayContaining(['index.html', 'embed.html', 'feed.xml']))
})
