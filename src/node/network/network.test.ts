import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import { toErrorData } from '../../shared/errors.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { knownChain, pinnedContracts } from '../../shared/knownChains.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { checkProfile, contractSourceOf } from '../../shared/networkTrust.ts'
import { Settings } from '../settings/settings.ts'
import { saveNetwork } from '../store/networkFile.ts'
import { openStore } from '../store/openStore.ts'
import { acceptContracts } from './acceptContracts.ts'
import { isDevelopmentChain } from './developmentChain.ts'
import { RpcUrls } from './rpcUrls.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
const day = 24 * 60 * 60
let pinned: NetworkProfile
let operators: NetworkProfile
let folder: string

beforeAll(async () => {
  const arbitrum = knownChain(42_161)
  const [dai, usdc] = ['DAI', 'USDC'].map((symbol) => arbitrum?.tokens.find((each) => each.symbol === symbol))
  const contracts = arbitrum && dai && pinnedContracts(arbitrum.id, dai.address)
  if (!arbitrum || !dai || !usdc || !contracts) throw new Error('Arbitrum One is built in.')
  const profile = await createTestProfile(keys, arbitrum.id)
  const raiden = { ...profile.raiden, settleTimeoutSeconds: arbitrum.settleTimeoutSeconds }
  pinned = { ...profile, id: 'quay', contracts, token: dai, raiden }
  operators = {
    ...profile,
    id: 'commons',
    contracts: { ...profile.contracts, token: usdc.address },
    token: usdc,
    raiden: { ...raiden, settleTimeoutSeconds: 2 * day },
  }
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-network-'))
})
afterEach(() => rm(folder, { recursive: true }))

const codeOf = (check: () => unknown) =>
  Promise.resolve()
    .then(check)
    .then(
      () => 'none',
      (error: unknown) => toErrorData(error).code,
    )

test('whose word the contracts are is known: play money, built in, or an operator’s', async () => {
  expect(contractSourceOf(await createTestProfile(keys))).toBe('local')
  expect(contractSourceOf(pinned)).toBe('pinned')
  expect(contractSourceOf(operators)).toBe('operator')
  const oneMoved = { ...pinned.contracts, OneToN: { ...pinned.contracts.OneToN, block_number: 9_000_000 } }
  expect(contractSourceOf({ ...pinned, contracts: oneMoved })).toBe('operator')
  expect(contractSourceOf(await createTestProfile(keys, 100))).toBe('operator')
})

test('contracts that are built in are joined at once, those of an operator once they are accepted', async () => {
  await acceptContracts(pinned, { kept: null, isAccepted: false })
  expect(await codeOf(() => acceptContracts(operators, { kept: null, isAccepted: false }))).toBe(
    'NETWORK_CONTRACTS_UNACCEPTED',
  )
  // Accepted, they are compared with the chain, which is nowhere here.
  expect(await codeOf(() => acceptContracts(operators, { kept: null, isAccepted: true }))).toBe(
    'RAIDEN_CHAIN_UNREACHABLE',
  )
})

test('a token that is passed off as another is refused', async () => {
  const other = toAddress(`0x${'7'.repeat(40)}`)
  const fake = { ...operators, contracts: { ...operators.contracts, token: other } }
  const passedOff = [
    { ...fake, token: { ...operators.token, address: other } },
    { ...operators, token: { ...operators.token, decimals: 18 } },
    { ...operators, token: { ...operators.token, symbol: 'DAI' } },
    fake,
  ]
  for (const profile of passedOff) {
    expect(await codeOf(() => checkProfile(profile))).toBe('NETWORK_TOKEN_WRONG')
  }
  checkProfile(operators)
})

test('what looks like a token or a chain that is built in, and is not, is refused', async () => {
  const other = toAddress(`0x${'7'.repeat(40)}`)
  const elsewhere = await createTestProfile(keys, 100)
  const named = (profile: NetworkProfile, token: Partial<NetworkProfile['token']>) => ({
    ...profile,
    contracts: { ...profile.contracts, token: other },
    token: { ...profile.token, address: other, symbol: 'TOK', name: 'Token', ...token },
    raiden: operators.raiden,
  })
  const tokens = [
    // With a Cyrillic С, a digit, a small L, and a mark between the letters.
    ...['USD\u0421', 'U5DC', 'DAl', 'U.S.D.C'].map((symbol) => named(operators, { symbol })),
    named(operators, { name: 'USD C\u043ein' }),
    named(elsewhere, { symbol: 'USD\u0421' }),
  ]
  for (const profile of tokens) {
    expect(await codeOf(() => checkProfile(profile))).toBe('NETWORK_TOKEN_WRONG')
  }
  checkProfile(named(operators, { symbol: 'USDC.e', name: 'Bridged USDC' }))
  checkProfile(named(elsewhere, { symbol: 'USDC', name: 'USD Coin' }))

  const chains: Partial<NetworkProfile>[] = [
    { chain: { ...elsewhere.chain, name: 'Arbitrum One' } },
    { chain: { ...elsewhere.chain, name: 'Arbitrum 0ne' } },
    { name: 'The \u0410rbitrum One' },
  ]
  for (const lie of chains) {
    expect(await codeOf(() => checkProfile({ ...named(elsewhere, {}), ...lie }))).toBe('NETWORK_CHAIN_NAME')
  }
  checkProfile({ ...named(elsewhere, {}), chain: { ...elsewhere.chain, name: 'Arbitrum Nova' } })
  checkProfile({ ...pinned, name: 'Quay on Arbitrum One' })
})

test('a settle timeout that is too short, or not that of the contracts, is refused', async () => {
  const withRaiden = (profile: NetworkProfile, change: Partial<NetworkProfile['raiden']>) => ({
    ...profile,
    raiden: { ...profile.raiden, ...change },
  })
  const wrong = [
    withRaiden(operators, { settleTimeoutSeconds: day - 1 }),
    withRaiden(pinned, { settleTimeoutSeconds: 2 * day }),
    withRaiden(pinned, { revealTimeoutSeconds: 5000, expiryFactor: 3 }),
  ]
  for (const profile of wrong) {
    expect(await codeOf(() => checkProfile(profile))).toBe('NETWORK_SETTLE_TIMEOUT')
  }
  checkProfile(await createTestProfile(keys))
})

test('a data folder’s money stays in the contracts that it is in', async () => {
  const file = join(folder, 'network.json')
  await saveNetwork(file, operators)
  await saveNetwork(file, { ...operators, name: 'Renamed' })
  const moved = { ...operators, contracts: { ...operators.contracts, tokenNetwork: operators.token.address } }
  expect(await codeOf(() => saveNetwork(file, moved))).toBe('NETWORK_OTHER')
  expect(await codeOf(() => saveNetwork(file, pinned))).toBe('NETWORK_OTHER')
})

test('the chain is asked at a person’s own addresses, once each has answered', async () => {
  const settings = new Settings(openStore(':memory:'))
  const urls = new RpcUrls(settings, operators)
  expect(urls.network.chain).toEqual(operators.chain)
  const answering = await startRpc(operators.chain.id)
  const another = await startRpc(100)
  try {
    await urls.set([answering.url, answering.url])
    expect(urls.network.chain).toMatchObject({ rpcUrl: answering.url, otherRpcUrls: [] })
    expect(await codeOf(() => urls.set([answering.url, another.url]))).toBe('RAIDEN_WRONG_CHAIN')
    await expect(urls.set([answering.url, 'http://127.0.0.1:9/of-a-key'])).rejects.toMatchObject({
      code: 'NETWORK_RPC_UNREACHABLE',
      message: expect.stringContaining('at 127.0.0.1:9. '),
    })
    expect(urls.own).toEqual([answering.url])
    await urls.set([])
    expect(urls.network.chain).toEqual(operators.chain)
  } finally {
    await Promise.all([answering.close(), another.close()])
  }
})

/** A chain that knows its id and one block. @param program that serves it */
async function startRpc(chainId: number, program = 'Geth') {
  const server = createServer((request, response) => {
    request.setEncoding('utf8')
    let body = ''
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const { id, method } = JSON.parse(body) as { id: number; method: string }
      const results: Readonly<Record<string, string>> = {
        eth_chainId: `0x${chainId.toString(16)}`,
        web3_clientVersion: program,
      }
      const result = results[method] ?? '0x1'
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ jsonrpc: '2.0', id, result }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

test('a chain is a developer’s own where anvil answers on this machine at every address, and nowhere else', async () => {
  const [anvil, geth] = await Promise.all([
    startRpc(operators.chain.id, 'anvil/v1.7.1'),
    startRpc(operators.chain.id, 'Geth/v1.16.0-anvil/1'),
  ])
  const at = (...[rpcUrl = '', ...otherRpcUrls]: string[]): NetworkProfile => ({
    ...operators,
    chain: { ...operators.chain, rpcUrl, otherRpcUrls },
  })
  try {
    expect(await isDevelopmentChain(at(anvil.url))).toBe(true)
    expect(await isDevelopmentChain(at(geth.url))).toBe(false)
    expect(await isDevelopmentChain(at(anvil.url, geth.url))).toBe(false)
    expect(await isDevelopmentChain(at(anvil.url, 'http://127.0.0.1:9'))).toBe(false)
    expect(await isDevelopmentChain(at(anvil.url, 'https://rpc.example.org'))).toBe(false)
    expect(await isDevelopmentChain(at('http://127.0.0.1.example.org'))).toBe(false)
  } finally {
    await Promise.all([anvil.close(), geth.close()])
  }
})
