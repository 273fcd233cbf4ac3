import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { beginTrial } from '../../harness/app/identity.ts'
import { chooseInDialogs } from '../../harness/app/dialogs.ts'
import { DesktopUser } from '../../harness/desktop/desktopUser.ts'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { hex32 } from '../../src/shared/ids.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'

const run = promisify(execFile)
let folder: string
let ana: DesktopUser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-own-files-'))
  await makeMusic(join(folder, 'Music'))
  // A network of which nothing runs: music of one's own needs none.
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  const networkFile = join(folder, 'network.json')
  await writeFile(networkFile, encodeNetworkProfile(await createTestProfile(keys)))
  ana = new DesktopUser({ name: 'ana', folder: join(folder, 'ana'), networkFile })
  await ana.open()
  await beginTrial({ window: ana.page })
  await ana.waitForMainApp()
})
afterAll(async () => {
  await ana?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Two pieces of six seconds: one has a red front cover and words in it, beside the other lie a blue cover and an LRC file. */
async function makeMusic(music: string): Promise<void> {
  const ffmpeg = await findFfmpeg()
  const make = (...args: string[]) => run(ffmpeg, ['-v', 'error', '-y', ...args])
  const colour = (name: string) => ['-f', 'lavfi', '-i', `color=${name}:s=400x400`, '-frames:v', '1']
  const [album, other] = [join(music, 'Lamp Room'), join(music, 'Other')]
  await Promise.all([album, other].map((each) => mkdir(each, { recursive: true })))
  await synthesiseWav(join(folder, 'piece.wav'), { seconds: 6, seed: 3 })
  await make(...colour('red'), join(folder, 'red.png'))
  await make(...colour('blue'), join(other, 'cover.jpg'))
  const tags = ['-metadata', 'title=Harbour Lights', '-metadata', 'artist=The Pilots', '-metadata', 'track=1']
  const words = ['-metadata', 'LYRICS=[00:00.00]Lamps are lit\n[00:03.00]Boats come in']
  const cover = ['-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-disposition:v', 'attached_pic']
  const sources = ['-i', join(folder, 'piece.wav'), '-i', join(folder, 'red.png')]
  await make(...sources, ...cover, ...tags, ...words, join(album, 'Harbour Lights.flac'))
  await make('-i', join(folder, 'piece.wav'), '-metadata', 'title=Kiosk', join(other, 'Kiosk.mp3'))
  await writeFile(join(other, 'kiosk.lrc'), 'Newspapers and oranges')
}

/** The middle of a picture as it is painted: red, green and blue. */
function colourOf(picture: Locator): Promise<number[]> {
  return picture.evaluate(async (element) => {
    if (element instanceof HTMLImageElement) await element.decode()
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1
    const painter = canvas.getContext('2d')
    const size =
      element instanceof HTMLImageElement ? element.naturalWidth : (element as HTMLCanvasElement).width
    painter?.drawImage(element as HTMLCanvasElement, size / 2, size / 2, 1, 1, 0, 0, 1, 1)
    // Each of them is full or none.
    return [...(painter?.getImageData(0, 0, 1, 1).data ?? [])]
      .slice(0, 3)
      .map((value) => Math.round(value / 255))
  })
}

const red = [1, 0, 0]
const blue = [0, 0, 1]

test('a watched folder is listed with its covers, and its files play to their ends with cover and words', async () => {
  onTestFailed(async () => console.error(await ana.describeState()))
  await ana.goTo('Settings')
  await chooseInDialogs(ana.app, join(folder, 'Music'))
  await ana.clickButton('Add a folder…')
  await ana.goTo('Library')
  const cover = (title: string) => ana.row(title).locator('canvas')
  await vi.waitFor(async () => expect(await colourOf(cover('Harbour Lights'))).toEqual(red))
  await vi.waitFor(async () => expect(await colourOf(cover('Kiosk'))).toEqual(blue))

  const bar = ana.page.getByRole('contentinfo', { name: 'Player' })
  await ana.row('Harbour Lights').waitFor()
  const titles = await ana.page
    .getByRole('row')
    .getByRole('button', { name: /^Play / })
    .all()
  const names = await Promise.all(titles.map((button) => button.getAttribute('aria-label')))
  const [first, second] = names.map((name) => (name ?? '').replace('Play ', '')) as [string, string]
  const expected = (title: string) => (title === 'Kiosk' ? blue : red)
  await ana.playButton(first).click()
  expect(await ana.waitUntilPlayed(first, 1)).toBeGreaterThanOrEqual(1)
  expect(await colourOf(bar.locator('img').first())).toEqual(expected(first))

  await ana.pressKey('y')
  const words = (title: string) => (title === 'Kiosk' ? 'Newspapers and oranges' : 'Lamps are lit')
  await ana.page.getByText(words(first)).waitFor()
  await ana.waitUntilPlayed(first, 5)
  await bar.getByText(second).first().waitFor()
  await ana.page.getByText(words(second)).waitFor()
  expect(await colourOf(bar.locator('img').first())).toEqual(expected(second))
  await ana.pressKey('f')
  const full = ana.page.getByRole('region', { name: 'Full-window player' })
  await full.waitFor()
  expect(await colourOf(full.locator('img').last())).toEqual(expected(second))
  await ana.pressKey('f')
  await ana.pressKey('n')
  const mini = ana.page.getByRole('main', { name: 'Mini player' })
  await mini.waitFor()
  expect(await colourOf(mini.locator('img').first())).toEqual(expected(second))
  await ana.pressKey('n')
})

test('a picture of a file is given to nobody by its name once its folder is not watched any more', async () => {
  await ana.goTo('Library')
  const works = await ask(ana.page, 'library', {})
  const addresses = works.map(({ work }) => `track://busker/artwork/${work.artwork}`)
  const statuses = () =>
    ana.page.evaluate((urls) => Promise.all(urls.map(async (url) => (await fetch(url)).status)), addresses)
  expect(await statuses()).toEqual([200, 200])
  await ana.goTo('Settings')
  const removing = ana.page.getByRole('button', { name: new RegExp(join(folder, 'Music')) })
  await removing.click()
  await vi.waitFor(async () => expect(await statuses()).toEqual([404, 404]))
})
