import { generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { SignedProvider } from './signedProvider.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const keys = [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')]
const manifest = 'version: 0.2.0\nfiles:\n  - url: Busker-0.2.0.AppImage\n    sha512: aaaa\n    size: 3\n'
const signature = sign(null, Buffer.from(manifest), privateKey).toString('base64')
const runtime = { platform: 'linux', isUseMultipleRangeRequest: true } as ProviderRuntimeOptions
let files: Record<string, string>
let asked: IncomingHttpHeaders[]
let server: Server
let provider: SignedProvider
beforeEach(async () => {
  files = { '/busker/latest-linux.yml': manifest, '/busker/latest-linux.yml.sig': signature }
  asked = []
  server = createServer(({ url = '', headers }, response) => {
    asked.push(headers)
    const text = files[url]
    response.writeHead(text === undefined ? 404 : 200).end(text)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  provider = new SignedProvider({ url: `http://127.0.0.1:${port}/busker`, keys }, runtime)
})
afterEach(() => void server.close())

test('what is newest is what the signed manifest says, its packages beside it', async () => {
  const info = await provider.getLatestVersion()
  expect(info.version).toBe('0.2.0')
  const [file] = provider.resolveFiles(info)
  expect(file?.url.pathname).toBe('/busker/Busker-0.2.0.AppImage')
})

test('a manifest without its signature, or with that of another one, is refused', async () => {
  files['/busker/latest-linux.yml'] = manifest.replace('aaaa', 'bbbb')
  await expect(provider.getLatestVersion()).rejects.toMatchObject({ code: 'UPDATE_FORGED' })
  delete files['/busker/latest-linux.yml.sig']
  await expect(provider.getLatestVersion()).rejects.toMatchObject({ code: 'UPDATE_UNREACHABLE' })
})

test('a manifest without an end is not read to its end', async () => {
  files['/busker/latest-linux.yml'] = 'a'.repeat(10_000_000)
  await expect(provider.getLatestVersion()).rejects.toMatchObject({ code: 'UPDATE_UNREACHABLE' })
})

test('a server that is not there is said to be so', async () => {
  server.close()
  await once(server, 'close')
  await expect(provider.getLatestVersion()).rejects.toMatchObject({ code: 'UPDATE_UNREACHABLE' })
})

test('nothing in what is asked tells one Busker from another', async () => {
  provider.setRequestHeaders()
  await provider.getLatestVersion()
  const names = new Set(asked.flatMap((headers) => Object.keys(headers)))
  expect([...names].filter((name) => name.startsWith('x-') || name === 'cookie')).toEqual([])
})
