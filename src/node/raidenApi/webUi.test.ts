import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTrade, type Trade } from '../market/testing/openTrade.ts'
import { type Asked, RaidenApiFixture } from './testing/raidenApiFixture.ts'
import { readWebUi } from './webUiFiles.ts'

let folder: string
let trade: Trade
let api: RaidenApiFixture
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-web-ui-'))
  await mkdir(join(folder, 'ui', 'assets', 'config'), { recursive: true })
  const files = {
    'index.html': '<!doctype html><title>Raiden</title>',
    'main.js': 'run()',
    'licences.txt': 'MIT',
    'assets/config/config.production.json': '{"web3":"http://elsewhere.example"}',
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, 'ui', path), text)
  await writeFile(join(folder, 'secret.js'), 'a secret')
  await symlink(join(folder, 'secret.js'), join(folder, 'ui', 'linked.js'))
  trade = await openTrade(100n)
  api = await RaidenApiFixture.open(trade.harness, trade.listener, join(folder, 'ui'))
})
afterEach(async () => {
  await api.close()
  await trade.harness.closeConserved()
  await rm(folder, { recursive: true })
})

const get = (path: string, asked: Asked = {}) => api.ask('GET', path, { under: '', ...asked })
const rpc = (body: unknown, asked: Asked = {}) => api.ask('POST', '/web3', { under: '', body, ...asked })
const call = (method: string, params: unknown[] = [], id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})

describe('the pages', () => {
  test('are served with their types, and may ask this address alone', async () => {
    const page = await get('/ui/')
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('Raiden') })
    expect(page.headers['content-type']).toContain('text/html')
    const policy = String(page.headers['content-security-policy'])
    for (const rule of [
      "default-src 'none'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'none'",
    ])
      expect(policy).toContain(rule)
    expect((await get('/ui/main.js')).headers['content-type']).toContain('text/javascript')
    expect(await get('/ui/channels')).toMatchObject({ status: 200, body: page.body })
    for (const path of ['/', '/ui'])
      expect(await get(path)).toMatchObject({ status: 302, headers: { location: '/ui/' } })
  })

  test('are told the network’s timeouts and this address, whatever the folder says', async () => {
    for (const kind of ['production', 'development'])
      expect((await get(`/ui/assets/config/config.${kind}.json`)).body).toMatchObject({
        raiden: '/api/v1',
        web3: '/web3',
        web3_fallback: '/web3',
        settle_timeout: 600,
        reveal_timeout: 60,
      })
  })

  test('need the token, this very address, and no other page', async () => {
    for (const path of ['/', '/ui/', '/ui/main.js', '/ui/assets/config/config.production.json']) {
      expect((await get(path, { authorization: null })).status).toBe(401)
      expect((await get(path, { headers: { host: 'rebound.example' } })).status).toBe(421)
      expect((await get(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    }
  })

  test.each([
    '/ui/../secret.js',
    '/ui/..%2fsecret.js',
    '/ui/%2e%2e/secret.js',
    '/ui/linked.js',
    '/ui/licences.txt',
    '/ui//etc/passwd.js',
    '/ui/assets/config/../../main.js.map',
  ])('there is nothing at %s', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(JSON.stringify(answer.body)).not.toContain('secret')
  })

  test('are as they were when it began', async () => {
    await writeFile(join(folder, 'ui', 'main.js'), 'something else')
    expect((await get('/ui/main.js')).body).toBe('run()')
  })

  test('are not there unless they were asked for', async () => {
    const { url } = await api.server.listen(0)
    const { origin, username, password } = new URL(url)
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    for (const [method, path] of [
      ['GET', '/ui/'],
      ['GET', '/'],
      ['POST', '/web3'],
    ] as const)
      expect((await fetch(origin + path, { method, headers: { authorization } })).status).toBe(404)
  })
})

describe('a folder', () => {
  test.each([
    ['that is not there', (root: string) => join(root, 'nothing')],
    ['without an index.html', (root: string) => join(root, 'ui', 'assets')],
    ['that is a file', (root: string) => join(root, 'secret.js')],
  ])('%s is refused', async (_what, path) => {
    await expect(readWebUi(path(folder))).rejects.toMatchObject({ code: 'RAIDEN_UI_UNREADABLE' })
  })

  test('with more in it than a web UI is refused', async () => {
    const crowded = join(folder, 'ui')
    await Promise.all(Array.from({ length: 301 }, (_, index) => writeFile(join(crowded, `${index}.js`), '')))
    await expect(readWebUi(crowded)).rejects.toMatchObject({ code: 'RAIDEN_UI_UNREADABLE' })
  })
})

describe('questions to the chain', () => {
  test('are answered one by one and together, by their ids', async () => {
    expect((await rpc(call('net_version'))).body).toEqual({ jsonrpc: '2.0', id: 1, result: '0x7a69' })
    const answers = await rpc([
      call('eth_blockNumber', [], 'a'),
      call('eth_getBalance', ['0x00', 'latest'], 2),
    ])
    expect(answers.body).toMatchObject([
      { id: 'a', result: '0x7a69' },
      { id: 2, result: '0x7a69' },
    ])
    expect(api.asked).toContainEqual(['eth_getBalance', ['0x00', 'latest']])
  })

  test.each([
    'eth_sendRawTransaction',
    'eth_sendTransaction',
    'eth_sign',
    'eth_accounts',
    'personal_unlockAccount',
    'anvil_setBalance',
    'evm_increaseTime',
    'debug_traceCall',
    'eth_getLogs',
    'ETH_CALL',
    '__proto__',
  ])('that do more than read are not passed on: %s', async (method) => {
    const refused = { id: 1, error: { code: -32_601 } }
    expect((await rpc(call(method))).body).toMatchObject(refused)
    expect((await rpc([call(method), call('net_version', [], 2)])).body).toMatchObject([refused, { id: 2 }])
    expect(api.asked).toEqual([['net_version', []]])
  })

  test('that the chain refuses don’t tell where it is asked', async () => {
    const { status, body } = await rpc(call('eth_call', [{}]))
    expect(status).toBe(200)
    expect(body).toMatchObject({ error: { code: -32_000 } })
    expect(JSON.stringify(body)).not.toContain('rpc.example')
  })

  test.each([
    ['no JSON', '{'],
    ['nothing', '[]'],
    ['too many', JSON.stringify(Array.from({ length: 101 }, () => call('net_version')))],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"net_version"}'],
    ['no method', '{"jsonrpc":"2.0","id":1}'],
    ['parameters without end', JSON.stringify(call('eth_call', [1, 2, 3, 4, 5]))],
    ['an id that is none', JSON.stringify(call('net_version', [], {}))],
  ])('must be JSON-RPC: %s is refused', async (_what, body) => {
    expect((await rpc(body)).status).toBe(400)
    expect(api.asked).toEqual([])
  })

  test('need the token, and come from no other page', async () => {
    const body = call('net_version')
    expect((await rpc(body, { authorization: null })).status).toBe(401)
    expect((await rpc(body, { headers: { origin: 'http://evil.example' } })).status).toBe(403)
    expect((await rpc('x'.repeat(70_000))).status).toBe(413)
    expect(api.asked).toEqual([])
  })
})
