import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { downloadPackage } from './downloadPackage.ts'

const bytes = Buffer.alloc(300_000, 'busker')
const sha512 = createHash('sha512').update(bytes).digest('base64')
let folder: string
let server: Server
let url: URL
let answer: RequestListener
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-package-'))
  answer = (_request, response) => void response.end(bytes)
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = new URL(`http://127.0.0.1:${(server.address() as { port: number }).port}/Busker.AppImage`)
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})
const download = (options: Parameters<typeof downloadPackage>[2]) =>
  downloadPackage(url, join(folder, 'package'), options)

test('a package that was signed is written, and how far it is told', async () => {
  const percents: number[] = []
  await download({ sha512, onProgress: ({ percent }) => percents.push(percent) })
  expect(Buffer.compare(await readFile(join(folder, 'package')), bytes)).toBe(0)
  expect(percents.at(-1)).toBe(100)
})

test.each([
  ['another package', { sha512: 'another' }],
  ['a package without a hash', {}],
])('%s is refused', async (_what, options) => {
  await expect(download(options)).rejects.toMatchObject({ code: 'UPDATE_FORGED' })
})

test('a package without an end is given up', async () => {
  const block = Buffer.alloc(64 * 1024)
  answer = (_request, response) => {
    const write = () => void response.write(block, (error) => error ?? write())
    write()
  }
  const endless = downloadPackage(url, join(folder, 'package'), { sha512 }, 1_000_000)
  await expect(endless).rejects.toMatchObject({ code: 'UPDATE_UNREACHABLE' })
  expect((await stat(join(folder, 'package'))).size).toBeLessThanOrEqual(1_000_000)
})

test('a package of which the server sends a part is given up', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, 1_000), () => response.destroy())
  }
  await expect(download({ sha512 })).rejects.toMatchObject({ code: 'UPDATE_UNREACHABLE' })
})

test('a server that has no such package is said to be so', async () => {
  answer = (_request, response) => void response.writeHead(404).end()
  await expect(download({ sha512 })).rejects.toMatchObject({ code: 'UPDATE_UNREACHABLE' })
})
