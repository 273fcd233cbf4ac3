import getPort from 'get-port'
import { encodeFunctionResult, erc20Abi, numberToHex, parseAbi, toFunctionSelector } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { checkContracts } from '../../chain/checkContracts.ts'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { knownChain } from '../../shared/knownChains.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { checkProfile, contractSourceOf } from '../../shared/networkTrust.ts'
import { type ChainCall, ChainProxy } from '../testing/chainProxy.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import { createChainClient } from './chainClient.ts'

const twoDays = 172_800
const supply = 10n ** 24n
const arbitrum = knownChain(42_161)
if (arbitrum === undefined) throw new Error('Arbitrum One is built in.')
const [dai, usdc] = ['DAI', 'USDC'].map((symbol) => arbitrum.tokens.find((each) => each.symbol === symbol))
if (dai === undefined || usdc === undefined) throw new Error('So are its tokens.')

let pinned: TestChain
let operators: TestChain
beforeAll(async () => {
  ;[pinned, operators] = await Promise.all([
    openTestChain({ imitated: { chain: arbitrum, token: dai }, settleTimeoutSeconds: 15_000, supply }),
    openTestChain({ imitated: { chain: arbitrum, token: usdc }, settleTimeoutSeconds: twoDays, supply }),
  ])
})
afterAll(async () => {
  await Promise.all([pinned.close(), operators.close()])
})

async function profileOf({ chain }: TestChain, settleTimeoutSeconds: number): Promise<NetworkProfile> {
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  const profile = await createTestProfile(keys, chain.chainId)
  const known = arbitrum?.tokens.find(({ address }) => address === chain.contracts.token)
  if (known === undefined) throw new Error('The chain has another token.')
  const { address, name, symbol, decimals } = known
  return {
    ...profile,
    chain: { ...profile.chain, rpcUrl: chain.rpcUrl },
    contracts: chain.contracts,
    token: { address, name, symbol, decimals },
    raiden: { ...profile.raiden, settleTimeoutSeconds },
  }
}

const check = (profile: NetworkProfile) =>
  checkContracts(
    new ChainEndpoints({ rpcUrls: [profile.chain.rpcUrl], chainId: profile.chain.id, pollingMs: 50 }),
    profile,
  )

test('Arbitrum One’s DAI is at the contracts that are built in, and the chain agrees', async () => {
  const profile = await profileOf(pinned, 15_000)
  expect(contractSourceOf(profile)).toBe('pinned')
  checkProfile(profile)
  expect(await check(profile)).toMatchObject({ settleTimeoutSeconds: 15_000 })
  expect(await createChainClient(pinned.chain.rpcUrl).getBlockNumber()).toBeGreaterThan(8_569_234n)
})

test('USDC is at contracts of an operator, which are compared with the chain', async () => {
  const profile = await profileOf(operators, twoDays)
  expect(contractSourceOf(profile)).toBe('operator')
  checkProfile(profile)
  const facts = await check(profile)
  expect(facts).toMatchObject({ settleTimeoutSeconds: twoDays })
  expect(facts.channelLimit).toBeGreaterThan(10n ** 12n)
})

test('contracts that are not Raiden’s, or not each other’s, are refused', async () => {
  const profile = await profileOf(operators, twoDays)
  const { contracts } = profile
  const nowhere = toAddress(`0x${'9'.repeat(40)}`)
  const registry = { ...contracts.TokenNetworkRegistry, address: contracts.ServiceRegistry.address }
  const lies = [
    { tokenNetwork: nowhere },
    { tokenNetwork: contracts.token },
    { TokenNetworkRegistry: registry },
    { SecretRegistry: { ...contracts.SecretRegistry, address: contracts.OneToN.address } },
    { token: contracts.serviceToken },
  ]
  for (const lie of lies) {
    await expect(check({ ...profile, contracts: { ...contracts, ...lie } })).rejects.toMatchObject({
      code: 'NETWORK_CONTRACTS_WRONG',
    })
  }
})

test('a token with other decimals, another settle timeout and another chain are refused', async () => {
  const profile = await profileOf(operators, twoDays)
  const { token, raiden, chain } = profile
  const lies = [
    [{ token: { ...token, decimals: 18 } }, 'NETWORK_TOKEN_WRONG'],
    [{ raiden: { ...raiden, settleTimeoutSeconds: twoDays * 2 } }, 'NETWORK_SETTLE_TIMEOUT'],
    [{ chain: { ...chain, id: 100 } }, 'RAIDEN_WRONG_CHAIN'],
    [{ chain: { ...chain, rpcUrl: 'http://127.0.0.1:9' } }, 'RAIDEN_CHAIN_UNREACHABLE'],
  ] as const
  for (const [lie, code] of lies) {
    await expect(check({ ...profile, ...lie })).rejects.toMatchObject({ code })
  }
})

test('an endpoint that lies is refused, whether it lies for the profile or against it', async () => {
  const honest = await profileOf(operators, twoDays)
  const { contracts, token, raiden, chain } = honest
  const call = (signature: string) => toFunctionSelector(`function ${signature}`)
  const number = (value: number) => numberToHex(value, { size: 32 })
  const symbol = encodeFunctionResult({ abi: erc20Abi, functionName: 'symbol', result: 'USDT' })
  const lies: { answers: (asked: ChainCall) => string | undefined; lie: object; code: string }[] = [
    {
      answers: ({ method }) => (method === 'eth_chainId' ? numberToHex(100) : undefined),
      lie: { chain: { ...chain, id: 100 } },
      code: 'RAIDEN_WRONG_CHAIN',
    },
    {
      answers: ({ method, params }) =>
        method === 'eth_getCode' && params[0] === contracts.tokenNetwork ? '0x6001' : undefined,
      lie: {},
      code: 'NETWORK_CONTRACTS_WRONG',
    },
    {
      answers: (asked) => (selectorOf(asked) === call('decimals()') ? number(18) : undefined),
      lie: { token: { ...token, decimals: 18 } },
      code: 'NETWORK_TOKEN_WRONG',
    },
    {
      answers: (asked) => (selectorOf(asked) === call('symbol()') ? symbol : undefined),
      lie: { token: { ...token, symbol: 'USDT' } },
      code: 'NETWORK_TOKEN_WRONG',
    },
    {
      answers: (asked) => (selectorOf(asked) === call('settle_timeout()') ? number(twoDays * 2) : undefined),
      lie: { raiden: { ...raiden, settleTimeoutSeconds: twoDays * 2 } },
      code: 'NETWORK_SETTLE_TIMEOUT',
    },
    {
      answers: (asked) =>
        selectorOf(asked) === call('channel_participant_deposit_limit()') ? number(1) : undefined,
      lie: {},
      code: 'NETWORK_DEPOSIT_LIMIT',
    },
  ]
  const proxy = new ChainProxy(chain.rpcUrl, await getPort({ host: '127.0.0.1' }))
  await proxy.start()
  try {
    for (const { answers, lie, code } of lies) {
      proxy.intercept = async (asked, forward) => {
        const result = answers(asked)
        return result === undefined ? forward() : JSON.stringify({ jsonrpc: '2.0', id: asked.id, result })
      }
      const over = async (profile: NetworkProfile) =>
        checkContracts(
          new ChainEndpoints({
            rpcUrls: [proxy.url, chain.rpcUrl],
            chainId: profile.chain.id,
            pollingMs: 50,
          }),
          profile,
        )
      await expect(over(honest)).rejects.toMatchObject({ code })
      await expect(over({ ...honest, ...lie })).rejects.toMatchObject({ code })
    }
  } finally {
    await proxy.stop()
  }
})

/** Which function of a contract a request reads. */
function selectorOf({ method, params }: ChainCall): string | undefined {
  if (method !== 'eth_call') return undefined
  return (params[0] as { data?: string }).data?.slice(0, 10)
}

test('a TokenNetwork that takes less than a whole token is refused', async () => {
  const profile = await profileOf(operators, twoDays)
  const { contracts } = profile
  const client = createChainClient(operators.chain.rpcUrl, operators.chain.chainId)
  const abi = parseAbi([
    'function createERC20TokenNetwork(address token, uint256 one, uint256 all)',
    'function token_to_token_networks(address) view returns (address)',
  ])
  const registry = { address: contracts.TokenNetworkRegistry.address, abi } as const
  const hash = await client.writeContract({
    ...registry,
    functionName: 'createERC20TokenNetwork',
    args: [contracts.serviceToken, 5n, 5n],
  })
  await client.waitForTransactionReceipt({ hash })
  const tokenNetwork = await client.readContract({
    ...registry,
    functionName: 'token_to_token_networks',
    args: [contracts.serviceToken],
  })
  const small = { ...contracts, token: contracts.serviceToken, tokenNetwork: toAddress(tokenNetwork) }
  const token = { address: contracts.serviceToken, symbol: 'tSVT', name: 'x', decimals: 18 }
  await expect(check({ ...profile, contracts: small, token })).rejects.toMatchObject({
    code: 'NETWORK_DEPOSIT_LIMIT',
  })
})
