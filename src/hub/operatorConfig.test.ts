import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hex32 } from '../shared/ids.ts'
import { decodeNetworkProfile, encodeNetworkProfile, hubPeerOf } from '../shared/networkProfile.ts'
import { saveNetwork } from '../node/store/networkFile.ts'
import type { HubKeys } from './hubKeys.ts'
import { defaultTransactionTerms } from './funding/transactionLimits.ts'
import { profileOfHub, readOperatorConfig } from './operatorConfig.ts'
import { defaultHubRates } from './rates/hubRates.ts'
import { createTestConfig } from './testing/testConfig.ts'
import { createTestProfile } from './testing/testProfile.ts'

const keys: HubKeys = {
  privateKey: hex32.parse(`0x${randomBytes(32).toString('hex')}`),
  peerSeed: new Uint8Array(randomBytes(32)),
}
const { hub } = await createTestProfile(keys)
const config = await createTestConfig(keys)
const { network } = config
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-hub-config-'))
})
afterEach(() => rm(folder, { recursive: true }))
const write = (content: string) => writeFile(join(folder, 'hub.json'), content)

test('what the operator decides becomes the profile that newcomers are given', async () => {
  await write(JSON.stringify(config))
  const read = await readOperatorConfig(folder)
  expect(read).toMatchObject({ fee: 5n, funding: { deposit: 100n, budget: 1000n } })
  expect(read.pathFinding).toEqual({ host: '127.0.0.1', port: 6000, behindProxy: false })
  const profile = await profileOfHub(read, keys)
  expect(decodeNetworkProfile(encodeNetworkProfile(profile))).toEqual(profile)
  const peer = hub.peers[0]?.split('/').at(-1)
  expect(profile.hub.peers).toEqual([`/dns4/hub.example.org/tcp/4001/p2p/${peer}`])
  expect(profile.hub.raidenAddress).toBe(hub.raidenAddress)
})

test('what gas is paid for can be set, and has a bound where it is not', async () => {
  await write(JSON.stringify(config))
  expect((await readOperatorConfig(folder)).funding.transactions).toEqual(defaultTransactionTerms)
  const transactions = { perNewcomer: 3, perAccount: 9, newcomers: 30, all: 90 }
  await write(JSON.stringify({ ...config, funding: { ...config.funding, transactions } }))
  expect((await readOperatorConfig(folder)).funding.transactions).toEqual(transactions)
})

test('limits can be set one by one', async () => {
  const defaults = { connections: 2000, reservations: 1024, pinnedGibibytes: 256 }
  await write(JSON.stringify(config))
  expect((await readOperatorConfig(folder)).limits).toEqual(defaults)
  await write(JSON.stringify({ ...config, limits: { connections: 20_000 } }))
  expect((await readOperatorConfig(folder)).limits).toEqual({ ...defaults, connections: 20_000 })
})

test('rates can be set one by one, and never to nothing', async () => {
  await write(JSON.stringify(config))
  expect((await readOperatorConfig(folder)).rates).toEqual(defaultHubRates)
  const perAccount = { burst: 5, perSecond: 0.1 }
  await write(JSON.stringify({ ...config, rates: { funding: { perAccount } } }))
  expect((await readOperatorConfig(folder)).rates).toEqual({
    ...defaultHubRates,
    funding: { ...defaultHubRates.funding, perAccount },
  })
  await write(JSON.stringify({ ...config, rates: { search: { all: { burst: 0, perSecond: 1 } } } }))
  await expect(readOperatorConfig(folder)).rejects.toMatchObject({
    message: expect.stringMatching(/rates.*burst/),
  })
})

test('a missing file, one that is no JSON, and a wrong or unknown field are each named', async () => {
  await expect(readOperatorConfig(folder)).rejects.toMatchObject({ code: 'HUB_CONFIG_MISSING' })
  const wrong = [
    ['{ not json', /no JSON/],
    [JSON.stringify({ ...config, fee: '-1' }), /fee/],
    [JSON.stringify({ ...config, fees: '1' }), /fees/],
  ] as const
  for (const [content, why] of wrong) {
    await write(content)
    await expect(readOperatorConfig(folder)).rejects.toMatchObject({
      code: 'HUB_CONFIG_INVALID',
      message: expect.stringMatching(why),
    })
  }
})

test('an address may be written with its checksum, and has to fit it', async () => {
  const withToken = (token: string) =>
    write(JSON.stringify({ ...config, network: { ...network, token: { ...network.token, address: token } } }))
  await withToken('0xaf88d065e77c8cC2239327C5EDb3A432268e5831')
  expect((await readOperatorConfig(folder)).network.token.address).toBe(
    '0xaf88d065e77c8cc2239327c5edb3a432268e5831',
  )
  await withToken('0xAf88d065e77c8cC2239327C5EDb3A432268e5831')
  await expect(readOperatorConfig(folder)).rejects.toThrow(/network\.token\.address.*checksum does not fit/)
  await withToken('0xaf88')
  await expect(readOperatorConfig(folder)).rejects.toThrow(/network\.token\.address.*40 hexadecimal digits/)
})

test('whoever sells the token is named by an address that can be read', async () => {
  const withUrl = (url: string) =>
    write(JSON.stringify({ ...config, network: { ...network, onRamps: [{ name: 'Exchange', url }] } }))
  await withUrl('https://exchange.example/dai')
  expect((await readOperatorConfig(folder)).network.onRamps).toHaveLength(1)
  for (const url of [
    'http://exchange.example/',
    'busker://wallet',
    'javascript:alert(1)',
    'https://exchange.example@elsewhere.example/',
    'https://exсhange.example/',
    'https://localhost/',
  ]) {
    await withUrl(url)
    await expect(readOperatorConfig(folder)).rejects.toThrow(/network\.onRamps\.0\.url/)
  }
})

test('a profile without the peer of its hub is refused', async () => {
  const profile = await createTestProfile(keys)
  const nameless = { ...profile, hub: { ...profile.hub, peers: ['/ip4/127.0.0.1/tcp/1'] } }
  expect(() => hubPeerOf(nameless)).toThrow(expect.objectContaining({ code: 'NETWORK_HUB_ADDRESS' }))
})

test('a data folder stays with its network', async () => {
  const profile = await createTestProfile(keys)
  const file = join(folder, 'network.json')
  const local = { ...profile, chain: { ...profile.chain, id: 31337 } }
  await saveNetwork(file, local)
  await expect(saveNetwork(file, { ...local, id: 'another' })).rejects.toMatchObject({
    code: 'NETWORK_OTHER',
  })
})
