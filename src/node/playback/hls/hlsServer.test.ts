import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findFfmpeg } from '../../../process/tools.ts'
import type { Label } from '../../../shared/ids.ts'
import { synthesiseWav } from '../../../testAudio/synthesise.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../testing/playbackHarness.ts'
import { SoundCutter } from './exactSound.ts'
import { HlsServer } from './hlsServer.ts'

let harness: PlaybackHarness
let loopback: HlsServer
let label: Label
let cutter: SoundCutter
let now = 0
beforeAll(async () => {
  harness = await createPlaybackHarness()
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 6, seed: 3 })
  label = (await harness.publish(file, '<b>A & "song"</b>')).capsule.label
  cutter = new SoundCutter(await findFfmpeg())
  loopback = new HlsServer({
    cutter,
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
  expect(master.body.toString()).toContain('sound.m3u8')
  const sound = await ask(new URL('sound.m3u8', url).href)
  expect(sound.body.toString()).toContain('#EXT-X-MAP:URI="sound/0.mp4"')
  const init = await ask(new URL('sound/0.mp4', url).href)
  expect(init.headers['content-type']).toBe('audio/mp4')
  expect(init.body.toString('latin1', 4, 8)).toBe('ftyp')
  const shown = await ask(page)
  expect(shown.body.toString()).toContain('&lt;b&gt;A &amp; &quot;song&quot;&lt;/b&gt;')
  expect((await ask(new URL('hls.js', page).href)).body.length).toBeGreaterThan(100_000)
})

test('a part of a segment is answered as such, and what is behind its end is refused', async () => {
  const { url } = await loopback.link(label)
  const segment = new URL('sound/1.mp4', url).href
  const whole = await ask(segment)
  const { length } = whole.body
  expect(await ask(segment, { range: 'bytes=10-19' })).toMatchObject({
    status: 206,
    headers: { 'content-range': `bytes 10-19/${length}` },
    body: whole.body.subarray(10, 20),
  })
  expect(await ask(segment, { range: 'bytes=-5' })).toMatchObject({
    status: 206,
    body: whole.body.subarray(-5),
  })
  expect((await ask(segment, { range: `bytes=0-${length + 99}` })).body).toEqual(whole.body)
  for (const range of [`bytes=${length}-`, 'bytes=7-3', 'bytes=-0']) {
    expect(await ask(segment, { range })).toMatchObject({
      status: 416,
      headers: { 'content-range': `bytes */${length}` },
      body: Buffer.alloc(0),
    })
  }
  for (const range of ['bytes=0-1,3-4', 'bytes=-', 'lines=1-2', `bytes=${'9'.repeat(40)}-`]) {
    expect((await ask(segment, { range })).status).toBe(200)
  }
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
  'sound/00.mp4',
  'sound/9999.mp4',
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
  const other = new HlsServer({ cutter, open: (each) => stranger.open(each), onFailure: () => undefined })
  await expect(other.link(label)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
  await other.stop()
})

test('nothing listens before the first link, or after the end', async () => {
  const own = new HlsServer({
    cutter,
    open: (each) => harness.playback.open(each),
    onFailure: () => undefined,
  })
  await own.stop()
  const { url } = await own.link(label)
  expect((await ask(url)).status).toBe(200)
  await own.stop()
  await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
