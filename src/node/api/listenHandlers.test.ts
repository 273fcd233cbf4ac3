import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listenApi } from '../../shared/api/listen.ts'
import { connectControl } from '../control/controlClient.ts'
import { ControlServer } from '../control/controlServer.ts'
import type { ListenServer } from '../listen/listenServer.ts'
import { emptyListenServer } from '../listen/testing/emptyListenServer.ts'
import type { RaidenApiEndpoint } from '../raidenApi/raidenApiEndpoint.ts'
import { listenHandlers, raidenApiHandlers } from './listenHandlers.ts'

let folder: string
let socket: string
let listenServer: ListenServer
let control: ControlServer<typeof listenApi>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-listen-'))
  socket = join(folder, 'control.sock')
  listenServer = emptyListenServer()
  control = new ControlServer(listenApi, listenHandlers({ listenServer }), socket, () => undefined)
  await control.start()
})
afterEach(async () => {
  await listenServer.stop()
  await control.stop()
  await rm(folder, { recursive: true })
})

/** As the command asks, until it is told where to. */
async function listen(signal: AbortSignal) {
  const shown = Promise.withResolvers<string>()
  const ended = connectControl(listenApi, socket)
    .ask('listen', { port: 0 }, { signal, onProgress: ({ url }) => shown.resolve(url) })
    .then(
      () => 'ended',
      (error: unknown) => error,
    )
  return { url: await shown.promise, ended }
}

const authorization = (url: string) => `Bearer ${new URL(url).hash.slice(1)}`

test('it listens for as long as the command waits, and no longer', async () => {
  const command = new AbortController()
  const { url, ended } = await listen(command.signal)
  const library = await fetch(new URL('/library', url), { headers: { authorization: authorization(url) } })
  expect(await library.json()).toEqual({ total: 0, offset: 0, works: [] })
  command.abort()
  await ended
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow('fetch failed'))
})

test('when the node ends, or the vault is locked, the command ends, and its address with it', async () => {
  const { url, ended } = await listen(new AbortController().signal)
  await listenServer.stop()
  expect(await ended).toBe('ended')
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('for phones it listens as long as the command waits, and tells which certificate is its', async () => {
  const client = connectControl(listenApi, socket)
  const input = { address: '127.0.0.2', port: 0, expiresAt: Date.now() + 60_000 }
  const command = new AbortController()
  const shown = Promise.withResolvers<{ url: string; fingerprint: string; isPrivate: boolean }>()
  const ended = client
    .ask('listenOnLan', input, { signal: command.signal, onProgress: shown.resolve })
    .catch((error: unknown) => error)
  const told = await shown.promise
  expect(told.url).toMatch(/^https:\/\/127\.0\.0\.2:\d+\/#[\w-]{43}$/)
  expect(told).toMatchObject({ fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}/), isPrivate: false })
  command.abort()
  await ended
  const { port } = new URL(told.url)
  await vi.waitFor(() =>
    expect(fetch(`http://127.0.0.2:${port}`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } }),
  )
  await expect(client.ask('listenOnLan', { ...input, address: '0.0.0.0' })).rejects.toMatchObject({
    code: 'LISTEN_LAN_ADDRESS',
  })
})

test('two commands have addresses and tokens of their own', async () => {
  const first = await listen(new AbortController().signal)
  const second = await listen(new AbortController().signal)
  expect(new URL(first.url).port).not.toBe(new URL(second.url).port)
  const crossed = await fetch(new URL('/library', second.url), {
    headers: { authorization: authorization(first.url) },
  })
  expect(crossed.status).toBe(401)
})

test.each([
  { webUi: null, opened: [9] },
  { webUi: '/ui', opened: [9, '/ui'] },
])('Raiden’s API is told once it listens, and ends with the command: $webUi', async ({ webUi, opened }) => {
  const ended = Promise.withResolvers<void>()
  const asked: (number | string)[] = []
  const endpoint = {
    url: 'http://raiden:key@127.0.0.1:9/api/v1',
    closed: ended.promise,
    close: async () => ended.resolve(),
  }
  const { raidenApi } = raidenApiHandlers({
    raidenApiServer: {
      listen: async (port) => {
        asked.push(port)
        return endpoint as unknown as RaidenApiEndpoint
      },
      listenWithWebUi: async (port, folder) => {
        asked.push(port, folder)
        return endpoint as unknown as RaidenApiEndpoint
      },
    },
  })
  const command = new AbortController()
  const told: string[] = []
  const answer = raidenApi(
    { port: 9, webUi },
    { signal: command.signal, report: ({ url }) => told.push(url) },
  )
  await vi.waitFor(() => expect(told).toEqual([endpoint.url]))
  command.abort()
  expect([await answer, asked]).toEqual([{}, opened])
})
