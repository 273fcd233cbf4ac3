import { maxUint256, parseUnits, type Hex } from 'viem'
import type { Contracts } from '../../shared/networkProfile.ts'
import { toAddress, type Address } from '../../shared/ids.ts'
import type { ChainClient } from './chainClient.ts'
import type { CompiledContracts, ContractName } from './compiledContracts.ts'

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
  { settleTimeoutSeconds, supply, tokenDecimals = testToken.decimals }: DeploymentOptions,
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

  const [token, serviceToken] = [
    await deploy('CustomToken', [supply, tokenDecimals, testToken.name, testToken.symbol]),
    await deploy('CustomToken', [
      supply,
      testServiceToken.decimals,
      testServiceToken.name,
      testServiceToken.symbol,
    ]),
  ].map(({ address }) => address) as [Address, Address]
  const SecretRegistry = await deploy('SecretRegistry', [])
  const TokenNetworkRegistry = await deploy('TokenNetworkRegistry', [
    SecretRegistry.address,
    BigInt(settleTimeoutSeconds),
    10n,
  ])
  const ServiceRegistry = await deploy('ServiceRegistry', [
    serviceToken,
    client.account.address,
    parseUnits('2000', testServiceToken.decimals),
    6n,
    5n,
    17_280_000n,
    parseUnits('1000', testServiceToken.decimals),
    15_552_000n,
  ])
  const UserDeposit = await deploy('UserDeposit', [
    serviceToken,
    parseUnits('1000000', testServiceToken.decimals),
    100n,
  ])
  const MonitoringService = await deploy('MonitoringService', [
    serviceToken,
    ServiceRegistry.address,
    UserDeposit.address,
    TokenNetworkRegistry.address,
  ])
  const chainId = BigInt(await client.getChainId())
  const OneToN = await deploy('OneToN', [UserDeposit.address, chainId, ServiceRegistry.address])
  await call(UserDeposit.address, 'UserDeposit', 'init', [MonitoringService.address, OneToN.address])
  const registry = { address: TokenNetworkRegistry.address, abi: compiled.TokenNetworkRegistry.abi }
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
  return {
    TokenNetworkRegistry,
    ServiceRegistry,
    UserDeposit,
    SecretRegistry,
    MonitoringService,
    OneToN,
    token,
    serviceToken,
    tokenNetwork: toAddress(String(tokenNetwork)),
  }
}

interface DeployedContract {
  readonly address: Address
  readonly block_number: number
}
