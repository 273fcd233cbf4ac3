import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { AccessToken } from './accessToken.ts'
import { HttpServer } from './httpServer.ts'

const app = new Hono().get('/', (context) => context.text('here'))
const serverOn = (port: number) =>
  new HttpServer({ name: 'The server of a test', port, app, portInUse: 'LISTEN_PORT_IN_USE' })

test('a server answers between start and stop, and says when it has ended', async () => {
  const server = serverOn(0)
  await server.start()
  await server.start()
  const { url, authority } = server
  expect(url).toBe(`http://${authority}`)
  expect(await (await fetch(url)).text()).toBe('here')
  await server.stop()
  await server.closed
  await server.stop()
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('a port that another program has is told by the code that its owner gave', async () => {
  const first = serverOn(0)
  await first.start()
  const second = serverOn(Number(new URL(first.url).port))
  await expect(second.start()).rejects.toMatchObject({
    code: 'LISTEN_PORT_IN_USE',
    message: expect.stringContaining('The server of a test'),
  })
  await first.stop()
  await second.start()
  await second.stop()
})

test('a token is itself alone, whole', () => {
  const token = new AccessToken()
  expect(token.text).toMatch(/^[\w-]{43}$/)
  expect(token.is(token.text)).toBe(true)
  expect(token.isIn(`Bearer ${token.text}`)).toBe(true)
  for (const text of ['', token.text.slice(1), `${token.text}a`, new AccessToken().text]) {
    expect(token.is(text)).toBe(false)
    expect(token.isIn(`Bearer ${text}`)).toBe(false)
  }
  for (const header of [undefined, token.text, `bearer ${token.text}`, `Basic   ${token.text}`])
    expect(token.isIn(header)).toBe(false)
})
