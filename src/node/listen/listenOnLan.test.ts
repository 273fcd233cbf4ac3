import { once } from 'node:events'
import { request } from 'node:https'
import { connect, type Socket } from 'node:net'
import { connect as connectSecurely, type TLSSocket } from 'node:tls'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ListenEndpoint } from './listenEndpoint.ts'
import type { LanEndpoint, ListenServer } from './listenServer.ts'
import { emptyListenServer, testLanAddress as host } from './testing/emptyListenServer.ts'

const stranger = '127.0.0.66'
const hourMs = 3600_000
let now: number
let server: ListenServer
let lan: LanEndpoint
let loopback: ListenEndpoint
const sockets: Socket[] = []
beforeEach(async () => {
  now = Date.now()
  server = emptyListenServer({ now: () => now })
  loopback = await server.listen(0)
  lan = await server.listenOnLan({ address: host, port: 0, expiresAt: now + hourMs })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server.stop()
})

const tokenOf = (url: string) => new URL(url).hash.slice(1)
const portOf = (url: string) => Number(new URL(url).port)

/** A request as a stranger may write it: with any headers, from another address of this machine. */
function ask(path: string, headers: Record<string, string> = {}, localAddress = host) {
  const answer = Promise.withResolvers<number | undefined>()
  const { hostname, port } = new URL(lan.endpoint.url)
  const options = { hostname, port, path, headers, localAddress, agent: false, rejectUnauthorized: false }
  request(options, (response) => {
    response.resume()
    response.on('end', () => answer.resolve(response.statusCode))
  })
    .on('error', answer.reject)
    .end()
  return answer.promise
}
const bearer = (url: string) => ({ authorization: `Bearer ${tokenOf(url)}` })

test('loopback’s token opens nothing for the network, and the other way round', async () => {
  expect(await ask('/library', bearer(lan.endpoint.url))).toBe(200)
  expect(await ask('/library', bearer(loopback.url))).toBe(401)
  const crossed = await fetch(new URL('/library', loopback.url), { headers: bearer(lan.endpoint.url) })
  expect(crossed.status).toBe(401)
  expect(tokenOf(lan.endpoint.url)).not.toBe(tokenOf(loopback.url))
})

test('each is reached at its own address alone', async () => {
  const reach = async (address: string, port: number) => {
    const socket = connect({ host: address, port })
    sockets.push(socket)
    await once(socket, 'connect')
  }
  await expect(reach('127.0.0.1', portOf(lan.endpoint.url))).rejects.toThrow('ECONNREFUSED')
  await expect(reach(host, portOf(loopback.url))).rejects.toThrow('ECONNREFUSED')
})

test('the certificate is the one whose fingerprint is shown, for this address and this time', async () => {
  const { url } = lan.endpoint
  const socket = connectSecurely({ host, port: portOf(url), rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256, subjectaltname, valid_from: from, valid_to: to } = socket.getPeerCertificate()
  expect(fingerprint256).toBe(lan.fingerprint)
  expect(subjectaltname).toBe(`IP Address:${host}`)
  expect([socket.getProtocol(), socket.getCipher().name]).toEqual(['TLSv1.3', expect.any(String)])
  expect(new Date(from).getTime()).toBeLessThan(now)
  expect(new Date(to).getTime()).toBeGreaterThan(now + hourMs)
  expect(new Date(to).getTime()).toBeLessThan(now + 48 * hourMs)
  socket.destroy()
  const again = await server.listenOnLan({ address: host, port: 0, expiresAt: now + hourMs })
  expect(again.fingerprint).not.toBe(lan.fingerprint)
})

test('nothing is said without TLS', async () => {
  const socket = connect({ host, port: portOf(lan.endpoint.url) })
  sockets.push(socket)
  let heard = ''
  socket.on('data', (data) => (heard += data.toString('latin1')))
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  await once(socket, 'close')
  expect(heard).not.toContain('HTTP/1.1 200')
  expect(heard).not.toContain('Busker')
})

test('a name that was pointed at this machine gets nothing, with the token too', async () => {
  const { url } = lan.endpoint
  for (const named of [
    `rebound.example:${portOf(url)}`,
    new URL(loopback.url).host,
    host,
    `${host}:443`,
    `[::1]:80`,
  ])
    for (const path of ['/', '/library', '/listen.js'])
      expect([named, await ask(path, { ...bearer(url), host: named })]).toEqual([named, 421])
})

test('another page may lead to the first page in a window of its own, and to nothing else', async () => {
  const { url } = lan.endpoint
  const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect(await ask('/', led)).toBe(200)
  for (const path of ['/library', '/listen.js', '/hls.js', '//'])
    expect([path, await ask(path, { ...led, ...bearer(url) })]).toEqual([path, 403])
  for (const part of ['iframe', 'embed', 'object', 'empty'])
    expect(await ask('/', { ...led, 'sec-fetch-dest': part })).toBe(403)
  expect(await ask('/', { ...led, 'sec-fetch-mode': 'no-cors' })).toBe(403)
  expect(await ask('/', { ...led, origin: 'https://evil.example' })).toBe(403)
})

test('connections of one machine that say nothing leave room for a phone', async () => {
  const port = portOf(lan.endpoint.url)
  const opened = await Promise.all(
    Array.from({ length: 80 }, async () => {
      const socket = connect({ host, port, localAddress: stranger })
      sockets.push(socket)
      const ended = once(socket, 'close').catch(() => undefined)
      socket.on('error', () => undefined)
      await once(socket, 'connect').catch(() => undefined)
      return { socket, ended }
    }),
  )
  const isOpen = ({ socket }: { socket: Socket }) => !socket.destroyed && !socket.readableEnded
  for (const { socket } of opened) socket.resume()
  await vi.waitFor(() => expect(opened.filter(isOpen)).toHaveLength(16))
  await expect(ask('/', {}, stranger)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(await ask('/library', bearer(lan.endpoint.url))).toBe(200)
})

test('its time ends it by itself, and loopback goes on', async () => {
  const soon = await server.listenOnLan({ address: host, port: 0, expiresAt: now + 30 })
  const silent = connect({ host, port: portOf(soon.endpoint.url) })
  sockets.push(silent)
  await once(silent, 'connect')
  const cut = cutOff(silent)
  now += 30
  await soon.endpoint.closed
  await cut
  expect((await fetch(loopback.url)).status).toBe(200)
  expect(await ask('/', {})).toBe(200)
})

test('after its time it answers nobody, even where the machine slept and no timer knows', async () => {
  const { url } = lan.endpoint
  now += hourMs
  for (const path of ['/', '/library', '/listen.js']) expect(await ask(path, bearer(url))).toBe(410)
})

test('the end of the command ends connections that are in the middle of something', async () => {
  const { url } = lan.endpoint
  const [silent, greeted] = [connect({ host, port: portOf(url) }), secure(url)]
  sockets.push(silent, greeted)
  await Promise.all([once(silent, 'connect'), once(greeted, 'secureConnect')])
  greeted.write('GET /library HTTP/1.1\r\n')
  const cut = Promise.all([silent, greeted].map(cutOff))
  await lan.endpoint.close()
  await cut
  await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

/** Resolves when the other side ends a connection, however it does. */
function cutOff(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.on('error', () => undefined)
  socket.on('close', () => resolve())
  socket.resume()
  return promise
}

function secure(url: string): TLSSocket {
  return connectSecurely({ host, port: portOf(url), rejectUnauthorized: false })
}
