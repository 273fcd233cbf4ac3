import { execFileSync } from 'node:child_process'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { encodeAudio } from './encodeAudio.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { inputArguments } from './inputArguments.ts'
import { probe } from './probe.ts'
import { synthesiseFlac, synthesiseWav } from '../../testAudio/synthesise.ts'
import { createTestMedia, type TestMedia } from './testing/testMedia.ts'

vi.setConfig({ testTimeout: 30_000 })

let media: TestMedia
let server: Server
let requests = 0
let port: number

beforeAll(async () => {
  media = await createTestMedia()
  await synthesiseWav(media.at('honest.wav'), { seconds: 1, seed: 1 })
  await synthesiseFlac(media.at('honest.flac'), { seconds: 1, seed: 1 }, media.ffmpeg)
  // Opening a named pipe nobody writes to never returns: a reference to it that is followed hangs the test.
  execFileSync('mkfifo', [media.at('trap.wav')])
  server = createServer((_request, response) => {
    requests += 1
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await media.remove()
})
beforeEach(() => {
  requests = 0
})

const crafted: readonly (readonly [string, () => string])[] = [
  ['a concat script to a file', () => `ffconcat version 1.0\nfile 'file:${media.at('trap.wav')}'\n`],
  ['a concat script to a server', () => `ffconcat version 1.0\nfile 'http://127.0.0.1:${port}/x.wav'\n`],
  [
    'an HLS playlist to a file',
    () => `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:${media.at('trap.wav')}\n#EXT-X-ENDLIST\n`,
  ],
  [
    'an HLS playlist to a server',
    () => `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://127.0.0.1:${port}/x.ts\n#EXT-X-ENDLIST\n`,
  ],
  [
    'a DASH manifest',
    () => `<?xml version="1.0"?><MPD><Period><BaseURL>http://127.0.0.1:${port}/</BaseURL></Period></MPD>`,
  ],
  [
    'a session description',
    () => `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio ${port} RTP/AVP 0\n`,
  ],
]

describe('ffmpeg reads the one file it is given and nothing else', () => {
  test.each(crafted)(
    '%s under the name of a WAV is refused before ffmpeg is started',
    async (_name, content) => {
      await writeFile(media.at('crafted.wav'), content())
      await expect(probe(media.at('crafted.wav'), media)).rejects.toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
      expect(requests).toBe(0)
    },
  )

  test.each(crafted)(
    '%s put in the place of a probed file is not followed either',
    async (_name, content) => {
      for (const kind of ['wav', 'flac']) {
        const path = media.at(`swapped.${kind}`)
        await writeFile(path, await readFile(media.at(`honest.${kind}`)))
        const source = await probe(path, media)
        await writeFile(media.at('crafted'), content())
        await rename(media.at('crafted'), path)
        const encoding = encodeAudio(source, { ...media, onSegment: async () => undefined })
        await expect(encoding).rejects.toMatchObject({ code: 'MEDIA_ENCODE_FAILED' })
      }
      expect(requests).toBe(0)
    },
  )

  test('the same file is followed by an ffmpeg that is not told so: the trap works', async () => {
    await writeFile(
      media.at('bait.ffconcat'),
      `ffconcat version 1.0\nfile 'http://127.0.0.1:${port}/x.wav'\n`,
    )
    const careless = `-v error -f concat -safe 0 -protocol_whitelist file,http,tcp -i ${media.at('bait.ffconcat')} -f null -`
    const failure = { code: 'MEDIA_DAMAGED', message: 'As expected.' } as const
    const command = { ffmpeg: media.ffmpeg, args: careless.split(' '), outputs: 0, failure }
    await expect(runFfmpeg(command, async () => undefined)).rejects.toMatchObject({ code: 'MEDIA_DAMAGED' })
    expect(requests).toBeGreaterThan(0)
  })

  test('a path that looks like an address or an option stays a path', () => {
    const opening = {
      path: '/music/http:x|-y.wav',
      demuxer: 'wav',
      decoders: ['pcm_s16le'],
      strict: false,
      options: [],
      filters: [],
    }
    expect(inputArguments(opening).at(-1)).toBe('file:/music/http:x|-y.wav')
  })
})
