import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { getAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAddress, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createHomeserver, type Homeserver } from '../homeserver/homeserver.ts'
import { MatrixUser } from '../homeserver/testing/matrixUser.ts'
import type { HttpServer } from '../../http/httpServer.ts'
import { createHubPathFinder } from './hubPathFinder.ts'
import { createMatrixPresence } from './matrixPresence.ts'
import { createPathFindingServer } from './pathFindingServer.ts'

const require = createRequire(import.meta.url)
// What raiden-ts itself reads the answers with.
const { decode } = require('raiden-ts/dist:cjs/utils/types.js') as {
  decode: (codec: unknown, data: unknown) => unknown
}
const { PfsResult, PfsError, AddressMetadata } = require('raiden-ts/dist:cjs/services/types.js') as Record<
  'PfsResult' | 'PfsError' | 'AddressMetadata',
  unknown
>
const { validateAddressMetadata } = require('raiden-ts/dist:cjs/services/utils.js') as {
  validateAddressMetadata: (metadata: unknown, address: string) => { payload: { caps: unknown } } | undefined
}

const tokenNetworkAddress = toAddress('0x00000000000000000000000000000000000070ce')
const registryAddress = toAddress('0x68d28d8a32cde93a5657d6d1f4280008052ccffc')
const aboveSafeInteger = 5_000_000_000_000_000_000n

describe('the path-finding service', () => {
  let folder: string
  let homeserver: Homeserver
  let service: HttpServer
  let hub: MatrixUser, payer: MatrixUser, payee: MatrixUser

  async function online(): Promise<MatrixUser> {
    const user = new MatrixUser(homeserver.url)
    await user.login()
    const profile = `profile/${encodeURIComponent(user.id)}`
    await user.call('PUT', `${profile}/displayname`, { displayname: await user.sign(user.id) })
    await user.call('PUT', `${profile}/avatar_url`, {
      avatar_url: 'mxc://raiden.network/cap?Receive=1&Mediate=1',
    })
    return user
  }
  const address = (user: MatrixUser): Address => toAddress(user.name)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-pathfinding-'))
    homeserver = createHomeserver({
      port: await getPort({ host: '127.0.0.1' }),
      dataFile: join(folder, 'transport.sqlite'),
    })
    await homeserver.start()
    ;[hub, payer, payee] = [await online(), await online(), await online()]
    const rich = { ownCapacity: toAmount(aboveSafeInteger), partnerCapacity: toAmount(aboveSafeInteger) }
    service = createPathFindingServer({
      port: 0,
      chainId: 31_337,
      tokenNetworkRegistry: registryAddress,
      paymentAddress: address(hub),
      mediationFee: toAmount(3n),
      matrixUrl: homeserver.url,
      pathFinder: createHubPathFinder({
        hub: address(hub),
        tokenNetwork: tokenNetworkAddress,
        flatFee: toAmount(3n),
        channels: async () => [
          { partner: address(payer), ...rich },
          { partner: address(payee), ...rich },
          { partner: toAddress(`0x${'9'.repeat(40)}`), ...rich },
        ],
      }),
      presence: createMatrixPresence(homeserver.url),
    })
    await service.start()
  })
  afterAll(async () => {
    await service.stop()
    await homeserver.stop()
    await rm(folder, { recursive: true })
  })

  async function get(path: string) {
    const response = await fetch(`${service.url}/api/v1/${path}`)
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  async function post(tokenNetwork: string, body: unknown) {
    const response = await fetch(`${service.url}/api/v1/${tokenNetwork}/paths`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const pathsBody = (value: bigint | number) => ({
    from: getAddress(payer.name),
    to: getAddress(payee.name),
    value: typeof value === 'bigint' ? String(value) : value,
    max_paths: 3,
  })

  test('says which network it serves, with the registry’s address in checksummed form, that it is free, and what a payment costs', async () => {
    expect((await get('info')).body).toMatchObject({
      price_info: '0',
      network_info: { chain_id: 31_337, token_network_registry_address: getAddress(registryAddress) },
      matrix_server: homeserver.url,
      payment_address: getAddress(hub.name),
      mediation_fee: '3',
    })
  })

  test('finds the way through the hub with its fee, in a form that raiden-ts accepts', async () => {
    const { status, body } = await post(getAddress(tokenNetworkAddress), pathsBody(aboveSafeInteger - 3n))
    expect(status).toBe(200)
    const { result } = decode(PfsResult, body) as {
      result: { path: string[]; estimated_fee: { toString(): string } }[]
    }
    expect(result).toHaveLength(1)
    expect(result[0]?.path).toEqual([payer, hub, payee].map(({ name }) => getAddress(name)))
    expect(result[0]?.estimated_fee.toString()).toBe('3')
    expect((await post(tokenNetworkAddress, pathsBody(7))).status).toBe(200)
  })

  test('tells where an address is reached, and raiden-ts believes it', async () => {
    const { status, body } = await get(`address/${getAddress(payee.name)}/metadata`)
    expect(status).toBe(200)
    const presence = validateAddressMetadata(decode(AddressMetadata, body), getAddress(payee.name))
    expect(presence?.payload.caps).toMatchObject({ Receive: 1, Mediate: 1 })
  })

  test('does not vouch for a name that the address has not signed', async () => {
    const liar = await online()
    await liar.call('PUT', `profile/${encodeURIComponent(liar.id)}/displayname`, {
      displayname: await payer.sign(liar.id),
    })
    expect(await get(`address/${liar.name}/metadata`)).toMatchObject({
      status: 404,
      body: { error_code: 2203 },
    })
  })

  test('refuses with Raiden’s own error numbers', async () => {
    const refusals: [number, number, Promise<{ status: number; body: Record<string, unknown> }>][] = [
      [404, 2201, post(tokenNetworkAddress, pathsBody(aboveSafeInteger))],
      [400, 2004, post(registryAddress, pathsBody(1n))],
      [400, 2000, post('0x12', pathsBody(1n))],
      [400, 2000, post(tokenNetworkAddress, { ...pathsBody(1n), from: 'me' })],
      [400, 2000, post(tokenNetworkAddress, pathsBody(2 ** 60))],
      [404, 2203, post(tokenNetworkAddress, { ...pathsBody(1n), to: `0x${'9'.repeat(40)}` })],
      [404, 2203, get(`address/0x${'8'.repeat(40)}/metadata`)],
    ]
    for (const [status, code, answer] of refusals) {
      const { status: actual, body } = await answer
      expect(decode(PfsError, body)).toMatchObject({ error_code: code, errors: expect.any(String) })
      expect(actual).toBe(status)
    }
  })

  test('whoever asks without a pause is told to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 800 }, () => get('info')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(decode(PfsError, refused[0]?.body)).toMatchObject({ error_code: 2000 })
    expect(answers.length - refused.length).toBeGreaterThan(200)
  })
})
