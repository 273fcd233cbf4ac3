import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { parseAmount } from '../../src/cli/amounts.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { chooseInDialogs } from '../../harness/app/dialogs.ts'
import { measureContrast } from '../../harness/app/contrast.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'

const run = promisify(execFile)
const small = { width: 800, height: 600 }
const large = { width: 1280, height: 800 }
let harness: DesktopHarness
let ben: DesktopUser
let music: string
beforeAll(async () => {
  harness = await DesktopHarness.open()
  music = join(harness.folder, 'Two Covers')
  ben = harness.addUser('ben')
  await makeMusic()
  await Promise.all([sellRelease(), ben.open()])
  await ben.completeFirstStart()
})
afterAll(() => harness?.close())
beforeEach(() => onTestFailed(({ task }) => harness.reportFailure(join('out', 'e2e', task.name))))

/** An album of two tracks of eight seconds, with words, and with covers as bright and as dark as a colour can be. */
async function makeMusic(): Promise<void> {
  const ffmpeg = await findFfmpeg()
  await mkdir(music)
  const piece = join(harness.folder, 'piece.wav')
  await synthesiseWav(piece, { seconds: 8, seed: 3 })
  for (const [at, [title, colour]] of [
    ['Noon', 'yellow'] as const,
    ['Midnight', 'blue'] as const,
  ].entries()) {
    const cover = join(harness.folder, `${colour}.png`)
    await run(ffmpeg, [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      `color=${colour}:s=600x600`,
      '-frames:v',
      '1',
      cover,
    ])
    const tags = {
      title,
      album: 'Two Covers',
      artist: 'Ada Reyes',
      track: `${at + 1}`,
      LYRICS: `Words of ${title}`,
    }
    const metadata = Object.entries(tags).flatMap(([name, text]) => ['-metadata', `${name}=${text}`])
    const streams = ['-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-disposition:v', 'attached_pic']
    const file = join(music, `${title}.flac`)
    await run(ffmpeg, ['-v', 'error', '-i', piece, '-i', cover, ...streams, ...metadata, file])
  }
}

async function sellRelease(): Promise<void> {
  const artist = await harness.addArtist(['Free Song'], '0')
  const { decimals } = harness.localnet.profile.token
  const [price, trackPrice] = [parseAmount('0.90', decimals), parseAmount('0.50', decimals)]
  await artist.ask('publishRelease', { paths: [music], price, trackPrice })
}

/** Makes the window as large, within its frame. */
async function resize(size: typeof small): Promise<void> {
  await ben.app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  )
  // The window system does it when it gets to it.
  await ben.page.waitForFunction(({ width }) => window.innerWidth === width, size)
}

/** Whole, without scrolling. */
async function isInView(locator: Locator): Promise<boolean> {
  await locator.waitFor()
  return locator.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return left >= 0 && top >= 0 && right <= window.innerWidth && bottom <= window.innerHeight
  })
}

const shownText = () => ben.page.getByRole('main').innerText()
const goToPage = (link: string) =>
  ben.page.getByRole('main').getByRole('link', { name: link, exact: true }).first().click()

test('releases and their tracks say how long they are, tracks have numbers, and no artist is named in each row', async () => {
  await ben.goTo('Discover')
  const card = ben.page.getByRole('article').filter({ hasText: 'Two Covers' })
  expect(await card.innerText()).toContain('0:16')
  expect(
    await ben
      .row('Free Song')
      .getByRole('button', { name: /^Get Free Song/ })
      .innerText(),
  ).not.toMatch(/buy/i)
  await goToPage('Two Covers')
  const tracks = ben.page.getByRole('grid', { name: 'Tracks of Two Covers' })
  await tracks.waitFor()
  expect(await tracks.getByRole('columnheader', { name: 'Artist' }).count()).toBe(0)
  const rows = await tracks
    .getByRole('row')
    .filter({ hasText: /Noon|Midnight/ })
    .allInnerTexts()
  for (const [at, title] of ['Noon', 'Midnight'].entries())
    expect(rows[at]?.split(/\s+/)).toEqual(expect.arrayContaining([`${at + 1}`, title, '0:08']))
  await goToPage('Ada Reyes')
  const byArtist = ben.page.getByRole('grid', { name: 'Tracks by Ada Reyes' })
  await byArtist.waitFor()
  expect(await byArtist.getByText('Ada Reyes').count()).toBe(0)
})

test('a small window keeps the words of the navigation and everything of the player', async () => {
  await ben.goTo('Discover')
  await goToPage('Two Covers')
  await ben.page
    .getByRole('button', { name: /^Buy for/ })
    .first()
    .click()
  await ben.page
    .getByRole('dialog', { name: 'Buy' })
    .getByRole('button', { name: /\bbuy\b|^Buy for/ })
    .click()
  await ben.page.getByRole('dialog', { name: 'Bought' }).waitFor()
  await ben.clickButton('Done')
  await ben.repeatAll()
  await resize(small)
  for (const place of await ben.page.getByRole('navigation', { name: 'Main' }).getByRole('link').all())
    expect((await place.innerText()).trim()).not.toBe('')
  const player = ben.page.getByRole('contentinfo', { name: 'Player' })
  for (const name of [/^Shuffle$/, /^Repeat/])
    expect(await isInView(player.getByRole('button', { name }))).toBe(true)
  for (const time of await player.getByText(/^\d:\d\d$/).all()) expect(await isInView(time)).toBe(true)
  expect(await player.getByText(/^\d:\d\d$/).count()).toBeGreaterThan(1)
})

test('in a small window, what is to be published is written into fields, and Publish is in view', async () => {
  await ben.goTo('Studio')
  await ben.clickButton('Publish music')
  await chooseInDialogs(ben.app, join(music, 'Noon.flac'), join(music, 'Midnight.flac'))
  await ben.clickButton('Choose files…')
  const table = ben.page.getByRole('table', { name: 'Tracks to publish' })
  const price = table.getByRole('textbox', { name: 'Price of all tracks' })
  await price.waitFor()
  for (const field of await table.getByRole('textbox').all())
    expect(await field.evaluate((element) => getComputedStyle(element).border)).toMatch(/^1px solid/)
  expect(await price.inputValue()).toBe('')
  await price.fill('0.50')
  await ben.page.getByRole('textbox', { name: 'Price of the release' }).fill('0.90')
  await ben.clickButton('Review')
  await ben.page.getByRole('table', { name: 'What will be on sale' }).waitFor()
  expect(await isInView(ben.page.getByRole('button', { name: 'Publish', exact: true }))).toBe(true)
  await ben.goTo('Discover')
})

test('nothing moves to the side when a page is longer than the window', async () => {
  const main = ben.page.getByRole('main')
  const place = async (page: string) => {
    await ben.goTo(page)
    const heading = await ben.page.getByRole('heading', { level: 1 }).boundingBox()
    const sizes = await main.evaluate(({ scrollHeight, clientHeight, clientWidth }) => ({
      isLong: scrollHeight > clientHeight,
      width: clientWidth,
    }))
    return { ...sizes, x: heading?.x }
  }
  const [short, long] = [await place('Following'), await place('Discover')]
  expect([short.isLong, long.isLong]).toEqual([false, true])
  expect([long.width, long.x]).toEqual([short.width, short.x])
})

test('amounts are amounts and troubles are sentences: no units of the chain, and no codes', async () => {
  for (const page of ['Wallet', 'Sales', 'Access', 'Settings']) {
    await ben.goTo(page)
    expect(await shownText()).not.toMatch(/\b\d{12,}\b|\bwei\b|\b[A-Z]+_[A-Z_]+\b/)
  }
  await ben.page.getByRole('link', { name: /^Diagnostics/ }).click()
  await ben.page.getByRole('heading', { level: 1, name: 'Diagnostics' }).waitFor()
  expect(await shownText()).not.toMatch(/\b\d{12,}\b|\bwei\b|\b[A-Z]+_[A-Z_]+\b/)
  await ben.pressKey('Control+k')
  await ben.page.keyboard.type('queue')
  expect(await ben.page.getByRole('option', { selected: true }).innerText()).toMatch(/queue/i)
  await ben.pressKey('Escape')
})

test('the library shows releases as covers and as a list, and the whole window plays with picture and words', async () => {
  await resize(large)
  await ben.goTo('Library')
  const show = ben.page.getByRole('group', { name: 'Show releases as' })
  await ben.page
    .getByRole('group', { name: 'Show', exact: true })
    .getByRole('button', { name: /^Releases/ })
    .click()
  await ben.page.getByRole('article').filter({ hasText: 'Two Covers' }).waitFor()
  await show.getByRole('button', { name: 'As a list' }).click()
  const row = ben.page.getByRole('grid', { name: 'Your releases' }).getByRole('row', { name: 'Two Covers' })
  expect(await row.innerText()).toContain('0:16')
  await show.getByRole('button', { name: 'As covers' }).click()
  await ben.page.getByRole('article').filter({ hasText: 'Two Covers' }).waitFor()

  await ben.pressKey('f')
  const full = ben.page.getByRole('region', { name: 'Full-window player' })
  await full.getByText(/^Words of/).waitFor()
  for (const picture of await full.locator('img').all())
    await picture.evaluate(async (img) => (img as HTMLImageElement).decode())
  const colours = await full.locator('img').first().boundingBox()
  expect(colours?.x).toBeLessThan(0)
  expect((colours?.x ?? 0) + (colours?.width ?? 0)).toBeGreaterThan(large.width)
  for (const name of [/^Shuffle$/, /^Repeat/, /^(Play|Pause)$/])
    expect(await isInView(full.getByRole('button', { name }).first())).toBe(true)
  await ben.pressKey('f')
})

test.each(['light', 'dark'] as const)(
  'in the %s theme the colours of a picture leave the words upon them a contrast of 4.5',
  async (theme) => {
    await ben.page.emulateMedia({ colorScheme: theme })
    for (const title of ['Noon', 'Midnight']) {
      await ben.goTo('Discover')
      await goToPage(title)
      const heading = ben.page.getByRole('heading', { level: 1, name: title })
      await heading.waitFor()
      const header = ben.page.locator('header').filter({ has: heading })
      const pictures = await header.locator('img').all()
      expect(pictures.length).toBeGreaterThan(1)
      for (const picture of pictures)
        await picture.evaluate(async (img) => (img as HTMLImageElement).decode())
      const { least, behind } = await measureContrast(header)
      expect(least).toBeGreaterThanOrEqual(4.5)
      const yellowness = (behind[0] + behind[1]) / 2 - behind[2]
      expect(title === 'Noon' ? yellowness : -yellowness).toBeGreaterThan(5)
    }
  },
)
