import getPort from 'get-port'
import { expect, test } from 'vitest'
import { openHomeserver } from './testing/openHomeserver.ts'
import { createHomeserverCheck } from './homeserverCheck.ts'

test('a homeserver that answers is no problem', async () => {
  const { server, remove } = await openHomeserver()
  await expect(createHomeserverCheck(server.url).start()).resolves.toBeUndefined()
  await remove()
})

test('one that is not there, or is another server, is named with its address', async () => {
  const url = `http://127.0.0.1:${await getPort({ host: '127.0.0.1' })}`
  await expect(createHomeserverCheck(url).start()).rejects.toMatchObject({
    code: 'HUB_HOMESERVER_UNREACHABLE',
    message: expect.stringContaining(`${url} can't be used: connect ECONNREFUSED`),
  })
})
