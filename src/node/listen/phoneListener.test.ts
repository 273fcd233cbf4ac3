import { request } from 'node:https'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PhoneView } from '../../shared/api/phone.ts'
import type { ListenServer } from './listenServer.ts'
import { PhoneListener } from './phoneListener.ts'
import { emptyListenServer, testLanAddress } from './testing/emptyListenServer.ts'

const wifi = { name: 'wlan0', address: testLanAddress }
const cable = { name: 'eth0', address: '192.168.1.20' }
const stranger = '127.0.0.66'
let now: number
let server: ListenServer
let phone: PhoneListener
const onChange = vi.fn<() => void>()
beforeEach(() => {
  now = Date.now()
  onChange.mockClear()
  server = emptyListenServer({ now: () => now })
  phone = new PhoneListener({ server, onChange, now: () => now, ownAddresses: () => [wifi, cable] })
})
afterEach(async () => {
  await phone.stop()
  await server.stop()
  vi.useRealTimers()
})

const listening = (view: PhoneView) => {
  if (view.listening === null) throw new Error('Nothing listens.')
  return view.listening
}
/** Asks for the library from an address of this machine. @returns the status */
function ask(url: string, token = new URL(url).hash.slice(1), localAddress = testLanAddress) {
  const { hostname, port } = new URL(url)
  const headers = { authorization: `Bearer ${token}` }
  const options = { hostname, port, path: '/library', headers, localAddress, agent: false }
  return new Promise<number | undefined>((resolve, reject) => {
    request({ ...options, rejectUnauthorized: false }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
    })
      .on('error', reject)
      .end()
  })
}

test('nothing listens until it is switched on, and nothing once it is switched off', async () => {
  expect(phone.view()).toEqual({
    addresses: [
      { ...cable, isPrivate: true },
      { ...wifi, isPrivate: false },
    ],
    listening: null,
  })
  const { url, expiresAt } = listening(await phone.start(testLanAddress))
  expect(await ask(url)).toBe(200)
  expect(expiresAt).toBe(now + 12 * 3600_000)
  expect(onChange).toHaveBeenCalled()
  expect((await phone.stop()).listening).toBeNull()
  await expect(ask(url)).rejects.toThrow('ECONNREFUSED')
  await expect(phone.stop()).resolves.toMatchObject({ listening: null })
})

test('pressed twice it is one address, and after being switched off another token', async () => {
  const [first, second] = await Promise.all([phone.start(testLanAddress), phone.start(testLanAddress)])
  expect(listening(second).url).toBe(listening(first).url)
  await phone.stop()
  const again = listening(await phone.start(testLanAddress))
  expect(again.url).not.toBe(listening(first).url)
  expect(await ask(again.url, new URL(listening(first).url).hash.slice(1))).toBe(401)
})

test('whoever comes with the token is shown, and no stranger, until they are not heard any more', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { url } = listening(await phone.start(testLanAddress))
  expect(await ask(url, 'guessed', stranger)).toBe(401)
  expect(listening(phone.view()).devices).toEqual([])
  onChange.mockClear()
  await ask(url)
  await ask(url)
  expect([listening(phone.view()).devices, onChange.mock.calls.length]).toEqual([[testLanAddress], 1])
  now += 61_000
  vi.advanceTimersByTime(15_000)
  expect([listening(phone.view()).devices, onChange.mock.calls.length]).toEqual([[], 2])
})

test('it ends with the node, and is told to have ended', async () => {
  await phone.start(testLanAddress)
  await server.stop()
  expect(phone.view().listening).toBeNull()
})

test('an address that is not this machine’s is refused, and leaves all as it was', async () => {
  await expect(phone.start('0.0.0.0')).rejects.toMatchObject({ code: 'LISTEN_LAN_ADDRESS' })
  expect(phone.view().listening).toBeNull()
  expect(await ask(listening(await phone.start(testLanAddress)).url)).toBe(200)
})
