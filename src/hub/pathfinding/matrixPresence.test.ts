import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { privateKeyToAccount } from 'viem/accounts'
import { toAddress } from '../../shared/ids.ts'
import { createMatrixPresence } from './matrixPresence.ts'

const account = privateKeyToAccount(`0x${'1'.repeat(64)}`)
const address = toAddress(account.address)
let server: Server
let url: string
let answer: { status: number; body: unknown }

beforeEach(async () => {
  answer = { status: 404, body: {} }
  server = createServer((_, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => void server.close())

const userId = () => `@${address}:${new URL(url).host}`

test('a profile counts only when the address itself has signed it', async () => {
  const displayname = await account.signMessage({ message: userId() })
  answer = { status: 200, body: { displayname, avatar_url: 'mxc://raiden/cap' } }
  const presence = createMatrixPresence(url)
  expect(await presence.metadata(address)).toEqual({
    user_id: userId(),
    displayname,
    capabilities: 'mxc://raiden/cap',
  })
  const stranger = privateKeyToAccount(`0x${'2'.repeat(64)}`)
  answer.body = {
    displayname: await stranger.signMessage({ message: userId() }),
    avatar_url: 'mxc://raiden/cap',
  }
  expect(await presence.metadata(address)).toBeNull()
})

test('whoever has never been there is absent: that is no fault of the homeserver', async () => {
  expect(await createMatrixPresence(url).metadata(address)).toBeNull()
})

test('a homeserver that fails or is gone is named, and nobody is called absent because of it', async () => {
  const presence = createMatrixPresence(url)
  answer.status = 503
  await expect(presence.metadata(address)).rejects.toMatchObject({
    code: 'HUB_HOMESERVER_UNREACHABLE',
    message: expect.stringContaining(`${url} does not answer: it answered 503`) as string,
  })
  await new Promise((resolve) => server.close(resolve))
  await expect(presence.metadata(address)).rejects.toMatchObject({
    code: 'HUB_HOMESERVER_UNREACHABLE',
    message: expect.stringContaining(url) as string,
  })
})
