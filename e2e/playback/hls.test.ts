import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { SoundCutter } from '../../src/node/playback/hls/exactSound.ts'
import { type HlsLink, HlsServer } from '../../src/node/playback/hls/hlsServer.ts'
import {
  createPlaybackHarness,
  type PlaybackHarness,
} from '../../src/node/playback/testing/playbackHarness.ts'
import { launchPlayer, type PlayerApp } from './playerApp.ts'

let harness: PlaybackHarness
let app: PlayerApp
let loopback: HlsServer
let link: HlsLink
let foreign: Server
beforeAll(async () => {
  harness = await createPlaybackHarness()
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 9, seed: 4 })
  const { capsule } = await harness.publish(file, 'A song')
  loopback = new HlsServer({
    open: (label) => harness.playback.open(label),
    cutter: new SoundCutter(await findFfmpeg()),
    onFailure: () => undefined,
  })
  link = await loopback.link(capsule.label)
  foreign = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<p>foreign'),
  )
  foreign.listen(0, '127.0.0.1')
  await once(foreign, 'listening')
  app = await launchPlayer(harness.playback, ['--host-resolver-rules=MAP rebound.example 127.0.0.1'])
})
afterAll(async () => {
  await app.close()
  await loopback.stop()
  foreign.closeAllConnections()
  foreign.close()
  await harness.close()
})

test('the page plays the track to its end, and may reach nothing but its own address', async () => {
  const page = await app.open(link.page)
  const played = await page.evaluate(async () => {
    const audio = document.querySelector('audio')
    if (audio === null) throw new Error('The page has no player.')
    audio.muted = true
    const ended = new Promise((resolve) => audio.addEventListener('ended', resolve))
    await audio.play()
    await ended
    const elsewhere = await fetch('https://example.org').then(
      () => 'reached',
      () => 'refused',
    )
    return { duration: audio.duration, error: audio.error, elsewhere }
  })
  expect(played.error).toBeNull()
  expect(played.elsewhere).toBe('refused')
  // Chromium counts microseconds; a sample lasts 23.
  expect(played.duration).toBeCloseTo(9, 5)
  expect(await page.getByRole('heading', { name: 'A song' }).isVisible()).toBe(true)
})

test('the page of another origin reads nothing, in no way', async () => {
  const page = await app.open(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`)
  const found = await page.evaluate(async ({ url, page: linked }) => {
    const outcome = (asked: Promise<unknown>) =>
      asked.then(
        () => 'read',
        () => 'refused',
      )
    const loads = (element: HTMLElement) =>
      new Promise<string>((resolve) => {
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('loadedmetadata', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        document.body.append(element)
      })
    const frame = Object.assign(document.createElement('iframe'), { src: linked })
    await loads(frame)
    return {
      plain: await outcome(fetch(url)),
      opaque: await outcome(fetch(url, { mode: 'no-cors' })),
      segment: await outcome(fetch(new URL('sound/1.mp4', url), { mode: 'no-cors' })),
      script: await loads(
        Object.assign(document.createElement('script'), { src: new URL('page.js', linked).href }),
      ),
      audio: await loads(
        Object.assign(document.createElement('audio'), { src: new URL('sound/0.mp4', url).href }),
      ),
      frame: frame.contentDocument,
    }
  }, link)
  expect(found).toEqual({
    plain: 'refused',
    opaque: 'refused',
    segment: 'refused',
    script: 'refused',
    audio: 'refused',
    frame: null,
  })
})

test('a name that was pointed at this machine gets nothing', async () => {
  const { port, pathname } = new URL(link.page)
  const page = await app.open(`http://rebound.example:${port}${pathname}`)
  const found = await page.evaluate(async () => {
    const answer = await fetch('master.m3u8')
    return { status: answer.status, text: await answer.text(), page: document.body.innerText }
  })
  expect(found).toEqual({ status: 421, text: '', page: '' })
})
