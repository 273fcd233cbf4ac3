import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { synapseCommands, synapseListensOn, writeSynapse } from './writeSynapse.ts'

let root: string
let folder: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'busker-synapse-config-'))
  folder = join(root, 'synapse')
})
afterEach(() => rm(root, { recursive: true }))

const write = (matrixUrl = 'http://hub.example.org:6001') =>
  writeSynapse({ folder, matrixUrl, listen: synapseListensOn(matrixUrl) })
const settings = async () =>
  parse(await readFile(join(folder, 'homeserver.yaml'), 'utf8')) as Record<string, unknown>

test('users are known by the host and port at which people reach it', async () => {
  await write()
  expect(await settings()).toMatchObject({
    server_name: 'hub.example.org:6001',
    listeners: [{ port: 6001, bind_addresses: ['0.0.0.0'], x_forwarded: false }],
    modules: [{ module: 'busker_login.BuskerLogin' }],
    caches: { sync_response_cache_duration: '0s' },
  })
})

test('behind a proxy with TLS it listens on this machine alone, and believes the proxy who asks', async () => {
  await write('https://matrix.example.org')
  expect(await settings()).toMatchObject({
    server_name: 'matrix.example.org',
    public_baseurl: 'https://matrix.example.org/',
    listeners: [{ port: 6001, bind_addresses: ['127.0.0.1'], x_forwarded: true }],
  })
})

test('its secrets are new each time, and nobody else’s to read', async () => {
  await write()
  const first = await settings()
  expect(first['macaroon_secret_key']).toMatch(/^[0-9a-f]{64}$/)
  expect(await readFile(join(folder, 'signing.key'), 'utf8')).toMatch(/^ed25519 a_\w+ [A-Za-z0-9+/]{43}\n$/)
  expect((await stat(folder)).mode & 0o077).toBe(0)
  expect((await stat(join(folder, 'homeserver.yaml'))).mode & 0o077).toBe(0)
  await rm(folder, { recursive: true })
  await write()
  expect((await settings())['macaroon_secret_key']).not.toBe(first['macaroon_secret_key'])
})

test('a folder that is there is left as it is', async () => {
  await write()
  const before = await settings()
  await expect(write()).rejects.toMatchObject({ code: 'HUB_CONFIG_EXISTS' })
  expect(await settings()).toEqual(before)
})

test('the commands that are shown name what was written', async () => {
  await write()
  const [, install, run] = synapseCommands(folder)
  expect(install).toContain(join(folder, 'requirements.txt'))
  expect(await readFile(join(folder, 'requirements.txt'), 'utf8')).toMatch(/^matrix-synapse==/)
  expect(run).toContain(`PYTHONPATH=${folder} `)
  expect(await readFile(join(folder, 'busker_login.py'), 'utf8')).toContain('class BuskerLogin')
})
