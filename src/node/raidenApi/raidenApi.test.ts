import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openTrade, type Trade } from '../market/testing/openTrade.ts'
import { hubAddress, chain } from '../market/testing/marketFixtures.ts'
import { checksummed } from './raidenInput.ts'
import { RaidenApiFixture } from './testing/raidenApiFixture.ts'

const { token, tokenNetwork } = chain
const channels = `/channels/${token}/${hubAddress}`
let trade: Trade
let api: RaidenApiFixture
beforeEach(async () => {
  trade = await openTrade(100n)
  api = await RaidenApiFixture.open(trade.harness, trade.listener)
})
afterEach(async () => {
  await api.close()
  await trade.harness.closeConserved()
})

const open = (deposit: unknown = 100, change: object = {}) =>
  api.ask('PUT', '/channels', {
    body: { partner_address: hubAddress, token_address: token, total_deposit: deposit, ...change },
  })
const patch = (body: unknown) => api.ask('PATCH', channels, { body })
const pay = (body: unknown, target: string = trade.artist.account) =>
  api.ask('POST', `/payments/${token}/${target}`, { body })
describe('who may ask', () => {
  test('needs the token, as a password or as a bearer', async () => {
    const { password } = new URL(api.endpoint.url)
    expect((await api.ask('GET', '/address')).status).toBe(200)
    expect((await api.ask('GET', '/address', { authorization: `Bearer ${password}` })).status).toBe(200)
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    for (const authorization of [
      null,
      `Bearer ${password}x`,
      `bearer ${password}`,
      password,
      basic(password),
      basic(`raiden:${password.slice(1)}`),
      basic(`someone:${password}`),
      basic(`raiden:`),
      `Basic ${'A'.repeat(5000)}`,
      'Basic ====',
    ]) {
      const answer = await api.ask('GET', '/address', { authorization })
      expect([authorization, answer.status, answer.headers['www-authenticate']]).toEqual([
        authorization,
        401,
        'Basic realm="Busker", charset="UTF-8"',
      ])
    }
    for (const [method, path] of [
      ['PUT', '/channels'],
      ['POST', `/payments/${token}/${hubAddress}`],
      ['DELETE', `/connections/${token}`],
      ['POST', '/shutdown'],
      ['PUT', '/nothing'],
    ] as const)
      expect((await api.ask(method, path, { authorization: null })).status).toBe(401)
    expect(api.raiden.channelState).toBeNull()
  })

  test('comes by this very address, and from no other page, whatever a browser sends along', async () => {
    const { port } = new URL(api.endpoint.url)
    for (const host of [`localhost:${port}`, `evil.example:${port}`, '127.0.0.1'])
      expect((await api.ask('GET', '/address', { headers: { host } })).status).toBe(421)
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await api.ask('POST', `/payments/${token}/${hubAddress}`, {
        headers,
        body: '{"amount":1}',
      })
      expect(answer.status).toBe(403)
    }
    const own = { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' }
    const answer = await api.ask('GET', '/address', { headers: own })
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  test('each address has a token of its own, which ends with it', async () => {
    const other = await api.server.listen(0)
    expect(new URL(other.url).password).not.toBe(new URL(api.endpoint.url).password)
    await other.close()
    await expect(fetch(`http://${new URL(other.url).host}`)).rejects.toThrow('fetch failed')
  })

  test('may end it', async () => {
    expect(await api.ask('POST', '/shutdown', { body: {} })).toMatchObject({
      status: 200,
      body: { status: 'shutdown' },
    })
    await api.endpoint.closed
  })
})

test('what the node is, and what its network is made of, is told in checksummed addresses', async () => {
  const hub = checksummed(hubAddress)
  for (const [path, body] of [
    ['/address', { our_address: checksummed(trade.listener.account) }],
    ['/version', { version: '3.1.1' }],
    ['/status', { status: 'ready' }],
    ['/settings', { pathfinding_service_address: 'http://127.0.0.1:9/paths' }],
    ['/contracts', { contracts_version: '0.50.1', secret_registry_address: checksummed(token) }],
    ['/tokens', [checksummed(token)]],
    [`/tokens/${token}`, checksummed(tokenNetwork)],
    [`/tokens/${token}/partners`, []],
    ['/channels', []],
    [`/channels/${token}`, []],
    ['/channels/0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', []],
    ['/connections', {}],
    ['/payments', []],
    [`/payments/${token}`, []],
    [`/payments/${token}/${hub}`, []],
    ['/pending_transfers', []],
    [`/pending_transfers/${token}`, []],
    [`/pending_transfers/${token}/${hub}`, []],
  ] as const) {
    const answer = await api.ask('GET', path)
    expect({ path, ...answer }).toMatchObject({ path, status: 200, body })
  }
  api.raiden.state = { state: 'starting' }
  expect((await api.ask('GET', '/status')).body).toEqual({ status: 'syncing', blocks_to_sync: '0' })
  api.raiden.state = { state: 'stopped' }
  expect((await api.ask('GET', '/status')).body).toEqual({ status: 'unavailable' })
})

test.each([
  ['GET', `/tokens/${hubAddress}`, 404],
  ['GET', `/payments/${hubAddress}`, 404],
  ['GET', channels, 404],
  ['GET', '/channels/0x12', 400],
  ['GET', '/channels/0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 400],
  ['GET', '/payments?limit=-1', 400],
  ['GET', '/payments?limit=1e9', 400],
  ['GET', '/payments?offset=x', 400],
  ['GET', '/nothing', 404],
  ['GET', '/channels/%2e%2e/%2e%2e', 404],
  ['PUT', `/tokens/${token}`, 409],
  ['PUT', `/tokens/${hubAddress}`, 501],
  ['GET', '/user_deposit', 501],
  ['POST', '/user_deposit', 501],
  ['POST', `/_testing/tokens/${token}/mint`, 501],
  ['DELETE', `/connections/${token}`, 404],
  ['PATCH', channels, 400],
] as const)('%s %s is answered with %i', async (method, path, status) => {
  expect(await api.ask(method, path)).toMatchObject({ status, body: { errors: expect.any(String) } })
  expect(api.failures).toEqual([])
})

test.each(['OPTIONS', 'TRACE'])('%s is no way to ask anything', async (method) => {
  expect((await api.ask(method, '/channels')).status).toBe(405)
})

describe('a channel', () => {
  test('is opened with its deposit, once', async () => {
    const opened = await open('100')
    expect(opened).toMatchObject({
      status: 201,
      body: {
        channel_identifier: '1',
        token_network_address: checksummed(tokenNetwork),
        partner_address: checksummed(hubAddress),
        token_address: checksummed(token),
        balance: '100',
        total_deposit: '100',
        total_withdraw: '0',
        state: 'opened',
        settle_timeout: '600',
        reveal_timeout: '60',
      },
    })
    expect((await api.ask('GET', channels)).body).toEqual(opened.body)
    expect((await api.ask('GET', '/channels')).body).toEqual([opened.body])
    expect((await api.ask('GET', '/connections')).body).toEqual({
      [checksummed(token)]: { sum_deposits: '100', channels: '1' },
    })
    expect((await open(200)).status).toBe(409)
    expect(api.raiden.deposit).toBe(100n)
  })

  test('is opened with the hub alone, in the network’s token alone, for money that is there', async () => {
    expect((await open(1, { partner_address: trade.artist.account })).status).toBe(409)
    expect((await open(1, { token_address: hubAddress })).status).toBe(404)
    expect(await open(1_001)).toMatchObject({ status: 402, body: { errors: expect.any(String) } })
    expect(api.raiden.channelState).toBeNull()
  })

  test('is not opened anew while that is under way', async () => {
    const opening = Promise.withResolvers<void>()
    const { openChannel } = api.raiden
    api.raiden.openChannel = async () => {
      await opening.promise
      await openChannel()
    }
    const first = open(10)
    await vi.waitFor(async () => expect((await open(900)).status).toBe(409))
    opening.resolve()
    expect((await first).status).toBe(201)
    expect(api.raiden.deposit).toBe(10n)
  })

  test('takes deposits and withdrawals by their totals, and each once', async () => {
    await open(100)
    expect((await patch({ total_deposit: 150 })).body).toMatchObject({ total_deposit: '150', balance: '150' })
    for (const total of [150, '149', 0]) expect((await patch({ total_deposit: total })).status).toBe(409)
    expect((await patch({ total_deposit: 10n ** 6n + '' })).status).toBe(402)

    const twice = await Promise.all([patch({ total_withdraw: '40' }), patch({ total_withdraw: '40' })])
    expect(twice.map(({ status }) => status).filter((status) => status === 200).length).toBeGreaterThan(0)
    expect(api.raiden.withdrawn).toBe(40n)
    expect((await patch({ total_withdraw: 40 })).status).toBe(409)
    expect((await patch({ total_withdraw: 151 })).status).toBe(409)
    expect((await patch({ total_withdraw: 150 })).body).toMatchObject({ total_withdraw: '150', balance: '0' })
    expect(api.raiden.tokens).toBe(1_000n)
  })

  test('that was closed is shown so, and takes nothing more', async () => {
    await open(100)
    expect((await patch({ state: 'closed' })).body).toMatchObject({ state: 'closed', total_deposit: '100' })
    for (const change of [{ state: 'closed' }, { total_deposit: 200 }, { total_withdraw: 10 }])
      expect((await patch(change)).status).toBe(409)
    expect([api.raiden.deposit, api.raiden.withdrawn]).toEqual([100n, 0n])
  })

  test('that is settled at once, or left with its token, is gone', async () => {
    await open(100)
    api.raiden.isSettledAtOnce = true
    expect((await patch({ state: 'closed' })).body).toMatchObject({ state: 'settled' })
    expect((await api.ask('GET', channels)).status).toBe(404)
    await open(120)
    expect((await api.ask('DELETE', `/connections/${token}`)).body).toEqual([checksummed(hubAddress)])
    expect((await api.ask('GET', '/channels')).body).toEqual([])
  })

  test('is not touched by what is malformed', async () => {
    await open(100)
    const before = JSON.stringify((await api.ask('GET', channels)).body)
    for (const body of [
      '',
      '{',
      'null',
      '[]',
      '"closed"',
      '{}',
      '{"state":"opened"}',
      '{"state":"closed","total_deposit":200}',
      '{"state":"closed","more":1}',
      '{"__proto__":{"state":"closed"}}',
      '{"total_deposit":-1}',
      '{"total_deposit":150.0}',
      '{"total_deposit":1.5e2}',
      '{"total_deposit":true}',
      '{"total_deposit":[200]}',
      '{"total_deposit":"0x96"}',
      '{"total_deposit":" 200"}',
      '{"total_deposit":"0200"}',
      `{"total_deposit":"${'9'.repeat(78)}"}`,
      `{"total_deposit":${'9'.repeat(5_000)}}`,
      `${'['.repeat(20_000)}`,
    ])
      expect([(await patch(body)).status, body.slice(0, 60)]).toEqual([400, body.slice(0, 60)])
    const plain = await api.ask('PATCH', channels, {
      body: '{"state":"closed"}',
      headers: { 'content-type': 'text/plain' },
    })
    expect(plain.status).toBe(400)
    expect((await patch('{"reveal_timeout":99}')).status).toBe(501)
    expect((await patch(`{"total_deposit":${' '.repeat(70_000)}200}`)).status).toBe(413)
    expect(JSON.stringify((await api.ask('GET', channels)).body)).toBe(before)
    expect(api.failures).toEqual([])
  })

  test('can’t be asked for, or paid with, while Raiden does not run', async () => {
    api.raiden.state = { state: 'stopped' }
    trade.harness.raiden.setRunning(trade.listener.account, false)
    expect((await api.ask('GET', '/channels')).status).toBe(503)
    expect((await patch({ state: 'closed' })).status).toBe(503)
    expect((await pay({ amount: 5 })).status).toBe(503)
    trade.harness.raiden.setRunning(trade.listener.account, true)
  })
})
