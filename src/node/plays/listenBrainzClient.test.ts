import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Listen, ListenBrainzClient } from './listenBrainzClient.ts'

interface Asked {
  readonly url: string | undefined
  readonly authorization: string | undefined
  readonly body: string
}
type Answer = (response: ServerResponse, request: IncomingMessage) => void

let close: (() => Promise<void>) | undefined
afterEach(async () => close?.())

/** A server in ListenBrainz' place. */
async function serve(answer: Answer) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { url, headers } = request
      asked.push({ url, authorization: headers.authorization, body: Buffer.concat(parts).toString() })
      answer(response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  const { port } = server.address() as AddressInfo
  return { asked, client: new ListenBrainzClient(`http://127.0.0.1:${port}`) }
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
const listen: Listen = {
  artistName: 'Maren Holt',
  title: 'Salt',
  releaseTitle: 'Tidal Rooms',
  durationMs: 126_400,
  listenedAt: 1_700_000_000_999,
}
const refused = { code: 'LISTENBRAINZ_TOKEN' }
const unreachable = { code: 'LISTENBRAINZ_UNREACHABLE' }

test('a token is asked for its user, and sent in no address', async () => {
  const { asked, client } = await serve((response) => json(response, 200, { valid: true, user_name: 'ana' }))
  expect(await client.userOf('secret-token')).toBe('ana')
  expect(asked).toEqual([{ url: '/1/validate-token', authorization: 'Token secret-token', body: '' }])
})

test.each<[string, Answer, object]>([
  ['a token that is none', (response) => json(response, 200, { valid: false }), refused],
  ['a token that is refused', (response) => json(response, 401, {}), refused],
  ['an answer that is none', (response) => void response.end('<html>'), unreachable],
  ['a server in trouble', (response) => json(response, 503, {}), unreachable],
  ['a connection that breaks', (response) => void response.destroy(), unreachable],
  ['an endless answer', (response) => void response.end('x'.repeat(1_000_000)), unreachable],
])('%s is told apart', async (_what, answer, expected) => {
  const { client } = await serve(answer)
  await expect(client.userOf('secret-token')).rejects.toMatchObject(expected)
})

test('a redirection is not followed: it would take the token along', async () => {
  const { asked, client } = await serve((response, { url }) => {
    if (url === '/elsewhere') json(response, 200, { valid: true, user_name: 'mallory' })
    else response.writeHead(302, { location: '/elsewhere' }).end()
  })
  await expect(client.userOf('secret-token')).rejects.toMatchObject(unreachable)
  expect(asked.map(({ url }) => url)).toEqual(['/1/validate-token'])
})

test('one listen is sent as such, several as an import, with whole seconds', async () => {
  const { asked, client } = await serve((response) => json(response, 200, { status: 'ok' }))
  expect(await client.submit('secret-token', [listen])).toEqual({ outcome: 'taken' })
  await client.submit('secret-token', [listen, { ...listen, releaseTitle: null, durationMs: null }])
  const [one, two] = asked.map(({ body }) => JSON.parse(body))
  expect(one).toEqual({
    listen_type: 'single',
    payload: [
      {
        listened_at: 1_700_000_000,
        track_metadata: {
          artist_name: 'Maren Holt',
          track_name: 'Salt',
          release_name: 'Tidal Rooms',
          additional_info: { media_player: 'Busker', submission_client: 'Busker', duration_ms: 126_400 },
        },
      },
    ],
  })
  expect([two.listen_type, two.payload.length]).toEqual(['import', 2])
})

test('what is not taken, and when to come again, is told apart', async () => {
  let status = 400
  const headers: Record<string, string> = { 'x-ratelimit-reset-in': '7' }
  const { client } = await serve((response) => void response.writeHead(status, headers).end())
  expect(await client.submit('token-of-ana', [listen])).toEqual({ outcome: 'refused' })
  status = 429
  expect(await client.submit('token-of-ana', [listen])).toEqual({ outcome: 'later', afterMs: 7000 })
  headers['x-ratelimit-reset-in'] = '1e99'
  expect(await client.submit('token-of-ana', [listen])).toEqual({ outcome: 'later', afterMs: 3_600_000 })
  headers['x-ratelimit-reset-in'] = 'soon'
  expect(await client.submit('token-of-ana', [listen])).toEqual({ outcome: 'later', afterMs: 60_000 })
  status = 401
  await expect(client.submit('token-of-ana', [listen])).rejects.toMatchObject(refused)
  status = 500
  await expect(client.submit('token-of-ana', [listen])).rejects.toMatchObject(unreachable)
})
