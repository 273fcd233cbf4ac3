import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OwnedWork } from '../../shared/api/library.ts'
import { BuskerError } from '../../shared/errors.ts'
import { findFfmpeg } from '../../process/tools.ts'
import type { CidText, Label } from '../../shared/ids.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { SoundCutter } from '../playback/hls/exactSound.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../playback/testing/playbackHarness.ts'
import type { ListenEndpoint } from './listenEndpoint.ts'
import { ListenServer } from './listenServer.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const run = promisify(execFile)
const seconds = 3.21
const picture = { bytes: Uint8Array.of(1, 2, 3), mediaType: 'image/jpeg' } as const
/** Both ways in have the same walls. */
const ways = ['loopback', 'the network'] as const
const lanHost = '127.0.0.2'
const unknown = 'track/00000000000000000000000000000000/1' as Label
let harness: PlaybackHarness
let label: Label
let server: ListenServer
let endpoint: ListenEndpoint
let joined: Label[]
let failures: unknown[]
let now: number
let ffmpeg: string
let cutter: SoundCutter
beforeAll(async () => {
  harness = await createPlaybackHarness()
  ffmpeg = await findFfmpeg()
  cutter = new SoundCutter(ffmpeg)
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds, seed: 3 })
  label = (await harness.publish(file, 'A song')).capsule.label
})
beforeEach(async () => {
  joined = []
  failures = []
  now = 0
  server = createServer()
})
afterEach(() => server.stop())
afterAll(() => harness.close())

function createServer(): ListenServer {
  return new ListenServer({
    open: (each) => harness.playback.open(each),
    cutter,
    library: async () => [owned()],
    join: async (each) => {
      if (each !== label) throw new BuskerError('PLAYBACK_NOT_OWNED', 'Not yours.')
      joined.push(each)
    },
    artwork: async (cid: CidText) => {
      if (!cid.startsWith('bafk')) throw new BuskerError('PLAYBACK_NO_PICTURE', 'None.')
      return picture
    },
    onFailure: (error) => failures.push(error),
    ownAddresses: () => [{ name: 'test', address: lanHost }],
    now: () => now,
  })
}

async function listenOn(way: (typeof ways)[number], on = server, port = 0): Promise<ListenEndpoint> {
  if (way === 'loopback') return on.listen(port)
  const forGood = { address: lanHost, port, expiresAt: Date.now() + 3600_000 }
  const { endpoint: opened } = await on.listenOnLan(forGood)
  return opened
}

function owned(): OwnedWork {
  const work = { label, kind: 'track', title: 'A song', artistName: 'Somebody', isOwned: true, price: 5n }
  return { work: work as unknown as OwnedWork['work'], boughtAt: 1, isDownloaded: false }
}

interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: Buffer
  /** Null: without any. */
  readonly token?: string | null
}

const tokenOf = ({ url }: ListenEndpoint) => new URL(url).hash.slice(1)

/** One request as it stands, with headers and paths that `fetch` would not let through. */
function ask(path: string, { method = 'GET', headers = {}, body, token = tokenOf(endpoint) }: Asked = {}) {
  const { hostname, port, protocol } = new URL(endpoint.url)
  const send = protocol === 'https:' ? secureRequest : request
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
  const answer = Promise.withResolvers<{
    status: number
    headers: NodeJS.Dict<string | string[]>
    body: Buffer
  }>()
  const asking = send(
    {
      hostname,
      port,
      path,
      method,
      headers: { ...authorization, ...headers },
      agent: false,
      rejectUnauthorized: false,
    },
    (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        answer.resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      )
    },
  ).on('error', answer.reject)
  asking.end(body)
  return answer.promise
}

/** Every address that gives something of what is owned. */
const keptAddresses = () =>
  [
    ['GET', '/library'],
    ['GET', `/hls/${label}/master.m3u8`],
    ['GET', `/hls/${label}/sound.m3u8`],
    ['GET', `/hls/${label}/sound/1.mp4`],
    ['GET', '/artwork/bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'],
    ['POST', `/join/${label}`],
    ['POST', `/link/${label}`],
  ] as const

describe.each(ways)('on %s', (way) => {
  beforeEach(async () => {
    endpoint = await listenOn(way)
  })

  test('what is owned is listed for who has the token, without prices and keys', async () => {
    const answer = await ask('/library')
    expect(answer.headers['content-type']).toContain('application/json')
    expect(JSON.parse(answer.body.toString())).toEqual({
      total: 1,
      offset: 0,
      works: [
        {
          label,
          kind: 'track',
          title: 'A song',
          artistName: 'Somebody',
          boughtAt: 1,
          isJoined: true,
          isDownloaded: false,
        },
      ],
    })
    expect(JSON.parse((await ask('/library?offset=1')).body.toString())).toMatchObject({
      total: 1,
      works: [],
    })
    expect((await ask('/library?offset=-1')).status).toBe(400)
  })

  test('another player hears the track at its true length, by the header or by a link of its own', async () => {
    const address = new URL(`/hls/${label}/master.m3u8`, endpoint.url).href
    const made = await ask(`/link/${label}`, { method: 'POST' })
    const { url, expiresAt } = JSON.parse(made.body.toString())
    const header = ['-headers', `Authorization: Bearer ${tokenOf(endpoint)}\r\n`]
    for (const input of [
      [...header, '-i', address],
      ['-i', url],
    ]) {
      const command = ['-v', 'error', ...input, '-f', 's16le', '-ac', '1', '-']
      const { stdout } = await run(ffmpeg, command, { encoding: 'buffer', maxBuffer: 1e8 })
      expect(stdout.byteLength / 2).toBe(Math.round(seconds * 44_100))
    }
    now = expiresAt
    expect((await ask(new URL(url).pathname, { token: null })).status).toBe(404)
  })

  test('without the token, and with another one, there is nothing but a page that knows nothing', async () => {
    const other = await listenOn(way)
    const wrong = [
      null,
      '',
      tokenOf(other),
      tokenOf(endpoint).slice(1),
      `${tokenOf(endpoint)}A`,
      'a'.repeat(9000),
    ]
    for (const [method, path] of keptAddresses()) {
      for (const token of wrong) {
        const answer = await ask(path, { method, token })
        expect([path, answer.status]).toEqual([path, 401])
        expect(JSON.parse(answer.body.toString()).code).toBe('LISTEN_TOKEN_WRONG')
      }
      expect(
        (await ask(path, { method, token: null, headers: { cookie: `token=${tokenOf(endpoint)}` } })).status,
      ).toBe(401)
      expect((await ask(`${path}?token=${tokenOf(endpoint)}`, { method, token: null })).status).toBe(401)
    }
    const page = await ask('/', { token: null })
    expect(page.status).toBe(200)
    expect(page.body.toString()).not.toContain(tokenOf(endpoint))
    expect(page.headers['set-cookie']).toBeUndefined()
    for (const path of ['/listen.js', '/listen.css', '/hls.js'])
      expect((await ask(path, { token: null })).status).toBe(200)
    expect(joined).toEqual([])
  })

  test('the token has 256 bits and stands where browsers send it to nobody', () => {
    const { pathname, hash, search, hostname } = new URL(endpoint.url)
    const host = way === 'loopback' ? '127.0.0.1' : lanHost
    expect({ pathname, search, hostname }).toEqual({ pathname: '/', search: '', hostname: host })
    expect(Buffer.from(hash.slice(1), 'base64url')).toHaveLength(32)
  })

  test('the page runs no script but its own, and may be framed by nobody', async () => {
    const { headers, body } = await ask('/')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(body.toString()).not.toMatch(/<script(?![^>]* src=)|\son\w+=|style=/)
  })

  test('another host name, another origin and another site get nothing, whoever has the token', async () => {
    const { host, hostname, origin, port, protocol } = new URL(endpoint.url)
    const otherScheme = protocol === 'http:' ? 'https' : 'http'
    const foreign: [number, Record<string, string>][] = [
      [421, { host: `localhost:${port}` }],
      [421, { host: hostname }],
      [421, { host: `rebound.example:${port}` }],
      [403, { origin: 'null' }],
      [403, { origin: 'http://evil.example' }],
      [403, { origin: `${otherScheme}://${host}` }],
      [403, { 'sec-fetch-site': 'same-site' }],
      [403, { 'sec-fetch-site': 'cross-site' }],
    ]
    for (const [method, path] of [...keptAddresses(), ['GET', '/'] as const]) {
      for (const [status, headers] of foreign) {
        const answer = await ask(path, { method, headers })
        expect(answer).toMatchObject({ status, body: Buffer.alloc(0) })
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
      }
      const same = await ask(path, {
        method,
        headers: { origin, 'sec-fetch-site': 'same-origin' },
      })
      expect(same.status).toBe(200)
    }
  })

  test('what is owned is joined, and nothing else', async () => {
    expect((await ask(`/join/${label}`, { method: 'POST' })).status).toBe(200)
    expect(joined).toEqual([label])
    const answer = await ask(`/join/${unknown}`, { method: 'POST' })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.body.toString()).code).toBe('PLAYBACK_NOT_OWNED')
    expect((await ask(`/join/${label}`)).status).toBe(404)
  })

  test('what is not owned can’t be heard or linked', async () => {
    const stranger = await harness.nonOwnerPlayback()
    const other = new ListenServer({
      open: (each) => stranger.open(each),
      cutter,
      library: async () => [],
      join: async () => undefined,
      artwork: async () => picture,
      onFailure: () => undefined,
      ownAddresses: () => [{ name: 'test', address: lanHost }],
    })
    endpoint = await listenOn(way, other)
    for (const [method, path] of [
      ['GET', `/hls/${label}/master.m3u8`],
      ['GET', `/hls/${label}/sound/1.mp4`],
      ['POST', `/link/${label}`],
    ] as const) {
      const answer = await ask(path, { method })
      expect(JSON.parse(answer.body.toString()).code).toBe('PLAYBACK_NOT_OWNED')
      expect(answer.status).toBe(403)
    }
    await other.stop()
  })

  test.each([
    '/hls/../../etc/passwd',
    '/hls/..%2f..%2fetc%2fpasswd/master.m3u8',
    '/hls/track/..%2f..%2f..%2f..%2fetc/1/master.m3u8',
    '/hls/track/00000000000000000000000000000000/0/master.m3u8',
    `/hls/track/${'0'.repeat(33)}/1/master.m3u8`,
    '/artwork/..%2fvault',
    '/artwork/x',
    '/library/',
    '/buy',
    '/link/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/master.m3u8',
    '/%',
    '//etc/passwd',
  ])('there is nothing at %s', async (path) => {
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(answer.body.toString()).not.toContain('root:')
    expect(failures).toEqual([])
  })

  test.each(['sound/00.mp4', 'sound/9999.mp4', 'sound/-1.mp4', 'sound/1.mp4/..', 'aac/0.mp4', 'x.m3u8'])(
    'a track has nothing at %s',
    async (path) => {
      expect((await ask(`/hls/${label}/${path}`)).status).toBe(404)
      expect(failures).toEqual([])
    },
  )

  test('a range behind the end of a segment is refused, and one within is given', async () => {
    const path = `/hls/${label}/sound/1.mp4`
    const { body } = await ask(path)
    const beyond = await ask(path, { headers: { range: `bytes=${body.length}-${body.length + 10}` } })
    expect(beyond).toMatchObject({ status: 416, body: Buffer.alloc(0) })
    const within = await ask(path, { headers: { range: 'bytes=4-7' } })
    expect(within).toMatchObject({ status: 206, body: Buffer.from('moof') })
  })

  test('other methods, and whatever has a body, are refused before anything is read', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])
      expect((await ask('/library', { method })).status).toBe(405)
    const body = Buffer.alloc(1000)
    for (const path of [`/join/${label}`, '/library', '/']) {
      const sized = await ask(path, {
        method: 'POST',
        body,
        headers: { 'content-length': String(body.length) },
      })
      expect(sized.status).toBe(413)
      const chunked = await ask(path, { method: 'POST', body, headers: { 'transfer-encoding': 'chunked' } })
      expect(chunked.status).toBe(413)
    }
    expect(joined).toEqual([])
  })

  test('a body without end and headers without end end the connection', async () => {
    const huge = Buffer.alloc(32 * 1024 * 1024)
    const sent = ask(`/join/${label}`, {
      method: 'POST',
      body: huge,
      headers: { 'transfer-encoding': 'chunked' },
    })
    expect(
      await sent.then(
        ({ status }) => status,
        (error: NodeJS.ErrnoException) => error.code,
      ),
    ).toSatisfy((outcome: unknown) => outcome === 413 || outcome === 'ECONNRESET' || outcome === 'EPIPE')
    expect((await ask('/library', { headers: { 'x-long': 'a'.repeat(20_000) } })).status).toBe(431)
    expect((await ask('/library')).status).toBe(200)
  })

  test('a failure nobody expected is told to the log, and says nothing to who asked', async () => {
    const broken = new ListenServer({
      open: (each) => harness.playback.open(each),
      cutter,
      library: () => Promise.reject(new Error('/home/ada/secret is broken')),
      join: async () => undefined,
      artwork: async () => picture,
      onFailure: (error) => failures.push(error),
      ownAddresses: () => [{ name: 'test', address: lanHost }],
    })
    endpoint = await listenOn(way, broken)
    expect(await ask('/library')).toMatchObject({ status: 500, body: Buffer.alloc(0) })
    expect(failures).toHaveLength(1)
    await broken.stop()
  })

  test('covers are given as pictures', async () => {
    const path = '/artwork/bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
    const answer = await ask(path)
    expect(answer.headers['content-type']).toBe('image/jpeg')
    expect(answer.body).toEqual(Buffer.from(picture.bytes))
  })

  test('nothing listens after the end, and a port that is taken is said', async () => {
    const { port } = new URL(endpoint.url)
    await expect(listenOn(way, server, Number(port))).rejects.toMatchObject({ code: 'LISTEN_PORT_IN_USE' })
    await server.stop()
    await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await server.stop()
  })
})
