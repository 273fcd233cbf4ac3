import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve, sep } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeProblems } from '../../harness/app/axeProblems.ts'
import { startElectron } from '../../harness/app/launchApp.ts'
import { context, createPromotedArtist } from '../../src/node/api/testing/promotedArtist.ts'

const hostile = `"><img src=x onerror="window.hacked=1"></title><script>window.hacked=1</script>’ ‮ & <b>`
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.xml': 'application/rss+xml',
  '.jpeg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.m4a': 'audio/mp4',
}

let root: string
let artist: Awaited<ReturnType<typeof createPromotedArtist>>
let server: Server
let origin: string
let app: ElectronApplication
let page: Page
const asked: string[] = []
const problems: string[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'busker-web-'))
  artist = await createPromotedArtist(hostile)
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = resolve(root, `.${path.endsWith('/') ? `${path}index.html` : path}`)
    if (!file.startsWith(root + sep)) return void response.writeHead(404).end()
    readFile(file).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(file)] ?? '' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await artist.handlers.promote(
    { folder: join(root, 'artist'), site: 'https://tilda.example/music' },
    context,
  )
  await artist.handlers.promote({ folder: join(root, 'release'), label: artist.label }, context)
  app = await startElectron({
    args: [`--user-data-dir=${join(root, 'data')}`, join(import.meta.dirname, 'blankMain.mjs')],
  })
  page = await app.firstWindow()
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
})
afterAll(async () => {
  await app.close()
  server.closeAllConnections()
  server.close()
  await artist.harness.stop()
  await rm(root, { recursive: true, force: true })
})

test.each(['artist/', 'release/', 'artist/embed.html', 'release/embed.html'])(
  '%s is whole, accessible in both themes and at any width, and reaches nothing else',
  async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1000, 320]) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(`${origin}/${path}`)
        expect(await axeProblems(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    }
    expect(
      await page.evaluate(() => [...document.images].map(({ naturalWidth }) => naturalWidth > 0)),
    ).not.toContain(false)
    expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith('about:'))).toEqual([])
    expect(problems).toEqual([])
  },
)

test('what an artist wrote is text on the page, whatever it is, and runs nothing', async () => {
  await page.goto(`${origin}/artist/`)
  expect(await page.evaluate(() => [document.scripts.length, 'hacked' in window])).toEqual([1, false])
  expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toContain(
    '<script>window.hacked=1',
  )
  expect(await page.evaluate(() => document.body.querySelectorAll('b, script').length)).toBe(0)
})

test('the feed is XML, and says what is on sale', async () => {
  const text = await readFile(join(root, 'artist', 'feed.xml'), 'utf8')
  await page.goto('about:blank')
  const read = await page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, 'application/xml')
    return {
      isBroken: parsed.querySelector('parsererror') !== null,
      titles: [...parsed.querySelectorAll('item > title')].map(({ textContent }) => textContent),
      sound: parsed.querySelector('enclosure')?.getAttribute('url'),
    }
  }, text)
  expect(read.isBroken).toBe(false)
  expect(read.titles).toEqual([expect.stringContaining('</title><script>')])
  expect(read.sound).toMatch(/^https:\/\/tilda\.example\/music\/previews\/[\w-]+\.m4a$/)
})

test('a preview plays to its end, and without the program a visitor is told how to get it', async () => {
  await page.setViewportSize({ width: 1000, height: 900 })
  await page.goto(`${origin}/release/`)
  const heard = await page.evaluate(async () => {
    const [audio] = document.querySelectorAll('audio')
    if (audio === undefined) throw new Error('There is a preview.')
    audio.muted = true
    audio.playbackRate = 4
    const ended = new Promise((resolveEnd) => audio.addEventListener('ended', resolveEnd, { once: true }))
    await audio.play()
    await ended
    return { seconds: audio.currentTime, error: audio.error?.message }
  })
  expect(heard.error).toBeUndefined()
  expect(heard.seconds).toBeGreaterThan(2.9)

  await page.locator('a.buy').click()
  await page.locator('#get [role=status]').waitFor({ state: 'visible' })
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('get')
})
