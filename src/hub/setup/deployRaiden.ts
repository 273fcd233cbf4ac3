import {
  type Account,
  createWalletClient,
  getContractAddress,
  http,
  maxUint256,
  type PublicClient,
} from 'viem'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress, type Address } from '../../shared/ids.ts'
import type { CompiledContracts, ContractName } from './compiledContracts.ts'
import type { Deployment } from './deployment.ts'

export interface DeployParts {
  readonly client: PublicClient
  readonly rpcUrl: string
  /** Who deploys, and becomes the controller of the registries. */
  readonly account: Account
  readonly compiled: CompiledContracts
  /** Called with each state before the next thing is sent. */
  readonly save: (state: Deployment) => Promise<void>
  readonly onStep: (step: string) => void
}

/** Gas of a whole deployment, measured on a local chain and rounded up. */
export const deploymentGas = 16_000_000n

type Arguments = (at: (name: string) => Address, state: Deployment, self: Address) => readonly unknown[]

const day = 86_400n
/** In the order in which they need each other. Arguments: raiden-contracts 0.50 (source/*.sol); prices are Raiden's own. */
const steps: readonly (readonly [name: ContractName, Arguments])[] = [
  ['SecretRegistry', () => []],
  ['TokenNetworkRegistry', (at, state) => [at('SecretRegistry'), BigInt(state.settleTimeoutSeconds), 10n]],
  [
    'ServiceRegistry',
    (_at, { token }, self) => [token, self, 10n ** 18n, 6n, 5n, 200n * day, 1n, 180n * day],
  ],
  ['UserDeposit', (_at, { token }) => [token, maxUint256, 100n]],
  [
    'MonitoringService',
    (at, { token }) => [token, at('ServiceRegistry'), at('UserDeposit'), at('TokenNetworkRegistry')],
  ],
  ['OneToN', (at, state) => [at('UserDeposit'), BigInt(state.chainId), at('ServiceRegistry')]],
]

/**
 * Deploys what is missing of Raiden's contracts for a token, and makes its TokenNetwork. What was sent before a crash is
 * found again by its nonce, and not sent twice.
 *
 * @throws BuskerError `HUB_DEPLOYMENT_FAILED` where the chain refuses a step
 */
export async function deployRaiden(begun: Deployment, parts: DeployParts): Promise<Deployment> {
  const sender = new StepSender(begun, parts)
  for (const [name, args] of steps) await sender.deploy(name, args)
  const userDeposit = sender.at('UserDeposit')
  await sender.call('init', 'UserDeposit', userDeposit, 'init', [
    sender.at('MonitoringService'),
    sender.at('OneToN'),
  ])
  await sender.createTokenNetwork()
  return sender.state
}

class StepSender {
  state: Deployment
  readonly #parts: DeployParts

  constructor(begun: Deployment, parts: DeployParts) {
    this.state = begun
    this.#parts = parts
  }

  at(name: string): Address {
    const found = this.state.done[name]
    if (found === undefined) throw new Error(`${name} is not deployed yet.`)
    return found.address
  }

  async deploy(name: ContractName, args: Arguments): Promise<void> {
    if (this.state.done[name] !== undefined) return
    const { client, account, compiled, onStep } = this.#parts
    const { abi, bytecode } = compiled[name]
    const values = args((each) => this.at(each), this.state, toAddress(account.address))
    onStep(name)
    const block_number = await this.#once(name, (wallet, nonce) =>
      wallet.deployContract({ abi, bytecode, args: values, nonce, account, chain: null }),
    )
    const { nonce = 0 } = this.state.pending ?? {}
    const address = toAddress(getContractAddress({ from: account.address, nonce: BigInt(nonce) }))
    if ((await client.getCode({ address })) === undefined) {
      // Something else was sent with that nonce.
      await this.#save({ pending: null })
      return this.deploy(name, args)
    }
    await this.#save({ done: { ...this.state.done, [name]: { address, block_number } }, pending: null })
  }

  async call(
    step: string,
    name: ContractName,
    address: Address,
    functionName: string,
    args: readonly unknown[],
  ) {
    if (this.state.called.includes(step)) return
    const { account, compiled, onStep } = this.#parts
    const { abi } = compiled[name]
    onStep(step)
    await this.#once(step, (wallet, nonce) =>
      wallet.writeContract({ abi, address, functionName, args, nonce, account, chain: null }),
    )
    await this.#save({ called: [...this.state.called, step], pending: null })
  }

  async createTokenNetwork(): Promise<void> {
    const { token } = this.state
    const registry = this.at('TokenNetworkRegistry')
    if ((await this.#tokenNetwork(registry)) === null) {
      const limits = [token, maxUint256, maxUint256]
      await this.call('tokenNetwork', 'TokenNetworkRegistry', registry, 'createERC20TokenNetwork', limits)
    }
    await this.#save({ tokenNetwork: await this.#tokenNetwork(registry) })
  }

  async #tokenNetwork(address: Address): Promise<Address | null> {
    const { client, compiled } = this.#parts
    const { abi } = compiled.TokenNetworkRegistry
    const args = [this.state.token]
    const found = await client.readContract({ address, abi, functionName: 'token_to_token_networks', args })
    return BigInt(String(found)) === 0n ? null : toAddress(String(found))
  }

  /** Sends a step, or finds what a process before this one has sent of it. @returns the block it is in, or an earlier one */
  async #once(
    step: string,
    send: (wallet: ReturnType<typeof createWalletClient>, nonce: number) => Promise<`0x${string}`>,
  ): Promise<number> {
    const { client, account, rpcUrl } = this.#parts
    const count = async (blockTag: 'latest' | 'pending') =>
      client.getTransactionCount({ address: account.address, blockTag })
    if (this.state.pending?.step === step && (await count('latest')) > this.state.pending.nonce) {
      return this.state.pending.block
    }
    const nonce = this.state.pending?.step === step ? this.state.pending.nonce : await count('pending')
    await this.#save({
      pending: { step, nonce, block: Number(await client.getBlockNumber({ cacheTime: 0 })) },
    })
    try {
      const wallet = createWalletClient({ account, transport: http(rpcUrl) })
      const receipt = await client.waitForTransactionReceipt({ hash: await send(wallet, nonce) })
      if (receipt.status === 'success') return Number(receipt.blockNumber)
    } catch (cause) {
      throw failed(step, cause)
    }
    await this.#save({ pending: null })
    throw failed(step, undefined)
  }

  async #save(change: Partial<Deployment>): Promise<void> {
    this.state = { ...this.state, ...change }
    await this.#parts.save(this.state)
  }
}

function failed(step: string, cause: unknown): BuskerError {
  const why = cause instanceof Error ? ` ${cause.message.split('\n')[0] ?? ''}` : ''
  return new BuskerError(
    'HUB_DEPLOYMENT_FAILED',
    `The chain did not take ${step}.${why} What is deployed is kept: run the same command again to go on.`,
    { cause },
  )
}
