import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Label } from '../../../shared/ids.ts'
import { synthesiseWav } from '../../../testAudio/synthesise.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../testing/playbackHarness.ts'
import { HlsServer } from './hlsServer.ts'

let harness: PlaybackHarness
let loopback: HlsServer
let label: Label
let now = 0
beforeAll(async () => {
  harness = await createPlaybackHarness()
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 6, seed: 3 })
  label = (await harness.publish(file, '<b>A & "song"</b>')).capsule.label
  loopback = new HlsServer({
    open: (each) => harness.playback.open(each),
    now: () => now,
    onFailure: (error) => {
      throw error
    },
  })
})
beforeEach(() => void (now = 0))
afterAll(async () => {
  await loopback.stop()
  await harness.close()
})

/** One request, with headers that `fetch` would not let through. */
function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = Promise.withResolvers<{
    status: number
    headers: NodeJS.Dict<string | string[]>
    body: Buffer
  }>()
  request(url, { headers, method, agent: false }, (response) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () =>
      answer.resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(parts),
      }),
    )
  })
    .on('error', answer.reject)
    .end()
  return answer.promise
}

test('a link leads to playlists, clear segments and a page', async () => {
  const { url, page } = await loopback.link(label)
  expect(new URL(url).hostname).toBe('127.0.0.1')
  const master = await ask(url)
  expect(master.headers['content-type']).toContain('application/vnd.apple.mpegurl')
  expect(master.body.toString()).toContain('flac.m3u8')
  const aac = await ask(new URL('aac.m3u8', url).href)
  expect(aac.body.toString()).toContain('#EXT-X-MAP:URI="aac/0.mp4"')
  const init = await ask(new URL('aac/0.mp4', url).href)
  expect(init.headers['content-type']).toBe('audio/mp4')
  expect(init.body.toString('latin1', 4, 8)).toBe('ftyp')
  const shown = await ask(page)
  expect(shown.body.toString()).toContain('&lt;b&gt;A &amp; &quot;song&quot;&lt;/b&gt;')
  expect((await ask(new URL('hls.js', page).href)).body.length).toBeGreaterThan(100_000)
})

test('every link has a token of its own that nobody guesses, and runs out', async () => {
  const one = await loopback.link(label)
  const two = await loopback.link(label)
  expect(one.url).not.toBe(two.url)
  expect(new URL(one.page).pathname).toMatch(/^\/[\w-]{43}\/$/)
  now = one.expiresAt - 1
  expect((await ask(one.url)).status).toBe(200)
  now = one.expiresAt
  expect((await ask(one.url)).status).toBe(404)
  expect((await ask(one.url.replace(/\/[\w-]{43}\//, `/${'a'.repeat(43)}/`))).status).toBe(404)
})

test('another host name, another origin and another site get nothing', async () => {
  const { url } = await loopback.link(label)
  const { port } = new URL(url)
  for (const host of [
    `localhost:${port}`,
    '127.0.0.1',
    `evil.example:${port}`,
    `127.0.0.1:${Number(port) + 1}`,
  ]) {
    expect(await ask(url, { host })).toMatchObject({ status: 421, body: Buffer.alloc(0) })
  }
  for (const origin of ['null', 'http://evil.example', `http://localhost:${port}`]) {
    expect(await ask(url, { origin })).toMatchObject({ status: 403, body: Buffer.alloc(0) })
  }
  expect((await ask(url, { 'sec-fetch-site': 'same-site' })).status).toBe(403)
  const answer = await ask(url, { 'sec-fetch-site': 'same-origin' })
  expect(answer.status).toBe(200)
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
  expect(answer.headers['referrer-policy']).toBe('no-referrer')
})

test('there is nothing to be done but reading', async () => {
  const { url } = await loopback.link(label)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    expect((await ask(url, {}, method)).status).toBe(405)
  }
})

test.each([
  '../../etc/passwd',
  'aac/00.mp4',
  'aac/9999.mp4',
  'opus/0.mp4',
  'opus.m3u8',
  'buy',
  'join',
  '..%2f..%2fx',
])('there is nothing at %s', async (path) => {
  const { page } = await loopback.link(label)
  expect((await ask(page + path)).status).toBe(404)
})

test('what one does not own has no link', async () => {
  const stranger = await harness.nonOwnerPlayback()
  const other = new HlsServer({ open: (each) => stranger.open(each), onFailure: () => undefined })
  await expect(other.link(label)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
  await other.stop()
})

test('nothing listens before the first link, or after the end', async () => {
  const own = new HlsServer({ open: (each) => harness.playback.open(each), onFailure: () => undefined })
  await own.stop()
  const { url } = await own.link(label)
  expect((await ask(url)).status).toBe(200)
  await own.stop()
  await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
