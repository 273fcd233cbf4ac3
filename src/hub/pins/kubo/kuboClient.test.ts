import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import { KuboArchive } from './kuboArchive.ts'
import { KuboClient } from './kuboClient.ts'

const bytes = new Uint8Array(randomBytes(100))
const cid = cidOf(bytes, 'raw')
let server: Server
let port: number
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ;({ port } = server.address() as AddressInfo)
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
})

const client = () => new KuboClient(`http://127.0.0.1:${port}`)
const says = (status: number, text: string) => {
  answer = (_request, response) => response.writeHead(status).end(text)
}
const refusal = (Message: string) => JSON.stringify({ Message, Code: 0, Type: 'error' })

test('a block that is not there is not there, and no error', async () => {
  says(500, refusal(`block was not found locally (offline): ipld: could not find ${cid.toString()}`))
  expect(await client().read(cid)).toBeUndefined()
  expect(await client().has(cid)).toBe(false)
})

test.each([
  ['Kubo', 'not pinned or pinned indirectly'],
  ['IPFS Cluster', 'pin is not part of the pinset'],
  ['an older IPFS Cluster', 'cannot unpin pin uncommitted to state: cid is not part of the global state'],
  ['IPFS Cluster of a list', `Error: path '${cid.toString()}' is not pinned`],
])('what is not pinned is unpinned already, in the words of %s', async (_, words) => {
  says(500, refusal(words))
  await client().unpin(cid)
  expect(await client().isPinned(cid)).toBe(false)
})

test('whatever else is answered is an error that says what was answered', async () => {
  const unusable = { code: 'HUB_KUBO_UNREACHABLE' }
  says(500, refusal('disk quota exceeded'))
  await expect(client().put(cid, bytes)).rejects.toMatchObject({
    ...unusable,
    message: expect.stringContaining('it answers 500, “disk quota exceeded”'),
  })
  says(403, '403 - Forbidden')
  await expect(client().version()).rejects.toMatchObject({
    message: expect.stringContaining('it answers 403, “403 - Forbidden”'),
  })
  says(200, 'hello')
  await expect(client().version()).rejects.toMatchObject(unusable)
  says(200, '{}')
  await expect(client().version()).rejects.toMatchObject(unusable)
  says(200, JSON.stringify({ Key: 'bafkqaaa' }))
  await expect(client().put(cid, bytes)).rejects.toMatchObject(unusable)
  answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()
  await expect(client().version()).rejects.toMatchObject(unusable)
})

test('an answer that does not end is not read to its end', async () => {
  answer = (_request, response) => {
    const timer = setInterval(() => response.write(Buffer.alloc(256 * 1024)), 1)
    response.on('close', () => clearInterval(timer))
  }
  await expect(client().read(cid)).rejects.toMatchObject({
    message: expect.stringContaining('longer than 2097152 bytes'),
  })
  await expect(client().version()).rejects.toMatchObject({ code: 'HUB_KUBO_UNREACHABLE' })
})

test('a user and a password are sent, and never shown', async () => {
  let sent: string | undefined
  answer = (request, response) => {
    sent = request.headers.authorization
    response.writeHead(401).end()
  }
  const secret = new KuboClient(`http://anna:s%40crt@127.0.0.1:${port}`)
  await expect(secret.version()).rejects.toMatchObject({ message: expect.not.stringContaining('crt') })
  expect(Buffer.from(String(sent).slice('Basic '.length), 'base64').toString()).toBe('anna:s@crt')
  expect(secret.url).toBe(`http://127.0.0.1:${port}`)
})

test('nobody who asks the hub waits twice for a Kubo that does not answer', async () => {
  let asked = 0
  answer = (_request, response) => {
    asked += 1
    response.writeHead(500).end()
  }
  const failures: unknown[] = []
  const archive = new KuboArchive(client(), (error) => failures.push(error))
  expect(await archive.read(cid)).toBeUndefined()
  expect(await archive.has(cid)).toBe(false)
  expect(asked).toBe(1)
  expect(failures).toMatchObject([{ code: 'HUB_KUBO_UNREACHABLE' }])
})
