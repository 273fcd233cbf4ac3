import { erc20Abi, keccak256, parseAbi, type PublicClient } from 'viem'
import { BuskerError, isBuskerError } from '../shared/errors.ts'
import { type Address, toAddress } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { contractSourceOf } from '../shared/networkTrust.ts'
import { quote } from '../shared/text.ts'
import { type ChainEndpoints, saidOf } from './chainEndpoints.ts'

/** keccak256 of the code that raiden-contracts 0.50 deploys: of those that hold money or decide about it. */
const codeHashes = {
  SecretRegistry: '0x94a9c9bd758a378447c72a4aad88a6009933bfcb1ebc87f8a7ff6249daa239b5',
  TokenNetworkRegistry: '0xb4e6af51fd6bc584e4d0fd5aff6acb88159a4a810fe7a4bbf8143ab8047a49e2',
  TokenNetwork: '0xbe9e74cdd6a450b16844916c5abf1283c4b7ba245ca114a19c3f227f6034d62d',
} as const
type CheckedContract = keyof typeof codeHashes

const registryAbi = parseAbi([
  'function secret_registry_address() view returns (address)',
  'function token_to_token_networks(address) view returns (address)',
])
const tokenNetworkAbi = parseAbi([
  'function token() view returns (address)',
  'function secret_registry() view returns (address)',
  'function settle_timeout() view returns (uint256)',
  'function channel_participant_deposit_limit() view returns (uint256)',
  'function token_network_deposit_limit() view returns (uint256)',
  'function safety_deprecation_switch() view returns (bool)',
])

/** What the chain says of a network's contracts. */
export interface ContractFacts {
  readonly settleTimeoutSeconds: number
  /** The most one side may put into a channel, base units. */
  readonly channelLimit: Amount
  /** The most there may be in all channels together, base units. */
  readonly networkLimit: Amount
}

/**
 * Asks every endpoint whether a profile's contracts are what it says: Raiden's code, one registry, one token, its decimals,
 * the settle timeout, limits that leave room. One endpoint that says otherwise is enough to refuse.
 *
 * @throws BuskerError `NETWORK_CONTRACTS_WRONG`, `NETWORK_TOKEN_WRONG`, `NETWORK_SETTLE_TIMEOUT`, `NETWORK_DEPOSIT_LIMIT`,
 * `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
 */
export async function checkContracts(
  endpoints: ChainEndpoints,
  network: NetworkProfile,
): Promise<ContractFacts> {
  const answers = await endpoints.readEach((client) => checkAt(client, network))
  for (const answer of answers) {
    if (answer.status === 'rejected' && isBuskerError(answer.reason)) throw answer.reason
  }
  const facts = saidOf(answers)
  return {
    settleTimeoutSeconds: Math.min(...facts.map(({ settleTimeoutSeconds }) => settleTimeoutSeconds)),
    channelLimit: least(facts.map(({ channelLimit }) => channelLimit)),
    networkLimit: least(facts.map(({ networkLimit }) => networkLimit)),
  }
}

async function checkAt(client: PublicClient, network: NetworkProfile): Promise<ContractFacts> {
  const { contracts, token, raiden } = network
  const { TokenNetworkRegistry, SecretRegistry } = contracts
  const code = (name: CheckedContract, address: Address) => checkCode(client, network, name, address)
  await Promise.all([
    code('SecretRegistry', SecretRegistry.address),
    code('TokenNetworkRegistry', TokenNetworkRegistry.address),
    code('TokenNetwork', contracts.tokenNetwork),
  ])
  const registry = { address: TokenNetworkRegistry.address, abi: registryAbi } as const
  const tokenNetwork = { address: contracts.tokenNetwork, abi: tokenNetworkAbi } as const
  const [registered, registrySecrets, itsToken, secrets] = await Promise.all([
    client.readContract({ ...registry, functionName: 'token_to_token_networks', args: [contracts.token] }),
    client.readContract({ ...registry, functionName: 'secret_registry_address' }),
    client.readContract({ ...tokenNetwork, functionName: 'token' }),
    client.readContract({ ...tokenNetwork, functionName: 'secret_registry' }),
  ])
  expectAddress('registers another TokenNetwork for the token', registered, contracts.tokenNetwork)
  expectAddress('uses another SecretRegistry', registrySecrets, SecretRegistry.address)
  expectAddress('is for another token', itsToken, contracts.token)
  expectAddress('uses another SecretRegistry', secrets, SecretRegistry.address)
  await checkToken(client, token)
  const [settleTimeout, channelLimit, networkLimit, isDeprecated] = await Promise.all([
    client.readContract({ ...tokenNetwork, functionName: 'settle_timeout' }),
    client.readContract({ ...tokenNetwork, functionName: 'channel_participant_deposit_limit' }),
    client.readContract({ ...tokenNetwork, functionName: 'token_network_deposit_limit' }),
    client.readContract({ ...tokenNetwork, functionName: 'safety_deprecation_switch' }),
  ])
  if (settleTimeout !== BigInt(raiden.settleTimeoutSeconds)) {
    throw new BuskerError(
      'NETWORK_SETTLE_TIMEOUT',
      `The network says that a closed connection waits ${raiden.settleTimeoutSeconds} s; by its contract it waits ${settleTimeout} s. Nothing was joined.`,
    )
  }
  if (isDeprecated) throw contractsWrong('The TokenNetwork was switched off by its controller.')
  if (channelLimit < 10n ** BigInt(token.decimals) || networkLimit < channelLimit) {
    throw new BuskerError(
      'NETWORK_DEPOSIT_LIMIT',
      `The network’s contract takes at most ${channelLimit} base units of ${token.symbol} in a connection, less than a whole one. Nothing was joined.`,
    )
  }
  return {
    settleTimeoutSeconds: Number(settleTimeout),
    channelLimit: toAmount(channelLimit),
    networkLimit: toAmount(networkLimit),
  }
}

/** Pinned contracts are known by their addresses; of the others only the code says that they are Raiden's. */
async function checkCode(
  client: PublicClient,
  network: NetworkProfile,
  name: CheckedContract,
  address: Address,
): Promise<void> {
  const code = await client.getCode({ address })
  if (code === undefined || code === '0x') throw contractsWrong(`There is no ${name} at ${address}.`)
  if (contractSourceOf(network) === 'operator' && keccak256(code) !== codeHashes[name]) {
    throw contractsWrong(`What is at ${address} is not Raiden’s ${name}.`)
  }
}

async function checkToken(client: PublicClient, token: NetworkProfile['token']): Promise<void> {
  const contract = { address: token.address, abi: erc20Abi } as const
  const [decimals, symbol] = await Promise.all([
    client.readContract({ ...contract, functionName: 'decimals' }),
    client.readContract({ ...contract, functionName: 'symbol' }),
  ])
  if (decimals === token.decimals && symbol === token.symbol) return
  throw new BuskerError(
    'NETWORK_TOKEN_WRONG',
    `The network calls its token ${token.symbol} with ${token.decimals} decimals; on chain it is ${quote(symbol, 16)} with ${decimals}. Nothing was joined. Do not trust this profile.`,
  )
}

function expectAddress(what: string, found: string, expected: Address): void {
  if (toAddress(found) !== expected) throw contractsWrong(`A contract ${what}.`)
}

function contractsWrong(what: string): BuskerError {
  return new BuskerError(
    'NETWORK_CONTRACTS_WRONG',
    `${what} Money paid in there could be lost. Nothing was joined. Do not trust this profile.`,
  )
}

function least(amounts: readonly Amount[]): Amount {
  return amounts.reduce((lowest, each) => (each < lowest ? each : lowest))
}
