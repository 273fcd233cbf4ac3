import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHomeserver, type Homeserver } from './homeserver.ts'
import { homeserverContract } from './testing/homeserverContract.ts'
import { MatrixUser } from './testing/matrixUser.ts'
import { openHomeserver } from './testing/openHomeserver.ts'

homeserverContract('The embedded homeserver', async () => {
  const { server, remove } = await openHomeserver()
  const restart = async () => {
    await server.stop()
    await server.start()
  }
  return { url: server.url, restart, stop: remove }
})

describe('the embedded homeserver', () => {
  let server: Homeserver
  let dataFile: string
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ server, remove, dataFile } = await openHomeserver())
  })
  afterAll(async () => remove())

  test('stops without waiting for those who wait', { timeout: 30_000 }, async () => {
    const somebody = new MatrixUser(server.url)
    await somebody.login()
    const { next } = await somebody.sync()
    const reading = somebody.sync(next, 300_000).catch((error: unknown) => error)
    await somebody.sync(next)
    await server.stop()
    await reading
    await server.start()
    expect((await somebody.sync(next)).next).toBe(next)
  })

  test('queues a message once while the same one waits', async () => {
    const [from, to] = [new MatrixUser(server.url), new MatrixUser(server.url)]
    await from.login()
    await to.login()
    await from.send(to, 'again', 'a')
    await from.send(to, 'again', 'b')
    const { bodies, next } = await to.sync()
    expect(bodies).toEqual(['again'])
    await to.sync(next)
    await from.send(to, 'again', 'c')
    expect((await to.sync(next)).bodies).toEqual(['again'])
  })

  test('voids the earlier token when a device comes again', async () => {
    const somebody = new MatrixUser(server.url)
    const { body } = await somebody.login()
    await somebody.login()
    const answer = await fetch(
      `${server.url}/_matrix/client/r0/sync?access_token=${String(body['access_token'])}`,
    )
    expect(answer.status).toBe(401)
    expect((await somebody.sync()).bodies).toEqual([])
  })

  test('refuses bodies that are too large, and positions and calls it does not know', async () => {
    const somebody = new MatrixUser(server.url)
    await somebody.login()
    const profile = `profile/${encodeURIComponent(somebody.id)}/displayname`
    expect(await somebody.call('PUT', profile, { displayname: 'x'.repeat(1_100_000) })).toMatchObject({
      status: 413,
      body: { errcode: 'M_TOO_LARGE' },
    })
    expect(await somebody.call('PUT', profile, { displayname: 7 })).toMatchObject({
      status: 400,
      body: { errcode: 'M_BAD_JSON' },
    })
    expect(await somebody.call('GET', 'sync?since=x')).toMatchObject({
      status: 400,
      body: { errcode: 'M_INVALID_PARAM' },
    })
    expect(await somebody.call('GET', 'joined_rooms')).toMatchObject({
      status: 404,
      body: { errcode: 'M_UNRECOGNIZED' },
    })
  })

  test('does not take another homeserver’s data, nor a port that is taken', async () => {
    const other = createHomeserver({ port: 1, dataFile })
    await expect(other.start()).rejects.toMatchObject({ code: 'HUB_SERVER_NAME_CHANGED' })
    const twin = createHomeserver({ port: Number(new URL(server.url).port), dataFile: ':memory:' })
    await expect(twin.start()).rejects.toMatchObject({ code: 'HUB_PORT_IN_USE' })
  })
})
