import { afterEach, beforeEach, expect, test } from 'vitest'
import { MatrixUser } from './testing/matrixUser.ts'
import { type OpenHomeserver, openHomeserver } from './testing/openHomeserver.ts'

let homeserver: OpenHomeserver
beforeEach(async () => {
  homeserver = await openHomeserver()
})
afterEach(() => homeserver.remove())

async function login(): Promise<MatrixUser> {
  const user = new MatrixUser(homeserver.server.url)
  await user.login()
  return user
}

const messagesTo = (user: string, devices: string[], content: object) => ({
  messages: { [user]: Object.fromEntries(devices.map((device) => [device, content])) },
})

test('a message to more devices than one has is refused before it is queued', async () => {
  const [from, to] = [await login(), await login()]
  const devices = Array.from({ length: 60 }, (_, index) => `DEVICE${index}`)
  const refused = await from.call('PUT', 'sendToDevice/m.room.message/1', messagesTo(to.id, devices, {}))
  expect(refused).toMatchObject({ status: 400, body: { errcode: 'M_BAD_JSON' } })
})

test('messages have a hundred kilobytes at most, and all else less', async () => {
  const from = await login()
  const long = messagesTo(from.id, ['*'], { body: 'x'.repeat(1_000_000) })
  expect(await from.call('PUT', 'sendToDevice/m.room.message/1', long)).toMatchObject({ status: 413 })
  const filter = { room: 'x'.repeat(20_000) }
  const path = `user/${encodeURIComponent(from.id)}/filter`
  expect(await from.call('POST', path, filter)).toMatchObject({ status: 413 })
})

test('an account that fills queues is told to wait, and another one is not', async () => {
  const [from, other, to] = [await login(), await login(), await login()]
  const send = (user: MatrixUser, index: number) =>
    user.call(
      'PUT',
      `sendToDevice/m.room.message/${index}`,
      messagesTo(to.id, ['*'], { body: `${index}${'x'.repeat(100_000)}` }),
    )
  const statuses: number[] = []
  for (let index = 0; index < 40 && !statuses.includes(429); index++) {
    statuses.push((await send(from, index)).status)
  }
  expect(statuses.at(-1)).toBe(429)
  expect((await send(other, 0)).status).toBe(200)
})

test('a user’s ninth device ends the first one, with what waits for it', async () => {
  const user = await login()
  const { body } = await user.login(undefined, 'FIRST')
  const sync = `${homeserver.server.url}/_matrix/client/r0/sync?access_token=${String(body['access_token'])}`
  expect((await fetch(sync)).status).toBe(200)
  for (let index = 0; index < 8; index++) await user.login(undefined, `DEVICE${index}`)
  expect((await fetch(sync)).status).toBe(401)
})
