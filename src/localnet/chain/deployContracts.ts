import { maxUint256, parseUnits, type Hex } from 'viem'
import type { KnownChain, KnownToken } from '../../shared/knownChains.ts'
import type { Contracts, RaidenContracts } from '../../shared/networkProfile.ts'
import { toAddress, type Address } from '../../shared/ids.ts'
import type { ChainClient } from './chainClient.ts'
import type { CompiledContracts, ContractName } from '../../hub/setup/compiledContracts.ts'
import { pointRegistryAt, relocateContract } from './relocateContract.ts'

/** The local network's test tokens. Their symbols say that they are worth nothing. */
export const testToken = { name: 'Busker test dollar', symbol: 'tUSD', decimals: 18 } as const
const testServiceToken = { name: 'Busker test service token', symbol: 'tSVT', decimals: 18 } as const

/** What can be chosen about a deployment. */
export interface DeploymentOptions {
  /** How long a closed channel waits before it can be settled. */
  readonly settleTimeoutSeconds: number
  /** All there is of each test token, in base units: the deployer's, from which the faucet gives. */
  readonly supply: bigint
  /** Of the token that is paid with. Default 18. */
  readonly tokenDecimals?: number
  /**
   * A real chain to be taken for, and its token to pay with, both where they are there: at the pinned contracts where those
   * have a TokenNetwork for it, else at contracts of an operator's own. Left out: a local chain.
   */
  readonly imitated?: { readonly chain: KnownChain; readonly token: KnownToken }
}

/**
 * Deploys Raiden's contracts and one token with its TokenNetwork, in the order in which they need each other.
 * Constructor arguments: raiden-contracts 0.50 (source/*.sol); prices are Raiden's own, for services Busker does not use.
 *
 * @param client acts as the deployer, who also becomes the controller of the registries
 * @throws Error from the chain when a transaction reverts
 */
export async function deployContracts(
  client: ChainClient,
  compiled: CompiledContracts,
  { settleTimeoutSeconds, supply, tokenDecimals = testToken.decimals, imitated }: DeploymentOptions,
): Promise<Contracts> {
  const deploy = async (name: ContractName, args: readonly unknown[]): Promise<DeployedContract> => {
    const { abi, bytecode } = compiled[name]
    const receipt = await client.waitForTransactionReceipt({
      hash: await client.deployContract({ abi, bytecode, args }),
    })
    if (receipt.status !== 'success' || !receipt.contractAddress)
      throw new Error(`Deploying ${name} was reverted.`)
    return { address: toAddress(receipt.contractAddress), block_number: Number(receipt.blockNumber) }
  }
  const call = async (
    contract: Address,
    name: ContractName,
    functionName: string,
    args: readonly unknown[],
  ) => {
    const { abi } = compiled[name]
    const hash: Hex = await client.writeContract({ address: contract, abi, functionName, args })
    const receipt = await client.waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`${name}.${functionName} was reverted.`)
  }

  const deployToken = async ({ address, name, symbol, decimals }: DeployedToken) => {
    const deployed = await deploy('CustomToken', [supply, decimals, name, symbol])
    if (address === null) return deployed
    await relocateContract(client, deployed.address, address, [toAddress(client.account.address)])
    return { ...deployed, address }
  }
  const pinned = imitated?.token.tokenNetwork === null ? undefined : imitated?.chain
  const place = async (name: keyof RaidenContracts, deployed: DeployedContract, keys: Address[] = []) => {
    const at = pinned?.contracts[name]
    if (at !== undefined) await relocateContract(client, deployed.address, at.address, keys)
    return at ?? deployed
  }

  const [token, serviceToken] = [
    await deployToken(imitated?.token ?? { ...testToken, decimals: tokenDecimals, address: null }),
    await deployToken({ ...testServiceToken, address: pinned?.serviceToken ?? null }),
  ].map(({ address }) => address) as [Address, Address]
  const SecretRegistry = await place('SecretRegistry', await deploy('SecretRegistry', []))
  const registryArguments = [SecretRegistry.address, BigInt(settleTimeoutSeconds), 10n]
  const deployedRegistry = await deploy('TokenNetworkRegistry', registryArguments)
  const TokenNetworkRegistry = await place('TokenNetworkRegistry', deployedRegistry)
  const ServiceRegistry = await place(
    'ServiceRegistry',
    await deploy('ServiceRegistry', [
      serviceToken,
      client.account.address,
      parseUnits('2000', testServiceToken.decimals),
      6n,
      5n,
      17_280_000n,
      parseUnits('1000', testServiceToken.decimals),
      15_552_000n,
    ]),
  )
  const UserDeposit = await place(
    'UserDeposit',
    await deploy('UserDeposit', [serviceToken, parseUnits('1000000', testServiceToken.decimals), 100n]),
  )
  const MonitoringService = await place(
    'MonitoringService',
    await deploy('MonitoringService', [
      serviceToken,
      ServiceRegistry.address,
      UserDeposit.address,
      TokenNetworkRegistry.address,
    ]),
  )
  const chainId = BigInt(await client.getChainId())
  const OneToN = await place(
    'OneToN',
    await deploy('OneToN', [UserDeposit.address, chainId, ServiceRegistry.address]),
  )
  await call(UserDeposit.address, 'UserDeposit', 'init', [MonitoringService.address, OneToN.address])
  // Where it was deployed: at its real address the event would name a TokenNetwork that is not there.
  const registry = { address: deployedRegistry.address, abi: compiled.TokenNetworkRegistry.abi }
  await call(registry.address, 'TokenNetworkRegistry', 'createERC20TokenNetwork', [
    token,
    maxUint256,
    maxUint256,
  ])
  const tokenNetwork = await client.readContract({
    ...registry,
    functionName: 'token_to_token_networks',
    args: [token],
  })
  const pinnedTokenNetwork = imitated?.token.tokenNetwork ?? null
  if (pinnedTokenNetwork !== null) {
    await relocateContract(client, toAddress(String(tokenNetwork)), pinnedTokenNetwork)
    await place('TokenNetworkRegistry', deployedRegistry, [token])
    await pointRegistryAt(client, TokenNetworkRegistry.address, token, pinnedTokenNetwork)
  }
  return {
    TokenNetworkRegistry,
    ServiceRegistry,
    UserDeposit,
    SecretRegistry,
    MonitoringService,
    OneToN,
    token,
    serviceToken,
    tokenNetwork: pinnedTokenNetwork ?? toAddress(String(tokenNetwork)),
  }
}

interface DeployedToken {
  /** Where it is to be; null for where it is deployed. */
  readonly address: Address | null
  readonly name: string
  readonly symbol: string
  readonly decimals: number
}

interface DeployedContract {
  readonly address: Address
  readonly block_number: number
}
